#include "tracer/export/call_stack.h"

#include <algorithm>

#include "tracer/facts/shown.h"
#include "tracer/state/footprint.h"
#include "tracer/words/c_frames.h"
#include "tracer/words/thread_name.h"

namespace greenlens::exports {
namespace {

Call call_of(const facts::SourceLine& line) {
  return {facts::shown(line.function), facts::shown(line.file), line.line};
}

}  // namespace

CallStack calls_of(const words::Messages& messages, const std::vector<facts::CFrame>& frames,
                   size_t innermost) {
  CallStack calls;
  for (size_t i = frames.size(); i-- > innermost;) {
    const facts::CFrame& frame = frames[i];
    calls.push_back({words::function_of(messages, frame), facts::shown(frame.file), frame.line});
    for (size_t k = frame.inlined.size(); k-- > 0;) calls.push_back(call_of(frame.inlined[k]));
  }
  return calls;
}

CallStack calls_of(const words::Messages& messages, const Stay& stay, const state::State& state) {
  if (stay.callers != nullptr) return calls_of(messages, *stay.callers);
  if (stay.at.line != 0) return {call_of(stay.at)};
  return {{words::shown_name(state, stay.who), "", 0}};
}

std::vector<CopiedPart> parts_of(const words::Messages& messages, const Copied& copied) {
  std::vector<CopiedPart> parts;
  uint64_t rest = copied.bytes;
  if (copied.frames != nullptr) {
    for (size_t i = 0; i < copied.frames->size(); ++i) {
      const facts::CFrame& frame = (*copied.frames)[i];
      if (state::slice_size(frame.low, frame.high) == 0) continue;
      const uint64_t bytes = std::min(rest, state::slice_size(std::max(frame.low, copied.from),
                                                              std::min(frame.high, copied.to)));
      if (bytes == 0) continue;
      parts.push_back({calls_of(messages, *copied.frames, i), bytes});
      rest -= bytes;
    }
  }
  if (rest == 0) return parts;
  CallStack where;
  if (copied.frames == nullptr && copied.line.line != 0) where.push_back(call_of(copied.line));
  parts.push_back({std::move(where), rest});
  return parts;
}

}  // namespace greenlens::exports
