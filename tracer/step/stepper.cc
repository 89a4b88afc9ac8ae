#include "tracer/step/stepper.h"

#include <signal.h>
#include <time.h>

#include <atomic>
#include <cstring>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "arch/arch.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/lines/file.h"
#include "tracer/step/line_stops.h"
#include "tracer/step/native_cpu.h"
#include "tracer/step/seen.h"
#include "tracer/step/traced.h"
#include "tracer/step/walker.h"

namespace greenlens::step {
namespace {

constexpr char kSwitch[] = "arch_switch";

uint64_t clock_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000000u + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace

struct Stepper::Impl final : Walker {
  ring::Shared& shared;
  drain::Steps& sink;
  uint64_t move_sp = 0;
  const uint64_t code_begin, code_end;  // 0: the program says it
  const bool code_odd;
  const uint64_t alignment;
  const std::shared_ptr<Dwfl_Module> elsewhere_file;
  struct Led {
    facts::ThreadId thread = 0;
    bool moved = false;
    uint64_t told_as = 0;  // its last instruction, among all that was told; 0: none yet
  };
  std::map<pid_t, Led> led;      // through the switch
  std::map<pid_t, Led> at_line;  // the line that each has come to last
  std::optional<lines::File> file;
  LineStops lines;
  std::promise<Refusal> began;
  std::thread thread;
  std::mutex both;  // of who begins and who leaves
  std::atomic<bool> left{false};

  Impl(ring::Shared& with, drain::Steps& to, Elsewhere how)
      : Walker(std::move(how.machine)),
        shared(with),
        sink(to),
        code_begin(how.begin),
        code_end(how.end),
        code_odd(how.odd),
        alignment(how.stack_alignment),
        elsewhere_file(std::move(how.file)) {}

  Refusal attach(pid_t program) {
    const ring::SwitchCode& told = shared.header().switch_code;
    const bool is_elsewhere = code_begin != 0;
    const uint64_t begin = is_elsewhere ? code_begin : told.begin.load();
    const uint64_t end = is_elsewhere ? code_end : told.end.load();
    if (!is_elsewhere && !can_step()) return {Refusal::Why::no_cpu, ""};
    if (begin == 0 || end <= begin) return {Refusal::Why::no_code, ""};
    if (std::string reason = seize(program); !reason.empty()) {
      return {Refusal::Why::not_allowed, std::move(reason)};
    }
    look_at_memory();
    if (!add({kSwitch, begin, end, "", 0, code_odd})) {
      let_all_go();
      return {Refusal::Why::no_code, ""};
    }
    if (shared.header().wish.lines.load()) {
      if (!is_elsewhere) file.emplace(program);
      add_lines(is_elsewhere ? elsewhere_file.get() : file->module());
    }
    // Whom the system traces runs on meanwhile; others stand before their first instruction.
    if (is_elsewhere) {
      for (const pid_t thread : machine_->threads()) go_on(thread);
    }
    return {};
  }

  // Without debug information there are none.
  void add_lines(Dwfl_Module* of) {
    if (of == nullptr) return;
    lines.open(of, [](const char* path) { return is_programs_own(path) ? path : std::string(); });
    for (const auto& [address, at] : lines.all()) add_breakpoint(address);
  }

  void run(pid_t program) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    Refusal refusal = attach(program);
    const bool begun = refusal.why == Refusal::Why::none;
    began.set_value(std::move(refusal));
    if (begun) go();
  }

  bool wants_instructions() {
    ring::Wish& wish = shared.header().wish;
    if (wish.instructions.load(std::memory_order_relaxed)) return true;
    const uint32_t left = wish.next_instructions.load(std::memory_order_relaxed);
    if (left > 0) wish.next_instructions.store(left - 1, std::memory_order_relaxed);
    return left > 0;
  }

  bool enters(pid_t tid, const Code&, const Registers&) override {
    const facts::ThreadId known = shared.header().threads.thread(tid);
    if (known == 0 || !wants_instructions()) return false;
    move_sp = shared.header().switch_code.move_sp.load();
    led[tid] = {known};
    return true;
  }

  void steps(pid_t tid, const Walk& walk, const Decoded& done, const Registers& after,
             bool called) override {
    Led& one = led[tid];
    one.moved = one.moved || walk.before.pc == move_sp;
    drain::Step step = seen(*machine_, walk, done, after);
    step.thread = one.thread;
    step.time_ns = clock_ns() - shared.header().notes.began_ns.load();
    step.called = called;
    step.misaligned = misaligned(*walk.code, after);
    step.moved = one.moved;
    step.position = shared.ring().committed();
    put(std::move(step), &one);
  }

  void put(drain::Step step, Led* one) {
    sink.put(std::move(step));
    shared.header().stepped.fetch_add(1, std::memory_order_release);
    // Who drains a program that runs freely looks by itself, and would only be in the way.
    if (!shared.gate().is_open()) shared.ring().wake();
    one->told_as = shared.header().told.load(std::memory_order_acquire) +
                   shared.header().stepped.load(std::memory_order_acquire);
  }

  // --- lines
  void comes_to(pid_t tid, uint64_t at) override {
    const facts::ThreadId known = shared.header().threads.thread(tid);
    Registers now;
    at_line[tid] = {known};
    if (known == 0 || !machine_->read_registers(tid, &now)) return;
    drain::Step step;
    step.line = lines.begun(at, *machine_, now);
    if (!step.line) return;
    step.thread = known;
    step.time_ns = clock_ns() - shared.header().notes.began_ns.load();
    step.position = shared.ring().committed();
    put(std::move(step), &at_line[tid]);
  }
  bool may_pass(pid_t tid) override {
    const Led& one = at_line[tid];
    return one.told_as == 0 ||
           shared.gate().lets_pass(one.told_as, one.thread, facts::LineBegun::kStops);
  }

  // Told before the call: what it calls may not come back from that.
  uint64_t misaligned(const Code& code, const Registers& now) const {
    return code.has(now.pc) && decoded(code, now.pc).calls ? now.sp % alignment : 0;
  }
  // It stands behind an instruction until that is open.
  bool may_go_on(pid_t tid) override {
    const Led& one = led[tid];
    return one.told_as == 0 ||
           shared.gate().lets_pass(one.told_as, one.thread, facts::InstructionExecuted::kStops);
  }
  void returns(pid_t tid, const Walk&) override { led.erase(tid); }
  void breaks_off(pid_t tid) override { led.erase(tid); }

  using Walker::leave;
};

Stepper::Stepper(ring::Shared& shared, drain::Steps& steps)
    : Stepper(shared, steps,
              {std::make_unique<Traced>(), 0, 0,
               static_cast<uint64_t>(arch_describe()->stack_alignment)}) {}

Stepper::Stepper(ring::Shared& shared, drain::Steps& steps, Elsewhere elsewhere)
    : impl_(std::make_unique<Impl>(shared, steps, std::move(elsewhere))) {}

Stepper::~Stepper() { leave(); }

Stepper::Refusal Stepper::begin(pid_t program) {
  const std::lock_guard lock(impl_->both);
  if (impl_->left) return {};
  std::future<Refusal> began = impl_->began.get_future();
  impl_->thread = std::thread([this, program] { impl_->run(program); });
  return began.get();
}

void Stepper::leave() {
  impl_->left = true;
  impl_->leave();
  const std::lock_guard lock(impl_->both);
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace greenlens::step
