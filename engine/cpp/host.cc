#include "engine/cpp/host.h"

#include <cxxabi.h>

#include <atomic>
#include <new>
#include <utility>

#include "engine/core/copies.h"
#include "engine/core/lifetime.h"
#include "engine/core/stack_notes.h"
#include "engine/core/thread_state.h"
#include "engine/cpp/line_function.h"
#include "engine/cpp/repr.h"
#include "engine/cpp/terminate.h"
#include "engine/cpp/thread_end.h"

namespace greenlens::engine {
namespace {

// What `describe` says, unless that needs more memory than there is.
template <typename Describe>
std::string described(Describe describe) noexcept {
  try {
    return describe();
  } catch (...) {
    return "no memory";  // short enough to need none
  }
}

struct CarriedArguments final : core::Carried {
  CarriedArguments(Arguments&& a, Greenlet&& h) : arguments(std::move(a)), held(std::move(h)) {}
  explicit CarriedArguments(Value&& value) : is_one(true), one(std::move(value)) {}
  std::string describe() const noexcept override {
    return described([this] { return is_one ? one.repr() : single_result(arguments).repr(); });
  }
  const Arguments& all() {
    if (std::exchange(is_one, false)) arguments.positional.push_back(std::move(one));
    return arguments;
  }
  static void* operator new(size_t size) { return core::take_room(size); }
  static void operator delete(void* room) noexcept {
    core::give_room(room, sizeof(CarriedArguments));
  }
  bool is_one = false;  // a single positional value needs no vector
  Value one;
  Arguments arguments;
  Greenlet held;
};

// An error arrives also when memory is lacking, and just then: a few places are set aside.
struct CarriedError : core::Carried {
  CarriedError(std::exception_ptr e, Greenlet h) : error(std::move(e)), held(std::move(h)) {}
  std::string describe() const noexcept override {
    return described([this] {
      return thread_end ? std::string("the end of the thread") : engine::describe(error);
    });
  }
  static void* operator new(size_t size);
  static void operator delete(void* place) noexcept;
  std::exception_ptr error;
  Greenlet held;
  void* thread_end = nullptr;  // instead: what pthread_exit and pthread_cancel throw
  bool is_ending = false;      // an EndingExit
};

struct SparePlace {
  alignas(CarriedError) unsigned char room[sizeof(CarriedError)];
  std::atomic<int> taken;  // 0 or 1: exchanging a byte is a library's work on some CPUs
};
constinit SparePlace spare_places[64] = {};

void* CarriedError::operator new(size_t size) {
  if (void* place = ::operator new(size, std::nothrow)) return place;
  for (SparePlace& spare : spare_places) {
    if (spare.taken.exchange(1) == 0) return spare.room;
  }
  throw std::bad_alloc();
}

void CarriedError::operator delete(void* place) noexcept {
  for (SparePlace& spare : spare_places) {
    if (place == spare.room) return spare.taken.store(0);
  }
  ::operator delete(place);
}

// That of a greenlet which ended its thread while it was killed: handles are dropped where nothing
// may be thrown.
constinit thread_local void* thread_end_that_waits = nullptr;

// What C++ keeps for each thread.
struct CppThread : core::HostState {
  TraceFunction trace;
  LineFunction line;
};

CppThread& cpp_thread() {
  std::unique_ptr<core::HostState>& state = core::host_thread_state();
  if (!state) state = std::make_unique<CppThread>();
  return static_cast<CppThread&>(*state);
}

// A delivery without a box brings no arguments.
Value take_result(core::Delivery& delivery) {
  if (!delivery.carried) return Value::tuple({});
  auto& carried = static_cast<CarriedArguments&>(*delivery.carried);
  if (carried.is_one) {
    Value one = std::move(carried.one);
    delivery.carried.reset();
    return one;
  }
  Arguments arguments = std::move(carried.arguments);
  delivery.carried.reset();
  return single_result(std::move(arguments));
}

Value value_of(const GreenletExit& exit) { return Value::object(exit, exit.repr()); }

// These stand apart because every greenlet keeps the frame of CppHost::run.
GREENLENS_OPAQUE void forget_lookup(Belongings& owned) { owned.find_run = nullptr; }
// What a body and its arguments hold is dropped when it ends.
GREENLENS_OPAQUE void drop(CppState& state, std::unique_ptr<core::Carried>& first) {
  state.body = nullptr;
  first.reset();
}
GREENLENS_OPAQUE void carry_value(core::Delivery& into, Value&& value) {
  into = carry(std::move(value));
}
core::Delivery carry_exit(const GreenletExit& exit, Greenlet held) noexcept {
  try {
    return carry(Arguments{{value_of(exit)}, {}}, std::move(held));
  } catch (...) {
    return carry(std::current_exception(), std::move(held));  // memory is lacking
  }
}
GREENLENS_OPAQUE void carry_exit(core::Delivery& into, const GreenletExit& exit) noexcept {
  into = carry_exit(exit, {});
}
// In a catch block for it.
GREENLENS_OPAQUE void carry_thread_end(core::Delivery& into) noexcept {
  auto carried = std::make_unique<CarriedError>(nullptr, Greenlet());
  carried->thread_end = take_thread_end();
  into = {DeliveryKind::error, std::move(carried)};
}
// In a catch block for all others.
GREENLENS_OPAQUE void carry_caught(core::Delivery& into) noexcept { into = carry(caught_error()); }

GREENLENS_OPAQUE const Arguments& arguments_in(core::Carried* first) {
  static const Arguments none;
  if (first == nullptr) return none;
  auto& carried = static_cast<CarriedArguments&>(*first);
  carried.held = {};
  return carried.all();
}

class CppHost final : public core::Host {
 public:
  CppHost() : core::Host(OwnState::none) {}

  std::unique_ptr<core::GreenletState> main_state() override {
    std::string refusal = core::refusal_of_another_copy();
    if (!refusal.empty()) throw GreenletError(refusal);
    if (const char* fake = core::refusal_of_fake_stack()) throw GreenletError(fake);
    return std::make_unique<CppState>(make_cpp_state(nullptr));
  }

  bool find_run(Core& greenlet, core::Delivery& error) noexcept override {
    CppState& state = cpp_state(greenlet);
    if (!state.body && state.belongings && state.belongings->find_run) {
      try {
        Greenlet::Body body = Greenlet::Lookup(state.belongings->find_run)();
        // Started meanwhile: what was found is too late.
        if (greenlet.started()) return true;
        state.body = std::move(body);
      } catch (ThreadEnd&) {
        carry_thread_end(error);
        return false;
      } catch (...) {
        carry_caught(error);
        return false;
      }
    }
    if (!state.body) error = make_error("run");
    return state.body != nullptr;
  }

  FinishKind run(Core& greenlet, core::Delivery& passing) noexcept override {
    CppState& state = static_cast<CppState&>(*greenlet.host_state());
    core::Delivery first = std::move(passing);
    if (state.belongings) forget_lookup(*state.belongings);
    core::Delivery result;
    FinishKind how = FinishKind::returned;
    try {
      if (first.kind == DeliveryKind::error) raise(first);
      carry_value(result, state.body(arguments_in(first.carried.get())));
    } catch (const GreenletExit& exit) {
      how = FinishKind::greenlet_exit;
      carry_exit(result, exit);
    } catch (ThreadEnd&) {
      how = FinishKind::raised;
      carry_thread_end(result);
    } catch (...) {
      how = FinishKind::raised;
      carry_caught(result);
    }
    drop(state, first.carried);
    passing = std::move(result);
    return how;
  }

  core::Delivery make_error(const char* message) noexcept override {
    try {
      return carry(std::make_exception_ptr(GreenletError(message)));
    } catch (...) {
      return carry(std::current_exception());  // no memory for the message
    }
  }

  core::Delivery make_exit(const char* message) noexcept override {
    listen_to_terminate();
    core::Delivery exit;
    // Thrown, since make_exception_ptr copies: where memory is lacking for that, it makes another
    // exception of it.
    try {
      throw EndingExit({Value(message)});
    } catch (const EndingExit&) {
      exit = carry(std::current_exception());
    } catch (...) {
      exit = carry(std::make_exception_ptr(EndingExit()));  // no memory for the message
    }
    static_cast<CarriedError&>(*exit.carried).is_ending = true;
    return exit;
  }

  bool keeps(core::Delivery& error) noexcept override {
    auto& carried = static_cast<CarriedError&>(*error.carried);
    if (carried.thread_end == nullptr) return false;
    thread_end_that_waits = std::exchange(carried.thread_end, nullptr);
    return true;
  }

  void switched(Core& origin, Core& target, core::Delivery& delivery) noexcept override {
    try {
      TraceFunction trace = cpp_thread().trace;  // it may set another
      trace(delivery.kind == DeliveryKind::value ? TraceEvent::switched : TraceEvent::thrown,
            handle_of(origin), handle_of(target));
    } catch (ThreadEnd&) {
      carry_thread_end(delivery);
    } catch (...) {
      set_trace({});
      carry_caught(delivery);
    }
  }
};

}  // namespace

core::Host& cpp_host() {
  static CppHost* const host = new CppHost;  // outlives every static handle
  return *host;
}

GREENLENS_OPAQUE void reap() {
  core::reap();
  if (void* thread_end = std::exchange(thread_end_that_waits, nullptr)) {
    go_on_ending_thread(thread_end);
  }
}

CppState& cpp_state(const Core& greenlet) { return static_cast<CppState&>(*greenlet.host_state()); }

void check_thread(const Core& greenlet) {
  const core::ThreadState* thread = core::CoreAccess::thread(greenlet);
  if (thread == core::this_thread || thread->exited) return;
  throw GreenletError("cannot change a greenlet of a different thread: only its own thread may");
}

Belongings& belongings_of(const Core& greenlet) {
  std::unique_ptr<Belongings>& belongings = cpp_state(greenlet).belongings;
  if (!belongings) belongings = std::make_unique<Belongings>();
  return *belongings;
}

CppState make_cpp_state(Greenlet::Body body) {
  listen_to_terminate();
  CppState state;
  state.body = std::move(body);
  return state;
}

TraceFunction set_trace(TraceFunction trace) {
  core::current_core(cpp_host());
  TraceFunction before = std::exchange(cpp_thread().trace, std::move(trace));
  core::listen(cpp_thread().trace != nullptr);
  return before;
}

LineFunction set_line_function(LineFunction function) {
  core::current_core(cpp_host());
  LineFunction before = std::exchange(cpp_thread().line, std::move(function));
  core::thread_state().hears_lines = cpp_thread().line != nullptr;
  return before;
}

GREENLENS_OPAQUE void run_line_function() {
  const LineFunction function = cpp_thread().line;  // it may set another
  function();
}

TraceFunction get_trace() { return cpp_thread().trace; }

std::exception_ptr caught_error() noexcept {
  if (std::exception_ptr error = std::current_exception()) return error;
  try {
    throw GreenletError(
        "an exception of another language than C++ was thrown in a greenlet: catch it there and "
        "throw one of C++ instead");
  } catch (...) {
    return std::current_exception();
  }
}

core::Delivery carry(Arguments&& arguments, Greenlet&& held) {
  const bool is_empty = arguments.positional.empty() && arguments.keywords.empty();
  if (is_empty && held.core() == nullptr) return {};
  return {DeliveryKind::value,
          std::make_unique<CarriedArguments>(std::move(arguments), std::move(held))};
}

core::Delivery carry(Value&& value) {
  return {DeliveryKind::value, std::make_unique<CarriedArguments>(std::move(value))};
}

core::Delivery carry(std::exception_ptr error, Greenlet held) noexcept {
  return {DeliveryKind::error, std::make_unique<CarriedError>(std::move(error), std::move(held))};
}

core::Delivery carry_quietly(std::exception_ptr error, Greenlet held) {
  try {
    std::rethrow_exception(error);
  } catch (const GreenletExit& exit) {
    return carry_exit(exit, std::move(held));
  } catch (...) {
    return carry(std::move(error), std::move(held));
  }
}

core::Delivery carry_into(const Core& target, std::exception_ptr error, Greenlet held) {
  bool dead = core::foreign(target) == nullptr && target.dead();
  return dead ? carry_quietly(std::move(error), std::move(held))
              : carry(std::move(error), std::move(held));
}

void raise(core::Delivery& delivery) {
  auto& carried = static_cast<CarriedError&>(*delivery.carried);
  std::exception_ptr error = std::move(carried.error);
  void* thread_end = carried.thread_end;
  bool is_ending = carried.is_ending;
  delivery.carried.reset();
  if (thread_end != nullptr) go_on_ending_thread(thread_end);
  if (is_ending) give_up_if_terminating();
  std::rethrow_exception(std::move(error));
}

GREENLENS_OPAQUE Value unpack(core::Delivery&& delivery) {
  if (delivery.kind == DeliveryKind::error) raise(delivery);
  return take_result(delivery);
}

}  // namespace greenlens::engine
