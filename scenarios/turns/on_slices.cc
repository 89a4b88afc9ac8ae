// On the engine's core: a host whose bodies are plain functions, and switches that carry nothing.
#include <cstdlib>
#include <memory>

#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "scenarios/turns/circle.h"

namespace greenlens::turns {
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
  bool find_run(core::Core&, core::Delivery&) noexcept override { return true; }
  core::FinishKind run(core::Core& self, core::Delivery&) noexcept override {
    auto* body = static_cast<PlainBody*>(self.host_state());
    body->run(body->argument);
    return core::FinishKind::returned;
  }
  // No error travels here.
  core::Delivery make_error(const char*) noexcept override { std::abort(); }
  core::Delivery make_exit(const char*) noexcept override { std::abort(); }
};

PlainHost& plain_host() {
  static auto* const host = new PlainHost;  // threads that end may still ask for it
  return *host;
}

core::Core& main_core() { return core::main_core(plain_host()); }

struct OnSlices {
  using Handle = core::Core*;
  static bool make(Handle* self, size_t, void (*run)(void*), void* argument) {
    PlainBody body;
    body.run = run;
    body.argument = argument;
    *self = core::new_core(plain_host(), "", main_core(), body);
    return *self != nullptr;
  }
  static void drop(Handle* self) { core::release(**self); }
  static void go(Handle* to) { core::g_switch(**to, {}); }
  static void to_main() { core::g_switch(main_core(), {}); }
  static uint64_t waiting(Handle self) { return self->stack_saved(); }
  // One goes out, one of the same size comes in.
  static uint64_t copies(Handle self) { return 2 * self->stack_saved(); }
  static uint64_t held(Handle self) { return self->stack_saved(); }
};

}  // namespace

Outcome on_slices(const Order& order) { return Circle<OnSlices>(order).run(); }

}  // namespace greenlens::turns
