// A trace file as an event source.
#ifndef GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
#define GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_

#include <memory>
#include <string>

#include "tracer/session/event_source.h"
#include "tracer/store/file_trace.h"

namespace greenlens::session {

// Its stored() is the file's trace, which reads what is looked at; the file stays open as long.
//
// Everything that the file has is there at once. A file that is still being written is `running`,
// and grows at poll(); any other one is `finished`, or `failed` when a part of it is missing:
// fault() says what, as far as that was met so far. A fault when nothing is usable: it cannot be
// read, it is no trace, no event is left of it. `options` are for who opens large ones.
facts::Result<std::unique_ptr<EventSource>> open_trace_file(const std::string& path,
                                                            const store::OpenOptions& options = {});

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_TRACE_SOURCE_H_
