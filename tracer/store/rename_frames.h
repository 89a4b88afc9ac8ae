// A recording once more, with other names for its C frames: as a new recording, in which all else
// is as it was, to the byte where there are no frames.
#ifndef GREENLENS_TRACER_STORE_RENAME_FRAMES_H_
#define GREENLENS_TRACER_STORE_RENAME_FRAMES_H_

#include <functional>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/store/bytes.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

// `rename` gets each frame that was told, and those that keyframes repeat: it must do the same with
// equal ones. `info` is the recording's, of version 2. What is damaged is copied as it is. False
// when the sink, which gets the file's bytes, did not take them.
bool rename_frames(const Bytes& recording, const TraceInfo& info,
                   const std::function<void(facts::CFrame*)>& rename,
                   const std::function<bool(std::string_view)>& sink);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_RENAME_FRAMES_H_
