// A quiz as it goes on in a terminal: what is shown, what is typed, what is said of it.
#ifndef GREENLENS_CLI_QUIZ_WORDS_H_
#define GREENLENS_CLI_QUIZ_WORDS_H_

#include <vector>

#include "tracer/questions/pick.h"
#include "tracer/questions/score.h"
#include "tracer/questions/tally.h"
#include "tracer/store/trace.h"

namespace greenlens::cli {

// What is asked, and how it is made.
struct Quiz {
  questions::Picking picking;
  bool with_own = true;  // a teacher's questions, too
  std::vector<questions::Question> all;
};

// Where questions are shown: with pictures on standard output, or without on standard error, where
// standard output is for programs.
enum class Shown : uint8_t { here, aside };

// What is typed to each on standard input, until nobody types any more: those that nobody saw are
// not answered.
std::vector<questions::Answered> ask_all(const store::Trace& trace, const Quiz& quiz, Shown shown);
// As many hands as are shown for each choice, of the questions that were asked.
std::vector<questions::Tally> ask_class(const store::Trace& trace, const Quiz& quiz, Shown shown);

// What was answered elsewhere, with what is to be said of it.
void print_graded(const store::Trace& trace, const std::vector<questions::Answered>& all);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_QUIZ_WORDS_H_
