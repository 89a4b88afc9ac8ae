#include "cli/quiz_words.h"

#include <optional>
#include <string>
#include <utility>

#include "cli/say.h"
#include "cli/typed_lines.h"
#include "tracer/questions/answer_text.h"
#include "tracer/questions/question_text.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/source_excerpt.h"
#include "tracer/words/transcript.h"

namespace greenlens::cli {

using questions::Answered;
using questions::Question;

namespace {

constexpr uint32_t kLinesBefore = 3, kLinesBehind = 4;

class Asker {
 public:
  Asker(const store::Trace& trace, const Quiz& quiz, Shown shown)
      : trace_(trace), quiz_(quiz), aside_(shown == Shown::aside) {}

  void show(std::string text) const {
    if (!aside_) return print(text);
    if (text.ends_with('\n')) text.pop_back();
    print_aside(text);
  }

  // All that is needed to answer it.
  void show_question(size_t n) {
    const Question& question = quiz_.all[n];
    const uint64_t number = questions::step_number(trace_, question.step);
    show('\n' + say("cli.quiz.title", {{"number", std::to_string(n + 1)},
                                       {"count", std::to_string(quiz_.all.size())},
                                       {"step", std::to_string(number)}}));
    if (!aside_ && shown_ != question.step) show_step(question, number);
    shown_ = question.step;
    show('\n' + words::wrapped(text(catalogue(), question.prompt), words::kTextColumns));
    for (size_t i = 0; i < question.choices.size(); ++i) {
      show("  " + choice_label(question, i) + ") " + text(catalogue(), question.choices[i].says));
    }
  }
  void show_feedback(const Answered& one) const {
    show(words::wrapped(feedback(told(), trace_, one.question, one.verdict), words::kTextColumns));
  }

 private:
  const words::Messages& told() const { return catalogue(); }
  void show_step(const Question& question, uint64_t number) const {
    const state::State state = trace_.state(question.step);
    const bool is_story = quiz_.picking.asking.level == questions::Level::story;
    if (is_story) {
      show(words::output_so_far(catalogue(), store::output_at(trace_, question.step, 5)));
    } else {
      show(words::state_text(told(), trace_, question.step, number,
                             trace_.count(facts::Grain::phase)));
    }
    const state::Thread& teller =
        question.thread != 0 ? thread_in(state, question.thread) : told_by(state);
    const state::GreenletState* current = find(state, teller.current);
    if (current == nullptr) return;
    const std::string lines =
        words::source_excerpt(trace_.info(), current->at, kLinesBefore, kLinesBehind);
    if (lines.empty()) return;
    show('\n' +
         say("cli.quiz.source",
             {{"name", state::name_of(state, current->id)}, {"file", current->at.file}}) +
         '\n' + lines);
  }

  const store::Trace& trace_;
  const Quiz& quiz_;
  const bool aside_;
  std::optional<uint64_t> shown_;  // the step that stands above
};

bool leaves(const std::string& line) { return line == "q" || line == "quit"; }

bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

}  // namespace

// What is typed to each, until nobody types any more: those that nobody saw are not answered.
std::vector<Answered> ask_all(const store::Trace& trace, const Quiz& quiz, Shown shown) {
  Asker asker(trace, quiz, shown);
  TypedLines lines;
  std::vector<Answered> all;
  bool has_left = false;
  for (size_t n = 0; n < quiz.all.size(); ++n) {
    const Question& question = quiz.all[n];
    std::optional<questions::Answer> answer;
    if (!has_left) asker.show_question(n);
    while (!has_left && !answer) {
      asker.show(expected_text(catalogue(), question));
      const std::optional<std::string> line = lines.next();
      has_left = !line || leaves(*line);
      if (has_left || is_blank(*line)) break;
      answer = parse_answer(*line, question, trace.state(question.step));
    }
    all.push_back(questions::answered(question, std::move(answer)));
    if (!has_left) asker.show_feedback(all.back());
  }
  if (has_left) asker.show('\n' + say("cli.quiz.left"));
  return all;
}

// As many hands as are shown for each choice.
std::vector<questions::Tally> ask_class(const store::Trace& trace, const Quiz& quiz, Shown shown) {
  Asker asker(trace, quiz, shown);
  TypedLines lines;
  std::vector<questions::Tally> all;
  for (size_t n = 0; n < quiz.all.size(); ++n) {
    const Question& question = quiz.all[n];
    if (question.choices.empty()) continue;
    asker.show_question(n);
    std::optional<std::vector<uint64_t>> hands;
    while (!hands) {
      asker.show(say("cli.quiz.hands", {{"count", std::to_string(question.choices.size())}}));
      const std::optional<std::string> line = lines.next();
      if (!line || leaves(*line)) return all;
      if (is_blank(*line)) hands.emplace();
      if (!hands) hands = parse_hands(*line, question);
    }
    all.push_back({question, std::move(*hands)});
    const questions::Hands counted = hands_of(all.back());
    asker.show(say("cli.quiz.hands_right", {{"right", std::to_string(counted.right)},
                                            {"all", std::to_string(counted.all)}}));
    asker.show_feedback({question, {}, {questions::Outcome::unanswered, {}, question.evidence}});
  }
  return all;
}

void print_graded(const store::Trace& trace, const std::vector<Answered>& all) {
  for (size_t n = 0; n < all.size(); ++n) {
    const Question& question = all[n].question;
    const uint64_t number = questions::step_number(trace, question.step);
    const std::string given = all[n].answer
                                  ? answer_said(catalogue(), trace.state(question.evidence.step),
                                                question, *all[n].answer)
                                  : say("cli.quiz.no_answer");
    print(say("cli.quiz.graded", {{"number", std::to_string(n + 1)},
                                  {"step", std::to_string(number)},
                                  {"prompt", text(catalogue(), question.prompt)}}) +
          '\n' +
          words::wrapped("  " + say("cli.quiz.given", {{"answer", given}}), words::kTextColumns) +
          words::wrapped("  " + feedback(catalogue(), trace, question, all[n].verdict),
                         words::kTextColumns));
  }
}

}  // namespace greenlens::cli
