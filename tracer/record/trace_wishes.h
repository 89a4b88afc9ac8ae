// What somebody wants of a recording of one's own, as people write it: in options, or in the
// environment.
#ifndef GREENLENS_TRACER_RECORD_TRACE_WISHES_H_
#define GREENLENS_TRACER_RECORD_TRACE_WISHES_H_

#include <string>

#include "tracer/record/own_recording.h"
#include "tracer/record/start_trace.h"

namespace greenlens::record {

// Reads them into `wanted`. A sentence about what is wrong; "": nothing is.
std::string read_trace_options(const TraceOptions& options, OwnRecording::Wanted* wanted);

// What GREENLENS_TRACE and the others say. False: nobody asks for a recording. Takes the variable
// away, unless each process has a file of its own ("%p"): then of a process that another program
// had before (exec) the file is none that this one has written. `wrong` as above.
bool read_trace_environment(OwnRecording::Wanted* wanted, std::string* wrong);

// What GREENLENS_OFFER says: where the program offers itself. False: it does not. A place of its
// own is taken away likewise.
bool read_offer_environment(std::string* place);

// "%p" is this process's number.
std::string trace_path(const std::string& name);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_TRACE_WISHES_H_
