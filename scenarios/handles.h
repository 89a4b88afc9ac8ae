// The handles that a scenario's module keeps, for who lets go of one from outside
// (scenarios/detour/another_way.h).
#ifndef GREENLENS_SCENARIOS_HANDLES_H_
#define GREENLENS_SCENARIOS_HANDLES_H_

#include "engine/cpp/greenlet.h"

namespace greenlens::scenarios {

// A member of the module that is a handle of the greenlet that is called so.
struct Handle {
  const char* greenlet;
  engine::Greenlet* (*in)(void* module);
};

namespace internal {
template <typename Module>
Module* module_of(engine::Greenlet Module::*);
}  // namespace internal

// handle<&Module::gr1>("gr1")
template <auto kMember>
Handle handle(const char* greenlet) {
  using Module = decltype(internal::module_of(kMember));
  return {greenlet, [](void* module) { return &(static_cast<Module>(module)->*kMember); }};
}

// The module that runs, as long as this lives; one at a time.
class ModuleInForce {
 public:
  explicit ModuleInForce(void* module) { now() = module; }
  ~ModuleInForce() { now() = nullptr; }
  ModuleInForce(const ModuleInForce&) = delete;
  static void*& now() {
    static void* module = nullptr;
    return module;
  }
};

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_HANDLES_H_
