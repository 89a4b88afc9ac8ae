// A lesson on its recording: where its parts are, what is asked there, and what of it does not fit.
// Pure functions; they read the trace, in one thread.
#ifndef GREENLENS_TRACER_LESSONS_PLACED_H_
#define GREENLENS_TRACER_LESSONS_PLACED_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/lessons/lesson.h"
#include "tracer/questions/question.h"
#include "tracer/store/trace.h"
#include "tracer/words/notes.h"

namespace greenlens::lessons {

// Where that is in a trace; none: it has fewer steps of this grain.
std::optional<uint64_t> step_of(const Place& place, const store::Trace& trace);

// What of a lesson a recording does not have. The sentence is lesson.misfit.<name>.
enum class MisfitKind : uint8_t {
  no_such_step,      // the part is where the part before it is
  no_such_greenlet,  // nobody of this name is there at this step
  nothing_to_ask,    // no such question can be made there
};
constexpr std::array<const char*, 3> enum_names(MisfitKind) {
  return {"no_such_step", "no_such_greenlet", "nothing_to_ask"};
}
struct Misfit {
  MisfitKind kind = MisfitKind::no_such_step;
  size_t part = 0;      // its index
  std::string details;  // the step, the greenlet or the kind, as the lesson has it
  bool operator==(const Misfit&) const = default;
};

struct PlacedPart {
  uint64_t step = 0;
  facts::GreenletId greenlet = 0;          // whom it points at; 0: nobody
  std::vector<questions::Question> asked;  // in the part's order, as far as they can be made
  // Of each of them, its index in Part::asked.
  std::vector<size_t> asked_as;
};
struct Placed {
  std::vector<PlacedPart> parts;  // as many as the lesson has
  std::vector<Misfit> misfits;    // ascending by part
};
// `level`: at which questions are made.
Placed place(const Lesson& lesson, const store::Trace& trace, questions::Level level);

// Its parts as notes at their steps, and a teacher's own questions likewise: so every face that
// shows notes tells the lesson, too. What there is room for.
words::Notes as_notes(const Lesson& lesson, const Placed& placed);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_PLACED_H_
