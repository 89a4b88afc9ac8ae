#include "tracer/record/death.h"

#include <algorithm>
#include <cstring>

#include "engine/core/core.h"
#include "engine/core/thread_state.h"
#include "tracer/record/observer.h"

namespace greenlens::record {
namespace {

constexpr uint64_t kNullPage = 4096;
// How far beyond the stack's end a call that needs more can reach before it faults, and how close
// to it the system may stop: a page and a guard's worth.
constexpr uint64_t kNearTheEnd = 64 * 1024;

// Sent to end a program that is in order.
bool asks_to_end(int signal) {
  return signal == SIGTERM || signal == SIGINT || signal == SIGHUP || signal == SIGQUIT;
}

bool names_an_address(int signal, const siginfo_t& info) {
  // Sent by kill(), or found without one: there is no address.
  return (signal == SIGSEGV || signal == SIGBUS) && info.si_code > 0 && info.si_code != SI_KERNEL;
}

}  // namespace

namespace {

// The system cuts a main thread's by some pages, another time by others.
uint64_t rounded(uint64_t bytes) {
  constexpr uint64_t kUnit = 64 * 1024;
  return (bytes + kUnit - 1) / kUnit * kUnit;
}

}  // namespace

Death::Death()
    : stack_bytes(rounded(core::find_own_stack().size)), frames_(new RawFrame[kFrames]) {}

void Death::note_who_ran() {
  const RingObserver* here = RingObserver::here();
  const core::ThreadState* state = core::thread_state_if_any();
  if (here == nullptr || state == nullptr || state->current == nullptr) return;
  // A forked child that has told nothing yet finds its parent's here.
  if (state->observer != here) return;
  thread = here->thread();
  base = here->base();
  greenlet = state->current->id();
  stack_low_ = state->own_stack.low;
  stack_bytes = rounded(state->own_stack.size);
}

void Death::note_signal(int signal, const siginfo_t& info, void* context) {
  context_ = context;
  if (asks_to_end(signal)) how = facts::End::killed;
  const char* name = sigabbrev_np(signal);
  const char* words = sigdescr_np(signal);
  char* at = what;
  for (const char* part : {"SIG", name ? name : "?", ": ", words ? words : "unknown signal"}) {
    at = stpcpy(at, part);
  }
  note_who_ran();
  if (!names_an_address(signal, info)) return;
  fault_address = reinterpret_cast<uint64_t>(info.si_addr);
  place = fault_address < kNullPage ? facts::FaultPlace::null : facts::FaultPlace::elsewhere;
}

void Death::note_error(std::string_view error) {
  how = facts::End::raised;
  std::memcpy(what, error.data(), std::min(error.size(), sizeof what - 1));
  note_who_ran();
}

void Death::unwind() {
  if (greenlet == 0) return;
  const core::ThreadState& state = *core::thread_state_if_any();
  const char* stop = state.current->is_main() ? base : state.current->stack_stop();
  // In the middle of a switch: the target's bytes may not be in place yet.
  const core::Core* target = state.target;
  if (target != nullptr && target->active()) stop = std::min(stop, target->stack_start());
  if (context_ != nullptr) {
    unwind_interrupted(context_, stop, frames_.get(), kFrames, &frame_count, &sp);
  } else {
    sp = static_cast<const char*>(__builtin_frame_address(0));
    frame_count = record::unwind(sp, stop, frames_.get(), kFrames);
  }
}

void Death::place_fault() {
  const auto at = reinterpret_cast<uint64_t>(sp);
  const uint64_t high = stack_low_ + stack_bytes;
  if (place != facts::FaultPlace::elsewhere || sp == nullptr) return;
  const bool at_the_end = fault_address < stack_low_ + kNearTheEnd && at < high &&
                          fault_address + kNearTheEnd >= std::min(at, stack_low_);
  if (at_the_end) {
    place = facts::FaultPlace::stack_end;
  } else if (fault_address >= stack_low_ && fault_address < high) {
    place = facts::FaultPlace::stack;
  } else if (const RingObserver* here = RingObserver::here(); here != nullptr) {
    copy_of = here->last_copies().freed_at(fault_address);
    if (copy_of != 0) place = facts::FaultPlace::freed_copy;
  }
}

}  // namespace greenlens::record
