#include "tracer/step/stepper.h"

#include <signal.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "arch/arch.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/step/decoder.h"
#include "tracer/step/native_cpu.h"
#include "tracer/step/patches.h"
#include "tracer/step/tracees.h"

namespace greenlens::step {
namespace {

constexpr char kSwitch[] = "arch_switch";
// How long is looked without sleeping for what comes next, and how long is slept then.
constexpr std::chrono::microseconds kLookAgain{200};
constexpr std::chrono::microseconds kNap{50};
constexpr std::chrono::milliseconds kLongNap{1};
constexpr std::chrono::milliseconds kBusy{20};  // since the last stop

using Clock = std::chrono::steady_clock;

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

// A thread on its way through a switch.
struct Walk {
  facts::ThreadId thread = 0;
  Registers before;       // the instruction that is next
  bool has_told = false;  // its first instruction
  bool moved = false;
  bool in_call = false;     // it runs a function that the switch has called
  uint64_t returns_to = 0;  // likewise: where that comes back
  uint64_t held = 0;        // the program's own signal mask
};

}  // namespace

struct Stepper::Impl {
  ring::Shared& shared;
  drain::Steps& steps;
  Decoder decoder{*arch_describe()};
  Tracees tracees;
  std::optional<Patches> patches;
  uint64_t begin = 0, end = 0, move_sp = 0;
  std::string code;  // of the switch, without breakpoints
  std::map<pid_t, Walk> walks;
  std::vector<pid_t> running;  // threads that are traced; those that stand still are not in it
  std::map<pid_t, facts::ThreadId> at_gate;
  std::deque<Stop> later;  // stops that came while another one was waited for
  std::vector<pid_t> vforked;
  std::atomic<bool> leaves{false};
  std::promise<Refusal> began;
  std::thread thread;
  std::mutex both;  // of who begins and who leaves

  Impl(ring::Shared& with, drain::Steps& to) : shared(with), steps(to) {}

  // --- the beginning
  Refusal attach(pid_t program) {
    const ring::SwitchCode& told = shared.header().switch_code;
    begin = told.begin.load(), end = told.end.load(), move_sp = told.move_sp.load();
    if (!can_step()) return {Refusal::Why::no_cpu, ""};
    if (begin == 0 || end <= begin || end - begin > kMostCode) return {Refusal::Why::no_code, ""};
    if (const int reason = tracees.seize(program); reason != 0) {
      return {Refusal::Why::not_allowed, std::strerror(reason)};
    }
    running = threads_of(program);
    patches.emplace(program);
    code = patches->read(begin, end - begin);
    if (code.size() != end - begin || !set_breakpoints()) {
      let_all_go();
      return {Refusal::Why::no_code, ""};
    }
    return {};
  }

  static constexpr uint64_t kMostCode = 4096;

  // At the first instruction, and behind each call.
  bool set_breakpoints() {
    if (!patches->set(begin)) return false;
    for (uint64_t offset = 0; offset < code.size();) {
      const Decoded found = decoder.decode(std::string_view(code).substr(offset), offset);
      if (found.size == 0) return false;
      offset += found.size;
      if (found.calls && !patches->set(begin + offset)) return false;
    }
    return true;
  }

  void run(pid_t program) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    Refusal refusal = attach(program);
    const bool begun = refusal.why == Refusal::Why::none;
    began.set_value(std::move(refusal));
    if (!begun) return;
    auto last = Clock::now();
    bool over = false;
    while (!over && !leaves) {
      pass_gate();
      if (const std::optional<Stop> stop = next_stop(&over)) {
        hear(*stop, &over);
        last = Clock::now();
      } else if (const auto idle = Clock::now() - last; idle < kLookAgain) {
        std::this_thread::yield();
      } else {
        std::this_thread::sleep_for(idle < kBusy ? Clock::duration(kNap)
                                                 : Clock::duration(kLongNap));
      }
    }
    if (!over) let_all_go();
  }

  std::optional<Stop> next_stop(bool* over) {
    if (later.empty()) return tracees.next(over);
    const Stop stop = later.front();
    later.pop_front();
    return stop;
  }

  // --- what happens to the program
  void hear(const Stop& stop, bool* over) {
    stands(stop.thread);
    switch (stop.why) {
      case Stop::Why::signal:
        return hear_signal(stop);
      case Stop::Why::stopped:
        runs(stop.thread);
        return tracees.go_on_stopped(stop.thread);
      case Stop::Why::begins:
        return hear_beginning(stop.thread);
      case Stop::Why::forks:
      case Stop::Why::clones:
        return go_on(stop.thread);
      case Stop::Why::vforks:
        vforked.push_back(stop.other);
        return go_on(stop.thread);
      case Stop::Why::becomes_another:
        // Its memory is another one: nothing of ours is in it.
        *over = true;
        return tracees.let_go(stop.thread);
      case Stop::Why::ends:
        walks.erase(stop.thread);
        return tracees.let_go(stop.thread);
      case Stop::Why::gone:
        walks.erase(stop.thread);
        return;
    }
  }

  // A new thread, or a copy of the program, whose first stop comes before or after its maker's.
  void hear_beginning(pid_t thread) {
    if (tracees.is_of_program(thread)) return go_on(thread);
    const auto shares = std::find(vforked.begin(), vforked.end(), thread);
    if (shares == vforked.end()) {
      patches->clear_in(thread);
    } else {
      vforked.erase(shares);
    }
    tracees.let_go(thread);
  }

  void hear_signal(const Stop& stop) {
    if (stop.signal != SIGTRAP) return go_on(stop.thread, stop.signal);
    Registers now;
    if (!read_registers(stop.thread, &now)) return;
    const uint64_t at = now.pc - behind_breakpoint();
    if (!patches->has(at)) return go_on(stop.thread, stop.signal);  // the program's own
    if (!set_pc(stop.thread, at)) return;
    if (at == begin) {
      enter(stop.thread);
    } else {
      come_back(stop.thread, at);
    }
  }

  // --- a way through the switch
  void enter(pid_t thread) {
    Walk walk;
    walk.thread = shared.header().threads.thread(thread);
    const bool wanted = shared.header().wish.instructions.load(std::memory_order_relaxed);
    if (walk.thread == 0 || !wanted) {
      walks.erase(thread);
      if (step_over(thread, begin)) go_on(thread);
      return;
    }
    walk.held = tracees.hold_signals(thread);
    if (!read_registers(thread, &walk.before)) return;
    walks[thread] = std::move(walk);
    lead(thread);
  }

  // From a function that it had called.
  void come_back(pid_t thread, uint64_t at) {
    const auto found = walks.find(thread);
    if (found == walks.end() || found->second.returns_to != at) {
      if (step_over(thread, at)) go_on(thread);
      return;
    }
    Walk& walk = found->second;
    walk.in_call = false;
    walk.held = tracees.hold_signals(thread);
    Registers after;
    if (!read_registers(thread, &after)) return;
    const Decoded call = decoded(walk.before.pc);
    tell(thread, &walk, call, after, /*called=*/true);
    if (!stops_at_gate(thread)) lead(thread);
  }

  Decoded decoded(uint64_t pc) const {
    return decoder.decode(std::string_view(code).substr(pc - begin), pc - begin);
  }
  bool in_switch(uint64_t pc) const { return begin <= pc && pc < end; }

  // One instruction after the other, until it calls, returns, or has to wait.
  void lead(pid_t thread) {
    for (;;) {
      Walk& walk = walks.at(thread);
      const uint64_t pc = walk.before.pc;
      if (!in_switch(pc)) return end_walk(thread);
      const Decoded next = decoded(pc);
      const bool done = patches->has(pc) ? step_over(thread, pc) : single_step(thread);
      if (!done) return;
      if (next.calls) {
        walk.in_call = true;
        walk.returns_to = pc + next.size;
        tracees.release_signals(thread, walk.held);
        return go_on(thread);
      }
      Registers after;
      if (!read_registers(thread, &after)) return;
      tell(thread, &walk, next, after, /*called=*/false);
      if (stops_at_gate(thread)) return;
    }
  }

  void end_walk(pid_t thread) {
    tracees.release_signals(thread, walks.at(thread).held);
    walks.erase(thread);
    go_on(thread);
  }

  // False when something else came instead: then that was heard.
  bool single_step(pid_t thread) {
    for (;;) {
      tracees.step(thread);
      const Stop stop = tracees.wait(thread);
      if (stop.why == Stop::Why::signal && stop.signal == SIGTRAP) return true;
      if (stop.why == Stop::Why::begins) continue;  // somebody had asked it to stand still
      later.push_back(stop);
      if (stop.why == Stop::Why::gone || stop.why == Stop::Why::ends) walks.erase(thread);
      // A fault of its own, or what stops programs. The walk ends here.
      if (const auto walk = walks.find(thread); walk != walks.end()) {
        tracees.release_signals(thread, walk->second.held);
        walks.erase(walk);
      }
      return false;
    }
  }

  // Over an instruction in whose place a breakpoint stands. Meanwhile nobody else may come there.
  bool step_over(pid_t thread, uint64_t at) {
    const Decoded here = decoded(at);
    if (here.marks_a_landing) return set_pc(thread, at + here.size);
    const std::vector<pid_t> stood = stop_others();
    patches->lift(at);
    const bool done = single_step(thread);
    patches->put_back(at);
    for (const pid_t other : stood) go_on(other);
    return done;
  }

  // Those that ran up to now, and stand still because they were asked to.
  std::vector<pid_t> stop_others() {
    std::vector<pid_t> stood;
    for (const pid_t other : running) tracees.interrupt(other);
    for (const pid_t other : std::vector<pid_t>(running)) {
      const Stop stop = tracees.wait(other);
      stands(other);
      if (stop.why == Stop::Why::begins) {
        stood.push_back(other);
      } else {
        later.push_back(stop);  // the other stop comes when it goes on
      }
    }
    return stood;
  }

  // --- telling
  void tell(pid_t thread, Walk* walk, const Decoded& done, const Registers& after, bool called) {
    const Registers& before = walk->before;
    drain::Step step;
    step.thread = walk->thread;
    step.time_ns = clock_ns() - shared.header().notes.began_ns.load();
    step.function = kSwitch;
    step.offset = before.pc - begin;
    step.returned = !in_switch(after.pc);
    if (!step.returned) step.next = after.pc - begin;
    step.code = code.substr(step.offset, done.size);
    step.text = done.text;
    step.called = called;
    step.sp = after.sp;
    step.moved = walk->moved = walk->moved || before.pc == move_sp;
    for (size_t i = 0; i < after.all.size(); ++i) {
      const bool changed = !walk->has_told || after.all[i].value != before.all[i].value;
      const std::vector<std::string>& writes = done.writes;
      const bool written =
          std::find(writes.begin(), writes.end(), after.all[i].name) != writes.end();
      if (changed || written) step.registers.push_back(after.all[i]);
    }
    for (const MemoryOperand& memory : done.memory) tell_memory(memory, before, &step);
    if (done.returns) step.read_at = before.sp, step.read = sizeof(uint64_t);
    walk->has_told = true;
    walk->before = after;
    step.position = shared.ring().committed();
    steps.put(std::move(step));
    shared.header().stepped.fetch_add(1, std::memory_order_release);
    shared.ring().wake();
    const uint64_t number = shared.header().told.load(std::memory_order_acquire) +
                            shared.header().stepped.load(std::memory_order_acquire);
    told_as[thread] = number;
  }

  void tell_memory(const MemoryOperand& memory, const Registers& before, drain::Step* step) const {
    const uint64_t at = before.value(memory.base) +
                        before.value(memory.index) * static_cast<uint64_t>(memory.scale) +
                        static_cast<uint64_t>(memory.displacement);
    if (memory.reads) step->read_at = at, step->read = memory.size;
    if (!memory.writes) return;
    step->wrote_at = at;
    step->wrote = patches->read(at, memory.size);
  }

  // --- the gate, where it stands behind an instruction until it may go on
  std::map<pid_t, uint64_t> told_as;

  bool is_open_for(pid_t thread) {
    return shared.gate().lets_pass(told_as[thread], walks.at(thread).thread,
                                   facts::InstructionExecuted::kStops);
  }
  bool stops_at_gate(pid_t thread) {
    if (is_open_for(thread)) return false;
    at_gate[thread] = walks.at(thread).thread;
    return true;
  }
  void pass_gate() {
    for (auto waiting = at_gate.begin(); waiting != at_gate.end();) {
      const pid_t thread = waiting->first;
      const bool passes = !walks.contains(thread) || is_open_for(thread);
      waiting = passes ? at_gate.erase(waiting) : std::next(waiting);
      if (passes && walks.contains(thread)) lead(thread);
    }
  }

  // --- who runs
  void runs(pid_t thread) {
    if (std::find(running.begin(), running.end(), thread) == running.end()) {
      running.push_back(thread);
    }
  }
  void stands(pid_t thread) { std::erase(running, thread); }
  void go_on(pid_t thread, int signal = 0) {
    runs(thread);
    tracees.go_on(thread, signal);
  }

  // --- the end
  void let_all_go() {
    if (patches) stop_others();
    if (patches) patches->clear();
    for (auto& [thread, walk] : walks) {
      if (!walk.in_call) tracees.release_signals(thread, walk.held);
    }
    walks.clear();
    // Who has come to a breakpoint meanwhile goes back to what stood there.
    for (const Stop& stop : later) {
      const bool is_trap = stop.why == Stop::Why::signal && stop.signal == SIGTRAP;
      if (is_trap) step_back(stop.thread);
      tracees.let_go(stop.thread, stop.why == Stop::Why::signal && !is_trap ? stop.signal : 0);
    }
    for (const pid_t thread : threads_of(tracees.program())) tracees.let_go(thread);
  }

  void step_back(pid_t thread) {
    Registers now;
    if (!read_registers(thread, &now)) return;
    const uint64_t at = now.pc - behind_breakpoint();
    if (in_switch(at)) set_pc(thread, at);
  }
};

Stepper::Stepper(ring::Shared& shared, drain::Steps& steps)
    : impl_(std::make_unique<Impl>(shared, steps)) {}

Stepper::~Stepper() { leave(); }

Stepper::Refusal Stepper::begin(pid_t program) {
  const std::lock_guard lock(impl_->both);
  if (impl_->leaves) return {};
  std::future<Refusal> began = impl_->began.get_future();
  impl_->thread = std::thread([this, program] { impl_->run(program); });
  return began.get();
}

void Stepper::leave() {
  impl_->leaves = true;
  const std::lock_guard lock(impl_->both);
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace greenlens::step
