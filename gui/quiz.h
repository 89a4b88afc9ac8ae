// The questions of a session: which one stands open, what was chosen for it, what was answered so
// far, and in question mode where the next ones stand. How a class answers is counted here, too.
//
// A model without a window and without a language: it is told what was done, and says what is so.
// Of one trace; questions are made by tracer/questions. One thread.
#ifndef GREENLENS_GUI_QUIZ_H_
#define GREENLENS_GUI_QUIZ_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tracer/questions/pick.h"
#include "tracer/questions/score.h"
#include "tracer/questions/tally.h"
#include "tracer/store/trace.h"
#include "tracer/words/notes.h"

namespace greenlens::gui {

class Quiz {
 public:
  using Question = greenlens::questions::Question;
  using Answer = greenlens::questions::Answer;
  using Answered = greenlens::questions::Answered;

  // The question that is shown, from when it is put until it is put away.
  struct Open {
    Question question;
    std::optional<Answer> chosen{};                      // and not given yet
    std::optional<greenlens::questions::Range> drawn{};  // the part of the stack that it is of
    std::optional<Answered> answered{};                  // it is: then the future may be seen
    std::vector<uint64_t> hands{};                       // of each choice; empty: none are counted
  };

  // --- making them
  // How questions are made from now on.
  void make_by(const greenlens::questions::Asking& asking);
  const greenlens::questions::Asking& asking() const { return asking_; }
  // Puts one that can be asked at this step: of those that were not answered the first, a teacher's
  // own before the others; after the last one the first again. False: there is none.
  bool ask_at(const store::Trace& trace, const words::Notes& notes, uint64_t step);
  // Puts this one, which is made elsewhere.
  void put_one(Question question) { put(std::move(question)); }
  // Question mode: those that are picked of the trace are put when somebody comes to their steps.
  // Reads as questions_of() does.
  void begin_mode(const store::Trace& trace, const words::Notes& notes);
  void end_mode();
  bool has_mode() const { return has_mode_; }
  // Of those picked, in the order of their steps: the first that is neither answered nor below
  // `from`. None: there is no such.
  std::optional<uint64_t> next_step(uint64_t from) const;
  // Puts that one, at this step exactly. False: there is none.
  bool put_picked(uint64_t step);
  size_t picked() const { return picked_.size(); }
  size_t left() const;  // of those, not answered yet

  // --- the open one; null: none is
  const Open* open() const { return open_ ? &*open_ : nullptr; }
  // It is not answered: nothing behind its step is to be seen.
  bool waits() const { return open_ && !open_->answered; }
  // What a choice, a click or a range says; of a question whose answer has another shape nothing
  // happens. Of a set of greenlets one more, or one less.
  void choose(size_t choice);
  void choose(facts::GreenletId greenlet);
  void choose(const greenlens::questions::Range& range);
  // What is typed, as parse_answer() reads it; `state` is that of the step. False: it is none.
  bool choose(std::string_view typed, const state::State& state);
  // Whether that choice is, or is a part of, what is chosen.
  bool is_chosen(size_t choice) const;
  // Gives what is chosen. False: nothing is.
  bool give();
  // Shows the answer: the question is not answered, and counts as that.
  void show_answer();
  void put_away();

  // --- a class
  void count_hands(bool on);
  void set_hands(size_t choice, uint64_t hands);

  // --- what was done; of each question the first answer
  const std::vector<Answered>& answered() const { return answered_; }
  const std::vector<greenlens::questions::Tally>& tallies() const { return tallies_; }
  void forget_answers();
  // The trace is left.
  void leave();

  // Grows whenever something of all this has changed.
  uint64_t version() const { return version_; }

 private:
  bool is_answered(const Question& question) const;
  void put(Question question);
  void finish(std::optional<Answer> answer);
  void keep_hands();

  greenlens::questions::Asking asking_;
  bool has_mode_ = false;
  std::vector<Question> picked_;  // ascending by step
  std::optional<Open> open_;
  std::vector<Answered> answered_;
  std::vector<greenlens::questions::Tally> tallies_;
  bool counts_hands_ = false;
  uint64_t version_ = 0;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_QUIZ_H_
