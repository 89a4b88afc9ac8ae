// How far something is that takes long, and whether it is to go on.
#ifndef GREENLENS_TRACER_STORE_PROGRESS_H_
#define GREENLENS_TRACER_STORE_PROGRESS_H_

#include <cstdint>
#include <functional>

namespace greenlens::store {

// How many of how many bytes or steps were looked at; false: do not go on. Called many times a
// second, in the thread that works. May be empty.
using OnProgress = std::function<bool(uint64_t done, uint64_t all)>;

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_PROGRESS_H_
