// Which process this is: what its recording says, so that those of others fit to it.
#ifndef GREENLENS_TRACER_RECORD_PROCESS_HERE_H_
#define GREENLENS_TRACER_RECORD_PROCESS_HERE_H_

#include <cstdint>

#include "tracer/store/trace_info.h"

namespace greenlens::record {

// Of a recording whose time was 0 at `began_ns` of the monotonic clock. What the system does not
// tell stays empty; a command's words are as many as a page holds.
store::ProcessInfo process_here(uint64_t began_ns);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_PROCESS_HERE_H_
