#include "tracer/step/walker.h"

#include <signal.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>
#include <utility>

namespace greenlens::step {
namespace {

constexpr uint64_t kMostCode = 1 << 16;
// How long is looked without sleeping for what comes next, and how long is slept then.
constexpr std::chrono::microseconds kLookAgain{200};
constexpr std::chrono::microseconds kNap{50};
constexpr std::chrono::milliseconds kLongNap{1};
constexpr std::chrono::milliseconds kBusy{20};  // since the last stop

using Clock = std::chrono::steady_clock;

}  // namespace

Walker::Walker(std::unique_ptr<Machine> machine)
    : machine_(std::move(machine)),
      decoder_(machine_->cpu()),
      odd_decoder_(machine_->cpu(), /*odd=*/true) {}

// --- the beginning

std::string Walker::seize(pid_t program) {
  std::string reason = machine_->begin(program);
  if (reason.empty()) running_ = machine_->threads();
  return reason;
}

void Walker::look_at_memory() {
  machine_->look_at_memory();
  own_.clear();
  vforks_ = 0;
  codes_.clear();
  codes_.reserve(16);  // walks point to them
}

// At the first instruction, and behind each call.
bool Walker::add(Code code) {
  if (code.end <= code.begin || code.end - code.begin > kMostCode) return false;
  code.bytes = machine_->read(code.begin, code.end - code.begin);
  if (code.bytes.size() != code.end - code.begin) return false;
  // An array of instructions may be larger than what is in it.
  constexpr size_t kMostZeros = 16;
  const size_t last = code.bytes.find_last_not_of('\0');
  if (last == std::string::npos) return false;
  if (code.bytes.size() - last > 2 * kMostZeros) code.bytes.resize(last + 1 + kMostZeros);
  code.end = code.begin + code.bytes.size();
  if (!machine_->set_breakpoint(code.begin)) return false;
  decoder(code.odd).learn(code.bytes, code.first_offset);
  // Where calls leave their return address in a register, it is seen that one was made.
  const bool pushes = machine_->cpu().link.empty();
  for (uint64_t at = code.begin; pushes && at < code.end;) {
    const Decoded found = decoded(code, at);
    if (found.size == 0) break;  // padding, or data behind the last instruction
    at += found.size;
    if (found.calls && at < code.end && !machine_->set_breakpoint(at)) return false;
  }
  codes_.push_back(std::move(code));
  return true;
}

bool Walker::add_breakpoint(uint64_t at) {
  if (!machine_->set_breakpoint(at)) return false;
  own_.push_back(at);
  return true;
}

void Walker::go() {
  auto last = Clock::now();
  bool over = false;
  while (!over && !leaves_) {
    pass_gate();
    if (const std::optional<Stop> stop = next_stop(&over)) {
      hear(*stop, &over);
      last = Clock::now();
    } else if (const auto idle = Clock::now() - last; idle < kLookAgain) {
      std::this_thread::yield();
    } else {
      idles();
      std::this_thread::sleep_for(idle < kBusy ? Clock::duration(kNap) : Clock::duration(kLongNap));
    }
  }
  if (!over) let_all_go();
}

std::optional<Stop> Walker::next_stop(bool* over) {
  if (later_.empty()) return machine_->next(over);
  const Stop stop = later_.front();
  later_.pop_front();
  return stop;
}

// --- what happens to the program

void Walker::hear(const Stop& stop, bool* over) {
  stands(stop.thread);
  standing_.erase(stop.thread);
  hear_of_loan(stop);
  switch (stop.why) {
    case Stop::Why::signal:
      return hear_signal(stop);
    case Stop::Why::stopped:
      runs(stop.thread);
      return machine_->go_on_stopped(stop.thread);
    case Stop::Why::begins:
      return hear_beginning(stop.thread);
    case Stop::Why::calls_system:
      calls_system(stop.thread);
      return go_on(stop.thread);
    case Stop::Why::forks:
    case Stop::Why::clones:
      return go_on(stop.thread);
    case Stop::Why::vforks:
      vforked_.push_back(stop.other);
      return lend_memory(stop.thread);
    case Stop::Why::becomes_another:
      // Its memory is another one: nothing of ours is in it.
      walks_.clear();
      standing_.clear();
      if (becomes_another(stop.thread)) return go_on(stop.thread);
      *over = true;
      return machine_->let_go(stop.thread, 0);
    case Stop::Why::ends:
      break_off(stop.thread);
      ends(stop.thread);
      return machine_->let_go(stop.thread, 0);
    case Stop::Why::gone:
      break_off(stop.thread);
      return;
  }
}

// To a child that nobody traces, up to where it becomes another program or ends: then the thread
// comes back from the system.
void Walker::lend_memory(pid_t thread) {
  vforks_ = thread;
  for (const uint64_t at : own_) machine_->lift(at);
  runs(thread);
  machine_->go_on_to_system_call(thread, 0);
}
void Walker::hear_of_loan(const Stop& stop) {
  if (stop.thread != vforks_) return;
  vforks_ = 0;
  if (stop.why == Stop::Why::becomes_another || stop.why == Stop::Why::gone) return;
  for (const uint64_t at : own_) machine_->put_back(at);
}

// A new thread, or a copy of the program, whose first stop comes before or after its maker's.
void Walker::hear_beginning(pid_t thread) {
  if (machine_->is_of_program(thread)) return go_on(thread);
  const auto shares = std::find(vforked_.begin(), vforked_.end(), thread);
  if (shares != vforked_.end()) {
    vforked_.erase(shares);
  } else {
    machine_->clear_in(thread);
  }
  machine_->let_go(thread, 0);
}

void Walker::hear_signal(const Stop& stop) {
  const pid_t thread = stop.thread;
  if (stop.signal != SIGTRAP) return go_on(thread, gets_signal(thread, stop.signal));
  Registers now;
  if (!machine_->read_registers(thread, &now)) return;
  const uint64_t at = now.pc - machine_->behind_breakpoint();
  if (!machine_->has_breakpoint(at)) {  // the program's own
    return go_on(thread, gets_signal(thread, stop.signal));
  }
  if (!machine_->set_pc(thread, at)) return;
  const Code* code = code_at(at);
  if (code == nullptr) {
    comes_to(thread, at);
    if (may_pass(thread)) return pass(thread, at);
    standing_[thread] = at;
  } else if (at == code->begin) {
    enter(thread, *code);
  } else {
    come_back(thread, *code, at);
  }
}

const Code* Walker::code_at(uint64_t pc) const {
  for (const Code& code : codes_) {
    if (code.has(pc)) return &code;
  }
  return nullptr;
}

// --- a way through a function

void Walker::enter(pid_t thread, const Code& code) {
  break_off(thread);  // it was in another one, which has called this one
  Walk walk;
  walk.code = &code;
  if (!machine_->read_registers(thread, &walk.before)) return;
  if (!enters(thread, code, walk.before)) {
    if (step_over(thread, code.begin)) go_on(thread);
    return;
  }
  walk.held = machine_->hold_signals(thread);
  walks_[thread] = std::move(walk);
  if (may_go_on(thread)) return lead(thread);
  at_gate_.push_back(thread);
}

// From a function that it had called.
void Walker::come_back(pid_t thread, const Code& code, uint64_t at) {
  const auto found = walks_.find(thread);
  if (found == walks_.end() || found->second.returns_to != at) {
    if (step_over(thread, at)) go_on(thread);
    return;
  }
  Walk& walk = found->second;
  walk.in_call = false;
  walk.held = machine_->hold_signals(thread);
  Registers after;
  if (!machine_->read_registers(thread, &after)) return;
  steps(thread, walk, decoded(code, walk.before.pc), after, /*called=*/true);
  walk.before = std::move(after);
  ++walk.executed;
  if (may_go_on(thread)) return lead(thread);
  at_gate_.push_back(thread);
}

Decoded Walker::decoded(const Code& code, uint64_t pc) const {
  const Decoder& its = code.odd ? odd_decoder_ : decoder_;
  return its.decode(std::string_view(code.bytes).substr(pc - code.begin), code.offset(pc));
}

// One instruction after the other, until it calls, returns, or has to wait.
void Walker::lead(pid_t thread) {
  for (;;) {
    Walk& walk = walks_.at(thread);
    const Code& code = *walk.code;
    const uint64_t pc = walk.before.pc;
    if (!code.has(pc)) {
      if (!walk.over) {
        walk.over = true;
        returns(thread, walk);
        if (!may_go_on(thread)) return at_gate_.push_back(thread);
      }
      machine_->release_signals(thread, walk.held);
      walks_.erase(thread);
      return go_on(thread);
    }
    const Decoded next = decoded(code, pc);
    const bool done = machine_->has_breakpoint(pc) ? step_over(thread, pc) : single_step(thread);
    if (!done) return;
    if (next.calls && machine_->cpu().link.empty() && code.has(pc + next.size)) {
      walk.in_call = true;
      walk.returns_to = pc + next.size;
      machine_->release_signals(thread, walk.held);
      return go_on(thread);
    }
    Registers after;
    if (!machine_->read_registers(thread, &after)) return;
    const std::optional<uint64_t> back = called_from(code, after, pc + next.size);
    if (back && machine_->set_breakpoint(*back)) {
      walk.in_call = true;
      walk.returns_to = *back;
      machine_->release_signals(thread, walk.held);
      return go_on(thread);
    }
    steps(thread, walk, next, after, /*called=*/false);
    walk.before = std::move(after);
    ++walk.executed;
    if (!may_go_on(thread)) return at_gate_.push_back(thread);
  }
}

// Where it comes back to, if it stands in a function that the last instruction, which ends at
// `behind`, has called. There may be one more instruction behind a call, which is executed with it.
std::optional<uint64_t> Walker::called_from(const Code& code, const Registers& after,
                                            uint64_t behind) const {
  constexpr uint64_t kKindOfCode = 1;  // a flag in return addresses
  constexpr uint64_t kDelaySlot = 4;
  const std::string& link = machine_->cpu().link;
  if (link.empty() || code.has(after.pc)) return {};
  const uint64_t back = after.value(link) & ~kKindOfCode;
  const bool is_its = code.has(back) && (back == behind || back == behind + kDelaySlot);
  return is_its ? std::optional(back) : std::nullopt;
}

void Walker::break_off(pid_t thread) {
  const auto walk = walks_.find(thread);
  if (walk == walks_.end()) return;
  if (!walk->second.in_call) machine_->release_signals(thread, walk->second.held);
  walks_.erase(walk);
  breaks_off(thread);
}

// False when something else came instead: then that is heard.
bool Walker::single_step(pid_t thread) {
  for (;;) {
    machine_->step(thread);
    const Stop stop = machine_->wait(thread);
    if (stop.why == Stop::Why::signal && stop.signal == SIGTRAP) return true;
    if (stop.why == Stop::Why::begins) continue;  // somebody had asked it to stand still
    later_.push_back(stop);
    // A fault of its own, or what stops programs. The walk ends here.
    break_off(thread);
    return false;
  }
}

bool Walker::step_over(pid_t thread, uint64_t at) {
  const Code* code = code_at(at);
  if (code != nullptr) {
    const Decoded here = decoded(*code, at);
    if (here.marks_a_landing) return machine_->set_pc(thread, at + here.size);
  }
  const std::vector<pid_t> stood = stop_others();
  machine_->lift(at);
  const bool done = single_step(thread);
  machine_->put_back(at);
  for (const pid_t other : stood) go_on(other);
  return done;
}

// Those that ran up to now, and stand still because they were asked to.
std::vector<pid_t> Walker::stop_others() {
  std::vector<pid_t> stood;
  for (const pid_t other : running_) machine_->interrupt(other);
  for (const pid_t other : std::vector<pid_t>(running_)) {
    const Stop stop = machine_->wait(other);
    stands(other);
    if (stop.why == Stop::Why::begins) {
      stood.push_back(other);
    } else {
      later_.push_back(stop);  // the other stop comes when it goes on
    }
  }
  return stood;
}

// --- who waits, and who runs

void Walker::pass(pid_t thread, uint64_t at) {
  if (step_over(thread, at)) go_on(thread);
}

void Walker::pass_gate() {
  for (const auto& [thread, at] : std::map<pid_t, uint64_t>(standing_)) {
    if (!may_pass(thread)) continue;
    standing_.erase(thread);
    pass(thread, at);
  }
  for (const pid_t thread : std::exchange(at_gate_, {})) {
    if (!walks_.contains(thread)) continue;
    if (may_go_on(thread)) {
      lead(thread);
    } else {
      at_gate_.push_back(thread);
    }
  }
}

void Walker::runs(pid_t thread) {
  if (std::find(running_.begin(), running_.end(), thread) == running_.end()) {
    running_.push_back(thread);
  }
}
void Walker::stands(pid_t thread) { std::erase(running_, thread); }
void Walker::go_on(pid_t thread, int signal) {
  runs(thread);
  hears_system_calls_ ? machine_->go_on_to_system_call(thread, signal)
                      : machine_->go_on(thread, signal);
}

// --- the end

void Walker::let_all_go() {
  stop_others();
  // Who has come to a breakpoint meanwhile goes back to what stood there.
  for (const Stop& stop : later_) {
    if (stop.why == Stop::Why::signal && stop.signal == SIGTRAP) step_back(stop.thread);
  }
  machine_->clear_breakpoints();
  for (auto& [thread, walk] : walks_) {
    if (!walk.in_call) machine_->release_signals(thread, walk.held);
  }
  walks_.clear();
  standing_.clear();
  for (const Stop& stop : later_) {
    const bool is_trap = stop.why == Stop::Why::signal && stop.signal == SIGTRAP;
    machine_->let_go(stop.thread, stop.why == Stop::Why::signal && !is_trap ? stop.signal : 0);
  }
  for (const pid_t thread : machine_->threads()) machine_->let_go(thread, 0);
}

void Walker::step_back(pid_t thread) {
  Registers now;
  if (!machine_->read_registers(thread, &now)) return;
  const uint64_t at = now.pc - machine_->behind_breakpoint();
  if (machine_->has_breakpoint(at)) machine_->set_pc(thread, at);
}

}  // namespace greenlens::step
