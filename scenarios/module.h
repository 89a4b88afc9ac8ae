// What a Python module is to the articles' programs: a place for what its functions share.
//
// A module lives in the heap, never on a stack: a local variable of one greenlet is not where
// another one expects it while that slice is archived.
#ifndef GREENLENS_SCENARIOS_MODULE_H_
#define GREENLENS_SCENARIOS_MODULE_H_

#include <memory>
#include <string>

#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"

namespace greenlens::scenarios {

using engine::Arguments;
using engine::Frame;
using engine::Greenlet;
using engine::GreenletExit;
using engine::print;
using engine::Value;
using engine::Where;

// struct Module : ModuleOf<Module> can say greenlet("gr1", &Module::test1).
template <typename Module>
struct ModuleOf {
  using Function = Value (Module::*)(const Arguments&);

  Greenlet greenlet(std::string name, Function run, Where where = Where::here()) {
    return Greenlet(std::move(name), body(run), where);
  }
  Greenlet::Body body(Function run) {
    return [module = static_cast<Module*>(this), run](const Arguments& arguments) {
      return (module->*run)(arguments);
    };
  }
};

// Scenario::run for a module with a function program().
template <typename Module>
void run_module(void (*at_end)(void*), void* context) {
  auto module = std::make_unique<Module>();
  module->program();
  at_end(context);
}

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_MODULE_H_
