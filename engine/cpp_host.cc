#include "engine/cpp_host.h"

#include <utility>

#include "engine/exceptions.h"
#include "engine/thread_state.h"

namespace greenlens::engine {
namespace {

struct CarriedArguments : Carried {
  explicit CarriedArguments(Arguments a) : arguments(std::move(a)) {}
  std::string describe() const override { return single_result(arguments).repr(); }
  Arguments arguments;
};

struct CarriedError : Carried {
  explicit CarriedError(std::exception_ptr e) : error(std::move(e)) {}
  std::string describe() const override { return engine::describe(error); }
  std::exception_ptr error;
};

struct CppState : HostState {
  Greenlet::Body body;
  ExceptionState exceptions;
};

CppState& state_of(const Core& greenlet) { return static_cast<CppState&>(*greenlet.host_state()); }

// A delivery without a box brings no arguments.
Arguments take_arguments(Delivery& delivery) {
  if (!delivery.carried) return {};
  Arguments arguments = std::move(static_cast<CarriedArguments&>(*delivery.carried).arguments);
  delivery.carried.reset();
  return arguments;
}

Value value_of(const GreenletExit& exit) { return Value::object(exit, exit.repr()); }

class CppHost final : public Host {
 public:
  void put_away(Core& origin) noexcept override {
    ThreadState& thread = thread_state();
    CoreAccess::top_frame(origin) = thread.top_frame;
    CoreAccess::recursion_depth(origin) = thread.recursion_depth;
    state_of(origin).exceptions = exceptions_in_force();
  }

  void put_in_force(Core& target) noexcept override {
    ThreadState& thread = thread_state();
    thread.top_frame = std::exchange(CoreAccess::top_frame(target), nullptr);
    thread.recursion_depth = target.recursion_depth();
    put_exceptions_in_force(std::exchange(state_of(target).exceptions, {}));
  }

  std::unique_ptr<HostState> main_state() noexcept override { return make_cpp_state(nullptr); }

  const char* cannot_start(const Core& greenlet) noexcept override {
    return state_of(greenlet).body ? nullptr : "run";
  }

  Delivery run(Core& greenlet, Delivery first, FinishKind& how) noexcept override {
    // The greenlet does not keep its body: what the body holds is dropped when it ends.
    Greenlet::Body body = std::exchange(state_of(greenlet).body, nullptr);
    try {
      if (first.kind == DeliveryKind::error) unpack(std::move(first));
      Value value = body(take_arguments(first));
      how = FinishKind::returned;
      return carry(Arguments{{std::move(value)}, {}});
    } catch (const GreenletExit& exit) {
      how = FinishKind::greenlet_exit;
      return carry(Arguments{{value_of(exit)}, {}});
    } catch (...) {
      how = FinishKind::raised;
      return carry(std::current_exception());
    }
  }

  Delivery make_error(const char* message) noexcept override {
    return carry(std::make_exception_ptr(GreenletError(message)));
  }

  Delivery make_exit(const char* message) noexcept override {
    return carry(std::make_exception_ptr(GreenletExit({Value(message)})));
  }
};

}  // namespace

Host& cpp_host() {
  static CppHost* const host = new CppHost;  // outlives every static handle
  return *host;
}

std::unique_ptr<HostState> make_cpp_state(Greenlet::Body body) {
  auto state = std::make_unique<CppState>();
  state->body = std::move(body);
  return state;
}

Delivery carry(Arguments arguments) {
  return {DeliveryKind::value, std::make_unique<CarriedArguments>(std::move(arguments))};
}

Delivery carry(std::exception_ptr error) {
  return {DeliveryKind::error, std::make_unique<CarriedError>(std::move(error))};
}

Delivery carry_quietly(std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return carry(Arguments{{value_of(exit)}, {}});
  } catch (...) {
    return carry(std::move(error));
  }
}

Value unpack(Delivery delivery) {
  if (delivery.kind == DeliveryKind::error) {
    std::exception_ptr error = std::move(static_cast<CarriedError&>(*delivery.carried).error);
    delivery.carried.reset();
    std::rethrow_exception(std::move(error));
  }
  return single_result(take_arguments(delivery));
}

}  // namespace greenlens::engine
