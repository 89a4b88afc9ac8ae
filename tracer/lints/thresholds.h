// From when on a lint fires. A false alarm is worse than silence: each of these is more than
// programs do that mean what they do.
#ifndef GREENLENS_TRACER_LINTS_THRESHOLDS_H_
#define GREENLENS_TRACER_LINTS_THRESHOLDS_H_

#include <cstddef>
#include <cstdint>

namespace greenlens::lints {

// Bytes of one copy; more than that. Frames of C are some hundred bytes, so this is a large
// variable or a hundred calls.
inline constexpr uint64_t kBigCopy = 16 * 1024;
// Calls of one function that are under way in one greenlet. Parsers and visitors of trees stay
// below it.
inline constexpr uint64_t kDeepCalls = 25;
// Times that the very same bytes were copied to the heap from the same place.
inline constexpr uint64_t kChurn = 8;
// Switches of the same two greenlets in a row, with nothing carried, printed, begun or ended.
inline constexpr uint64_t kStorm = 32;
// Longer than any frame of an animation, and than what a person takes for "at once".
inline constexpr uint64_t kHubBlockedNs = 100'000'000;
// How many who never finish have to be of one line. One is the lesson of test1/test2.
inline constexpr uint64_t kNeverFinished = 1;

// Of what fires often so many steps are kept.
inline constexpr size_t kSteps = 8;
// So many of the steps that cannot be so are looked at; a damaged recording may have millions.
inline constexpr size_t kMostLooked = 1000;
// Nobody calls that deep; a damaged recording may say so.
inline constexpr uint64_t kMostCalls = 4096;

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_THRESHOLDS_H_
