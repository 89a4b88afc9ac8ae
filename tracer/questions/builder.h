// Puts a question together, so that its choices differ from each other and from the truth, and
// stand in an order that does not tell.
#ifndef GREENLENS_TRACER_QUESTIONS_BUILDER_H_
#define GREENLENS_TRACER_QUESTIONS_BUILDER_H_

#include <optional>
#include <string>

#include "tracer/questions/ahead.h"
#include "tracer/questions/dice.h"
#include "tracer/questions/question.h"
#include "tracer/state/state.h"

namespace greenlens::questions {

inline constexpr size_t kMostChoices = 5;

// As sentences name it: "main"; "main #1" where another one has that name too, newer than it.
std::string greenlet_name(const state::State& state, facts::GreenletId id);
// A choice that is a greenlet; 0: nobody.
Sentence says_greenlet(const state::State& state, facts::GreenletId id);
// One that is a number of bytes, an address, or two.
Sentence says_bytes(uint64_t bytes);
Sentence says_address(facts::Address address);
Sentence says_range(const Range& range);

class Builder {
 public:
  Builder(const Ahead& ahead, Kind kind, Shape shape, facts::GreenletId subject, Sentence prompt);

  void unit(Unit unit) { question_.unit = unit; }
  // First of all. Of Shape::choice what it says is the answer.
  void truth(Sentence says, Answer answer, Evidence evidence);
  void truth(Sentence says, Evidence evidence);
  // Left out where a choice has that answer or says that, or there are enough. The likeliest first.
  void wrong(Sentence says, Answer answer, std::optional<Misconception> from = {});
  void wrong(Sentence says, std::optional<Misconception> from = {});
  bool has_room() const { return question_.choices.size() < kMostChoices; }

  // None: there is nothing to choose from.
  std::optional<Question> done(Dice* dice);

 private:
  Question question_;
};

// The same for all that are greenlets: truth and wrong ones in short.
class GreenletBuilder : public Builder {
 public:
  GreenletBuilder(const Ahead& ahead, Kind kind, facts::GreenletId subject, Sentence prompt)
      : Builder(ahead, kind, Shape::greenlet, subject, std::move(prompt)), now_(ahead.now()) {}
  // `names`: the state that knows it; the one that is asked in may be too early.
  void truth(facts::GreenletId id, const state::State& names, Evidence evidence) {
    Builder::truth(says_greenlet(names, id), Greenlet{id}, evidence);
  }
  void wrong(facts::GreenletId id, std::optional<Misconception> from = {}) {
    Builder::wrong(says_greenlet(now_, id), Greenlet{id}, from);
  }
  // All others of the thread that are not freed, the newest first, but this one.
  void others(facts::ThreadId thread, facts::GreenletId except = 0);

 private:
  const state::State& now_;
};

}  // namespace greenlens::questions

#endif  // GREENLENS_TRACER_QUESTIONS_BUILDER_H_
