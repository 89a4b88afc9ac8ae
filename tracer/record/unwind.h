// Walks the C frames of the running greenlet, as plain data that fits into a ring.
#ifndef GREENLENS_TRACER_RECORD_UNWIND_H_
#define GREENLENS_TRACER_RECORD_UNWIND_H_

#include <cstddef>
#include <cstdint>

#include "tracer/ring/raw_frame.h"

namespace greenlens::callers {
class KnownRules;  // tracer/callers/known_rules.h
}

namespace greenlens::record {

using callers::KnownRules;
using ring::RawFrame;
using ring::RawRegister;

// Frames of the calling thread's stack, innermost first, from the one whose stack pointer is `sp`
// up to `stop`, which cuts the last one. They lie without gaps. What does not fit into `capacity`
// is one frame without a pc, the last; what cannot be unwound becomes part of the last frame's
// range, so that [sp, stop) is always covered once something was found. Allocates nothing, takes no
// lock, makes no system call, and reads nothing of the stack above `stop`.
// Without an `sp`: from whoever calls this.
// `known` makes it several times as quick; it may be nullptr.
size_t unwind(const char* sp, const char* stop, RawFrame* frames, size_t capacity,
              KnownRules* known = nullptr);

// In a signal handler: frames of what the signal interrupted, likewise, and its stack pointer.
// `context` is the handler's third argument. Where the end of the stack that is there lies below
// `stop`, this may fault: *sp and *count then say what was found before.
void unwind_interrupted(void* context, const char* stop, RawFrame* frames, size_t capacity,
                        size_t* count, const char** sp);

// Return addresses of the running greenlet's calls, innermost first, up to the frame that reaches
// `stop`. At most `capacity` of them. As careful as unwind().
size_t return_addresses(const char* stop, uint64_t* addresses, size_t capacity,
                        KnownRules* known = nullptr);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_UNWIND_H_
