// Who could still attach: processes that have inherited the shared memory's descriptor.
#ifndef GREENLENS_TRACER_LIVE_HOLDERS_H_
#define GREENLENS_TRACER_LIVE_HOLDERS_H_

#include <cstdint>

namespace greenlens::live {

// Whether another process of ours has a descriptor of the file with this number open, as far as one
// may look. Reads the list of all processes.
bool anybody_else_holds(uint64_t inode);

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_HOLDERS_H_
