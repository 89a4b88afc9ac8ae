// C frames in words: their calls, and a list of them. As they were recorded: nothing is unwound or
// looked up here. Pure functions.
#ifndef GREENLENS_TRACER_WORDS_C_FRAMES_H_
#define GREENLENS_TRACER_WORDS_C_FRAMES_H_

#include <string>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

// The last `parts` parts of a C++ name: with 1, "operator<<" of "a::B<c::D>::operator<<". The whole
// name when it has no more; at least one part.
std::string last_parts(const std::string& name, int parts);

// The name of a frame's function as it may be shown, or why there is none.
std::string function_of(const Messages& messages, const facts::CFrame& frame);

// "f, line 12"; with inlined calls from the innermost outwards: "h, line 3, inlined into g, line 7,
// inlined into f, line 12". Unknown lines are left out.
std::string calls_in_frame(const Messages& messages, const facts::CFrame& frame);

// Frames that follow each other and are the same, as in a recursion, innermost first.
struct FrameRun {
  size_t count = 1;
  uint64_t bytes = 0;                                      // of each
  facts::Address low = facts::kNull, high = facts::kNull;  // of all of them
  std::string calls;
  std::string function;  // of the frame alone; may be empty
  uint32_t line = 0;
};
std::vector<FrameRun> frame_runs(const Messages& messages,
                                 const std::vector<facts::CFrame>& frames);
// "28 × descend, line 12"; without a number where it is one.
std::string run_text(const FrameRun& run);
// "28 × descend:12": the last parts of the function's name, and its line.
std::string short_run_text(const Messages& messages, const FrameRun& run, int parts = 1);

// One line a frame, innermost first, each with a line feed: address, bytes, calls. A frame that
// comes again and again, as in a recursion, is one line with its number. Addresses count from
// `end`: that of the stack that they lie on.
std::string list_of_frames(const Messages& messages, const std::vector<facts::CFrame>& frames,
                           facts::Address end = 0);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_C_FRAMES_H_
