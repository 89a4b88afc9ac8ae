#include "tracer/record/one_recording.h"

#include <unistd.h>

#include <atomic>

namespace greenlens::record {
namespace {

std::atomic<pid_t> recorded{0};  // the process that is, or was when this one was copied from it

}  // namespace

bool take_recording() {
  const pid_t self = getpid();
  return recorded.exchange(self) != self;
}

void give_up_recording() { recorded.store(0); }

}  // namespace greenlens::record
