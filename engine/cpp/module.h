// What a Python module is to the articles' programs: a place for what its functions share.
//
// A module lives in the heap, never on a stack: a local variable of one greenlet is not where
// another one expects it while that slice is archived.
#ifndef GREENLENS_ENGINE_CPP_MODULE_H_
#define GREENLENS_ENGINE_CPP_MODULE_H_

#include <string>
#include <utility>

#include "engine/cpp/greenlet.h"

namespace greenlens::engine {

// struct Module : ModuleOf<Module> can say greenlet("gr1", &Module::test1). The module has to live
// until the greenlet has ended.
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

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_MODULE_H_
