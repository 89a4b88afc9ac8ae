#include "bench/subjects.h"

#include "engine/cpp_host.h"

namespace greenlens::bench {

using engine::Arguments;
using engine::Greenlet;
using engine::Value;

ReferenceSubject::Handle ReferenceSubject::main() {
  static Reference* const main = &Reference::current();
  return main;
}

CoreSubject::Handle CoreSubject::make(void (*run)(void*), void* argument) {
  engine::Host& host = engine::cpp_host();
  return engine::new_core(host, "g", engine::main_core(host),
                          engine::make_cpp_state([run, argument](const Arguments&) -> Value {
                            run(argument);
                            return {};
                          }));
}
CoreSubject::Handle CoreSubject::main() {
  static engine::Core* const main = &engine::main_core(engine::cpp_host());
  return main;
}

GreenletSubject::Handle GreenletSubject::make(void (*run)(void*), void* argument) {
  return new Greenlet("g", [run, argument](const Arguments&) -> Value {
    run(argument);
    return {};
  });
}
GreenletSubject::Handle GreenletSubject::main() {
  static auto* const main = new Greenlet(engine::main_greenlet());
  return main;
}

}  // namespace greenlens::bench
