// What a scenario's file includes: the engine's names, and how to say what the scenario is.
#ifndef GREENLENS_SCENARIOS_MODULE_H_
#define GREENLENS_SCENARIOS_MODULE_H_

#include <memory>

#include "engine/cpp/module.h"
#include "scenarios/scenario.h"

namespace greenlens::scenarios {

using engine::Arguments;
using engine::Frame;
using engine::Greenlet;
using engine::GreenletExit;
using engine::ModuleOf;
using engine::print;
using engine::Value;

// Scenario::run for a module with a function program().
template <typename Module>
void run(void (*at_end)(void*), void* context) {
  auto module = std::make_unique<Module>();
  const ModuleInForce in_force(module.get());
  try {
    module->program();
  } catch (...) {
    at_end(context);
    throw;
  }
  at_end(context);
}

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_MODULE_H_
