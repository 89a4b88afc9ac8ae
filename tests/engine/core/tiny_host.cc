#include "tests/engine/core/tiny_host.h"

#include <cstring>
#include <utility>

namespace tiny {
namespace {

using greenlens::core::Carried;
using greenlens::core::Delivery;
using greenlens::core::FinishKind;
using greenlens::core::GreenletState;
using greenlens::core::GreenletStateOf;
using greenlens::core::Host;

struct Parcel : Carried {
  explicit Parcel(Message m) : message(std::move(m)) {}
  std::string describe() const noexcept override {
    return message.text.empty() ? std::to_string(message.number) : message.text;
  }
  Message message;
};

Delivery pack(Message message) {
  DeliveryKind kind = message.status == Status::ok ? DeliveryKind::value : DeliveryKind::error;
  return {kind, std::make_unique<Parcel>(std::move(message))};
}
Message unpack(Delivery delivery) {
  return std::move(static_cast<Parcel&>(*delivery.carried).message);
}

struct State final : GreenletStateOf<State> {
  explicit State(Function f) : function(f) {}
  Function function;
  Status last_status = Status::ok;  // while it does not run
  const long* on_the_stack = nullptr;
  long left_with = 0;
  int beginnings = 0;
};
State& state_of(const Core& greenlet) { return static_cast<State&>(*greenlet.host_state()); }

thread_local Status status_in_force = Status::ok;
thread_local const long* stack_number = nullptr;
thread_local int switches_made = 0;

class TinyHost : public Host {
 public:
  explicit TinyHost(Threads threads = Threads::at_once) : Host(OwnState::some, threads) {}
  void leaving(Core& origin) noexcept override {
    if (stack_number != nullptr) state_of(origin).left_with = *stack_number;
  }
  void put_away(Core& origin) noexcept override {
    state_of(origin).last_status = status_in_force;
    state_of(origin).on_the_stack = stack_number;
  }
  void put_in_force(Core& target, bool first) noexcept override {
    status_in_force = state_of(target).last_status;
    stack_number = state_of(target).on_the_stack;
    if (first) ++state_of(target).beginnings;
  }
  std::unique_ptr<GreenletState> main_state() override { return std::make_unique<State>(nullptr); }

  bool find_run(Core& greenlet, Delivery& error) override {
    if (state_of(greenlet).function != nullptr) return true;
    error = pack({Status::no_function, 0, "nothing to run"});
    return false;
  }

  // An error that comes in before anything ran is the result.
  FinishKind run(Core& greenlet, Delivery& passing) override {
    Message result = unpack(std::move(passing));
    if (result.status == Status::ok) {
      result = state_of(greenlet).function(std::move(result));
    }
    FinishKind how = result.status == Status::ok ? FinishKind::returned : FinishKind::raised;
    if (result.status == Status::exit) {  // ends quietly
      how = FinishKind::greenlet_exit;
      result.status = Status::ok;
    }
    passing = pack(std::move(result));
    return how;
  }

  Delivery make_error(const char* message) noexcept override {
    return pack({Status::refused, 0, message});
  }
  Delivery make_exit(const char* message) noexcept override {
    return pack({Status::exit, 0, message});
  }
  void switched(Core&, Core&, Delivery&) override { ++switches_made; }
};

std::vector<greenlens::core::ThreadState*> left;
std::vector<std::string> said;

class LockedHost final : public TinyHost {
 public:
  LockedHost() : TinyHost(Threads::one_at_a_time) {}
  void error_ignored(Core&, Delivery&, const char* what) override { said.push_back(what); }
  void refused_to_die(Core& greenlet) override { said.push_back(greenlet.name() + " lives"); }
  void thread_left(greenlens::core::ThreadState& thread) noexcept override {
    left.push_back(&thread);
  }
};

thread_local bool has_lock = false;

Host& host() {
  static TinyHost* const free_one = new TinyHost;  // these outlive every thread
  static LockedHost* const locked_one = new LockedHost;
  return has_lock ? static_cast<Host&>(*locked_one) : *free_one;
}

}  // namespace

Handle::Handle(Handle&& other) noexcept : core_(std::exchange(other.core_, nullptr)) {}
Handle& Handle::operator=(Handle&& other) noexcept {
  std::swap(core_, other.core_);
  return *this;
}
Handle::~Handle() {
  if (core_ != nullptr) greenlens::core::release(*core_);
}

Core& current() {
  greenlens::core::reap();
  return greenlens::core::current_core(host());
}
Core& main_greenlet() { return greenlens::core::main_core(host()); }

Handle make(const char* name, Function function, Core* parent) {
  State state(function);
  return Handle(greenlens::core::new_core(host(), name, parent ? *parent : current(), state));
}

Message send(Core& to, long number) {
  current();
  return unpack(greenlens::core::g_switch(to, pack({Status::ok, number, {}})));
}
Message fail(Core& in, Status status) {
  current();
  return unpack(greenlens::core::g_switch(in, pack({status, 0, {}})));
}

Status& last_status() { return status_in_force; }
const long*& number_on_the_stack() { return stack_number; }
long left_with(const Core& greenlet) { return state_of(greenlet).left_with; }
int beginnings(const Core& greenlet) { return state_of(greenlet).beginnings; }

void use_lock() { has_lock = true; }
std::vector<greenlens::core::ThreadState*> threads_left() { return std::exchange(left, {}); }
std::vector<std::string> said_of_ends() { return std::exchange(said, {}); }

void observe(Observer* observer) { greenlens::core::set_observer(host(), observer); }
void count_switches(bool on) {
  switches_made = 0;
  greenlens::core::listen(on);
}
int switches() { return switches_made; }

}  // namespace tiny
