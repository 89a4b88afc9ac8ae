// What the system says that a process is doing.
#ifndef GREENLENS_TRACER_LIVE_ACTIVITY_OF_H_
#define GREENLENS_TRACER_LIVE_ACTIVITY_OF_H_

#include <sys/types.h>

#include <string_view>

#include "tracer/session/activity.h"

namespace greenlens::live {

// From /proc, in any thread. Of its threads the most active one counts: one that computes, then one
// that waits for input. Unknown where the system does not tell.
session::Activity activity_of(pid_t pid);

// From a thread's `stat` and `syscall` there, whichever of them could be read. Pure.
session::Doing doing_of(std::string_view stat, std::string_view syscall);

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_ACTIVITY_OF_H_
