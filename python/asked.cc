#include "python/asked.h"

#include <time.h>

#include "engine/core/thread_state.h"
#include "python/chain.h"
#include "python/code_places.h"
#include "tracer/record/observer.h"

namespace greenlens::python {
namespace {

uint64_t now_ns() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1'000'000'000 + static_cast<uint64_t>(now.tv_nsec);
}

}  // namespace

bool are_wakes_told() { return record::RingObserver::here() != nullptr; }

Asked asked_here() {
  const core::ThreadState* thread = core::this_thread;
  Asked asked;
  asked.by = thread != nullptr && thread->current != nullptr ? thread->current->id() : 0;
  asked.ns = now_ns();
  const FrameHere frame = own_frame(innermost_frame(*PyThreadState_Get()));
  if (frame.code == nullptr || place_of(frame.code).is_library) return asked;
  asked.at = where(frame.code, frame.instruction);
  asked.call = call_text(frame.code, frame.instruction);
  return asked;
}

uint64_t ns_since(const Asked& asked) { return now_ns() - asked.ns; }

}  // namespace greenlens::python
