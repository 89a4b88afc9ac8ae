#include "tracer/live/intake.h"

#include <signal.h>

#include <chrono>
#include <utility>

#include "tracer/drain/drain.h"
#include "tracer/drain/memory.h"
#include "tracer/gdb/remote_cpu.h"
#include "tracer/live/switch_words.h"
#include "tracer/ring/watched.h"
#include "tracer/step/native_cpu.h"

namespace greenlens::live {
namespace {

constexpr size_t kRecordsAtATime = 4096;

// What a program does not say of its switch, or cannot.
void complete(store::TraceInfo* info) {
  const step::Cpu native = step::native_cpu();
  const gdb::RemoteCpu* other = gdb::find_remote_cpu(info->arch.name);
  find_switch_words(other != nullptr ? &other->cpu : nullptr, info);
  const bool is_native = info->arch.name == native.name;
  if (is_native || other != nullptr) find_register_uses(is_native ? native : other->cpu, info);
}

}  // namespace

Intake::Intake(ring::Shared& shared, Child& child, std::optional<Emulated> emulated)
    : shared_(shared),
      child_(child),
      emulated_at_(emulated ? std::optional(emulated->origin) : std::nullopt),
      led_(emulated && emulated->led.machine != nullptr),
      witness_(child, shared, shared.number()),
      stepper_(led_ ? std::make_unique<step::Stepper>(shared, steps_, std::move(emulated->led))
                    : std::make_unique<step::Stepper>(shared, steps_)),
      thread_([this] { run(); }) {
  while (shared_.header().recorder.load() == 0) std::this_thread::yield();
}

Intake::~Intake() {
  abandoned_ = true;
  stream_.abandon();
  leave();
  thread_.join();
  if (connecting_.joinable()) connecting_.join();
}

// Its emulator waits for us before the first instruction, and is only there in a moment.
facts::Fault Intake::begin(pid_t pid) {
  if (!led_) return {};
  stepped_ = true;
  connecting_ = std::thread([this, pid] {
    begin_stepping(pid);
    const std::lock_guard lock(mutex_);
    if (not_stepped_) child_.kill();  // it would wait for ever
  });
  return {};
}

void Intake::begin_stepping(pid_t pid) {
  step::Stepper::Refusal refusal = stepper_->begin(pid);
  const std::lock_guard lock(mutex_);
  if (refusal.why != step::Stepper::Refusal::Why::none) not_stepped_ = std::move(refusal);
}

// So what is still to be taken comes to an end.
void Intake::leave() {
  left_ = true;
  stepper_->leave();
  shared_.ring().close();
  shared_.gate().allow({facts::Grain::phase, 0, true});
  shared_.ring().wake();
}

uint64_t Intake::told_so_far() const {
  uint64_t told = shared_.ring().committed() + steps_.count();
  for (const ring::NoteSlot& slot : shared_.header().notes.slots) told += slot.head.load();
  return told;
}

void Intake::step(pid_t pid) {
  if (pid <= 0 || stepped_.exchange(true) || emulated_at_) return;
  begin_stepping(pid);
}

facts::Fault Intake::not_stepped() const {
  if (emulated_at_ && stepped_ && !led_) {
    return {facts::FaultKind::no_stepper_of_emulated, "", 0, 0, ""};
  }
  const std::lock_guard lock(mutex_);
  if (!not_stepped_) return {};
  switch (not_stepped_->why) {
    case step::Stepper::Refusal::Why::none:
      return {};
    case step::Stepper::Refusal::Why::no_cpu:
      return {facts::FaultKind::no_stepper, "", 0, 0, ""};
    case step::Stepper::Refusal::Why::not_allowed:
    case step::Stepper::Refusal::Why::no_code:
      return {facts::FaultKind::cannot_step, "", 0, 0, not_stepped_->reason};
  }
  return {};  // only a cast can come here
}

void Intake::run() {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
  const ring::Holder holder(shared_.header().recorder);
  drain::Unsaid unsaid{complete, emulated_at_.value_or(0)};
  drain::Drain drain(
      shared_,
      [this](pid_t pid) {
        witness_.meet();  // it waits for us now; in a moment it may be another program
        const ring::Wish& wish = shared_.header().wish;
        if (wish.instructions.load() || wish.lines.load()) step(pid);
        return std::make_unique<drain::ProcessMemory>(pid);
      },
      [this](std::string_view bytes) { return stream_.put(bytes); }, &steps_, std::move(unsaid));
  while (!drain.over() && !abandoned_) {
    const uint64_t told = told_so_far();
    if (drain.take(kRecordsAtATime) != 0) continue;
    if (drain.over()) break;
    if (left_) {
      drain.end(facts::End::detached, "");
      break;
    }
    if (witness_.sees_it_gone()) {
      // It may have told more since: the end is judged by all of it.
      while (drain.take(kRecordsAtATime) != 0 && !abandoned_) {
      }
      const Ending ending = witness_.ending(drain.forked_last());
      drain.end(ending.how, ending.what);
      break;
    }
    if (drain.hand_on()) handed_on_ = told;
    drain.rest();
  }
  damaged_ = drain.damaged();
  stream_.end();
}

}  // namespace greenlens::live
