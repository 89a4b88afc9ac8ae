// A trace file as an event source.
#ifndef GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
#define GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_

#include <memory>
#include <string>

#include "tracer/session/event_source.h"

namespace greenlens::session {

// Everything is there at the first poll.
// Null and a sentence in `error` when nothing is usable; otherwise message() says what is missing,
// if anything.
std::unique_ptr<session::EventSource> open_trace_file(const std::string& path, std::string* error);

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
