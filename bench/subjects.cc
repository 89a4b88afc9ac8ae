#include "bench/subjects.h"

#include <cstdlib>
#include <memory>
#include <utility>

#include "engine/cpp/host.h"

namespace greenlens::bench {

using engine::Arguments;
using engine::Greenlet;
using engine::Value;

ReferenceSubject::Handle ReferenceSubject::main() {
  static Reference* const main = &Reference::current();
  return main;
}

namespace {

struct PlainBody final : core::GreenletStateOf<PlainBody> {
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
};

class PlainHost final : public core::Host {
 public:
  PlainHost() : Host(OwnState::none) {}
  std::unique_ptr<core::GreenletState> main_state() noexcept override {
    return std::make_unique<PlainBody>();
  }
  bool find_run(engine::Core&, core::Delivery&) noexcept override { return true; }
  engine::FinishKind run(engine::Core& self, core::Delivery&) noexcept override {
    auto* body = static_cast<PlainBody*>(self.host_state());
    body->run(body->argument);
    return engine::FinishKind::returned;
  }
  core::Delivery make_error(const char*) noexcept override { std::abort(); }
  core::Delivery make_exit(const char*) noexcept override { std::abort(); }
};

PlainHost& plain_host() {
  static auto* const host = new PlainHost;
  return *host;
}

}  // namespace

CoreSubject::Handle CoreSubject::make(void (*run)(void*), void* argument) {
  PlainBody body;
  body.run = run;
  body.argument = argument;
  return core::new_core(plain_host(), "", *main(), body);
}
CoreSubject::Handle CoreSubject::main() {
  // Of C++'s host, which the other subject needs; what runs below it does not matter.
  static engine::Core* const main = &core::main_core(engine::cpp_host());
  return main;
}

GreenletSubject::Handle GreenletSubject::make(void (*run)(void*), void* argument) {
  return Greenlet("", [run, argument](const Arguments&) -> Value {
    run(argument);
    return {};
  });
}
GreenletSubject::Handle& GreenletSubject::main() {
  static auto* const main = new Greenlet(engine::main_greenlet());
  return *main;
}

}  // namespace greenlens::bench
