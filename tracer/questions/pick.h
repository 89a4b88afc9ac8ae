// A spread of questions about a recording: from the steps that are worth a question, of many kinds.
#ifndef GREENLENS_TRACER_QUESTIONS_PICK_H_
#define GREENLENS_TRACER_QUESTIONS_PICK_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tracer/questions/ask.h"

namespace greenlens::questions {

inline constexpr size_t kUsualCount = 10;
inline constexpr size_t kMostQuestions = 1000;
// Of a longer recording so many switches are looked at, chosen by the seed.
inline constexpr size_t kMostSwitches = 256;

struct Picking {
  Asking asking;
  size_t count = kUsualCount;
  std::vector<Kind> kinds{};  // in the order of kMade; none: all of them
};

// At most so many, ascending by step: before switches, starts, deaths and prints, each kind as
// often as the others as far as there are such questions, and no step twice for one kind. The same
// for the same trace and picking. There are fewer where a recording has no more.
std::vector<Question> questions_of(const store::Trace& trace, const Picking& picking = {});

// All that can be asked at a step, a question a kind.
std::vector<Question> questions_at(const store::Trace& trace, uint64_t step,
                                   const Picking& picking = {});

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_PICK_H_
