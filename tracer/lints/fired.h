// A lint that fired: of what, where to look, how often. A value; sentences are made of it in
// lints_text.h.
#ifndef GREENLENS_TRACER_LINTS_FIRED_H_
#define GREENLENS_TRACER_LINTS_FIRED_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/findings/findings.h"
#include "tracer/lints/lint.h"

namespace greenlens::lints {

struct Fired {
  Lint lint = Lint::never_finished;
  uint64_t step = 0;            // where to look first
  std::vector<uint64_t> steps;  // ascending, with that one: at most kSteps of those where it fired
  uint64_t times = 1;           // how often it fired
  facts::GreenletId greenlet = 0;  // whom it is about; 0: several, or nobody that is known
  std::string name;                // that one's
  facts::GreenletId other = 0;     // by lint: where it landed, who waits on, whose bytes they are
  std::string other_name;
  uint64_t count = 0;  // by lint: greenlets, calls, copies, switches, events
  uint64_t bytes = 0;
  uint64_t ns = 0;
  facts::SourceLine at;  // of the program; line 0: not known
  std::string text;      // by lint: a function's, a variable's, a field's name, an error's text
  std::string what;      // by lint: the variable that it points to
  facts::Fault fault;    // of a file that is not whole
  std::optional<findings::Finding> finding;  // where tracer/findings says the same, in more words
};

// Whether it says the same: then one of the two is enough.
bool says(const Fired& fired, const findings::Finding& finding);

// Of those of one kind: which of them is told, its steps, and how many there were.
class Merged {
 public:
  // Who is told is the first, or one that has a larger `count` than all before it.
  enum class Tell : uint8_t { first, largest };
  explicit Merged(Tell tell = Tell::first) : tell_(tell) {}
  void add(Fired one);
  void give(std::vector<Fired>* all) const;
  uint64_t first_step() const { return told_ ? told_->steps.front() : 0; }

 private:
  Tell tell_;
  std::optional<Fired> told_;
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_FIRED_H_
