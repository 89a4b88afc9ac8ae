// A part of a recording as a recording of its own.
//
// It begins with the state that the whole has led to by then, as a keyframe, and its events bear
// the numbers that they have in the whole: so chunks are copied as they are, but for their
// recording's number, and only those at the edges are written anew. Its steps are counted from 0,
// like any recording's; which step of the whole that is it says itself (TraceInfo::part).
#ifndef GREENLENS_TRACER_STORE_CUT_H_
#define GREENLENS_TRACER_STORE_CUT_H_

#include <cstdint>
#include <functional>
#include <string_view>

#include "tracer/store/file_trace.h"
#include "tracer/store/progress.h"

namespace greenlens::store {

// Where a part begins that is to begin at `from`: there, or where states are right again behind
// what is missing there; the end when they never are.
uint64_t cut_begin(const FileTrace& whole, uint64_t from);

// Steps `from` to `to` of a trace, from < to <= its size and nothing missing where it begins:
// what led to step `from` is not in it. What is missing in between is missing in the part. `sink`
// gets the file's bytes, and says whether it could take them. Steps done and all steps are told now
// and then, and whether to go on is asked.
enum class CutResult : uint8_t { done, refused, cancelled };
CutResult cut(const FileTrace& whole, uint64_t from, uint64_t to,
              const std::function<bool(std::string_view)>& sink, const OnProgress& progress = {});

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_CUT_H_
