// The Python frames of a greenlet, as the recording has them: looked at where it leaves, and told
// as what has changed since they were looked at last.
//
// Only in the module that records. Under the interpreter's lock; runs Python code only where locals
// were asked for, to describe them.
#ifndef GREENLENS_PYTHON_CHAIN_H_
#define GREENLENS_PYTHON_CHAIN_H_

#include <string>

#include "engine/core/core.h"
#include "python/interpreter.h"

namespace greenlens::python {

// Whether frames are told with their locals.
void tell_locals(bool wanted);

// The innermost frame that is the program's own, and no library's; where there is none, the
// innermost. Without code: there is no frame.
FrameHere own_frame(const _PyInterpreterFrame* innermost);
// Its line. False: there is no frame.
bool own_line(const _PyInterpreterFrame* innermost, core::Where* line);

// The outermost one of a greenlet that is the program's own; else the outermost.
FrameHere outermost_frame(const core::Core& greenlet);

// Of the one that runs in this thread, whose innermost frame calls.
void see_own_frames();
// Likewise, but a line alone is no news: who tells of lines says it.
void see_own_calls();
// The locals of a frame as the ring has them; "" where nobody asked for them.
std::string locals_of(const FrameHere& frame);
// Of any greenlet: what it has where it is parked, or calls, or nothing.
void see_frames(core::Core& greenlet);
// Nobody was told of them.
void forget_chain(core::Core& greenlet);
// They are not known from here on, or are gone with it.
void forget_frames(core::Core& greenlet);

}  // namespace greenlens::python

#endif  // GREENLENS_PYTHON_CHAIN_H_
