// A program that records itself, without being started by anybody:
//
//   greenlens::start_trace("run.gltrace");
//   ...
//   greenlens::stop_trace();
//
// All threads that use greenlets are recorded, those that had some before from when they next use
// the engine. The file is whole at any moment (docs/trace-format.md), and its owner's alone. A
// thread of the process writes it, behind descriptors of its own: the program may close all that it
// finds. However the program ends, by a signal or by exit, what it told is in the file with how it
// ended; only of _exit, exec and SIGKILL the last few milliseconds may be missing.
//
// An Attachment (tracer/record/attach.h) does the same for who starts the program with
//
//   GREENLENS_TRACE=run.gltrace ./program
//
// where GREENLENS_TRACE_LAST, _WHEN and _SIGNAL, GREENLENS_DETAIL and GREENLENS_BYTES say what
// TraceOptions says here; what is wrong with them is printed once. In a name "%p" is the process's
// number; without it the variable is taken away, so that programs started from here do not record
// over it.
//
// A flight recorder: with `last` and `when_asked` nothing is written until write_trace(), a signal
// or a bad end of the program asks for it; then the file has what happened before.
//
// Any thread may call these; one recording at a time. C programs: tracer/record/start_trace_c.h.
#ifndef GREENLENS_TRACER_RECORD_START_TRACE_H_
#define GREENLENS_TRACER_RECORD_START_TRACE_H_

namespace greenlens::record {

// Texts are copied; "" and null mean what is said last.
struct TraceOptions {
  const char* title = "";   // what the recording is called; the program's name
  const char* last = "";    // "30s" or "100MB": so much of the end is kept; all
  bool when_asked = false;  // write only when asked, or when the program ends badly; at most 64 MB
  int signal = 0;           // one that asks, as SIGUSR2, and does nothing else from now on; none
  const char* detail = "";  // full, phases, switches or auto; auto: 1,000 switches of each thread
                            // in full, then switches
  const char* bytes = "";   // of saved slices: full, hash or none; hash
};

// False when it is not recorded, and trace_fault() says why. `source_file` is the program's main
// source; `base` the address that pictures call +0 in this thread.
bool start_trace(const char* file, const TraceOptions& options = {},
                 const char* source_file = __builtin_FILE(),
                 const void* base = __builtin_frame_address(0));
// Puts what there is by now into the file, and goes on recording. False when it could not, or
// nothing is recorded.
bool write_trace();
// Lets greenlens come and watch while the program runs: `greenlens run @PID` opens the window on
// it, `greenlens record @PID -o FILE` records it until that is ended. A thread waits at a socket
// that only this user can reach, `place` or one in his runtime folder; nothing is on a network.
// (GREENLENS_OFFER=1 has an Attachment do it; or =PLACE.) Whoever comes may leave, and come again.
bool offer_trace(const char* place = "", const char* source_file = __builtin_FILE());
// Nobody comes any more, and whoever is there has seen the end.
void withdraw_offer();
// Ends the recording: the file is complete when this returns. False when it is not, or nothing was
// recorded. In a forked child there is no recording.
bool stop_trace();
// A sentence about the last of these that returned false, or about a recording that ended by itself
// (a full disk); "" when all is well. Good until the next call of this, by any thread.
const char* trace_fault();

}  // namespace greenlens::record

namespace greenlens {

using record::offer_trace;
using record::start_trace;
using record::stop_trace;
using record::trace_fault;
using record::TraceOptions;
using record::withdraw_offer;
using record::write_trace;

}  // namespace greenlens

#endif  // GREENLENS_TRACER_RECORD_START_TRACE_H_
