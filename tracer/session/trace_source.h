// A trace file as an event source.
#ifndef GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
#define GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_

#include <memory>
#include <string>

#include "tracer/session/event_source.h"

namespace greenlens::session {

// Reads the whole file, and blocks for as long as that takes; the file is not needed afterwards.
// Everything is there at the first poll. A fault when nothing is usable (it cannot be read, it is
// no trace, no event is left of it); when only a part is, the source's fault() says what is
// missing, and its status is `failed`.
facts::Result<std::unique_ptr<EventSource>> open_trace_file(const std::string& path);

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
