#include "gui/views/sentence/model.h"

#include "gui/how_to_answer.h"
#include "tracer/lints/silenced.h"
#include "tracer/questions/question_text.h"
#include "tracer/state/queries.h"
#include "tracer/words/contradiction.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"
#include "tracer/words/thread_name.h"
#include "tracer/words/when.h"

namespace greenlens::gui::sentence {

namespace {

// In large letters, for who sits in the last row: whether it was right, and what is so instead.
Sentence verdict(const Look& look, const Quiz::Answered& answered) {
  const greenlens::questions::Verdict& its = answered.verdict;
  std::string detail;
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words::add_sentence(look.messages, more, &detail);
  };
  if (its.misconception) {
    add(look.text("question.feedback.misconception",
                  {{"name", misconception_name(look.messages, *its.misconception)}}));
    add(misconception_text(look.messages, *its.misconception));
  }
  add(answered.question.explanation);
  Sentence said{
      words::as_value(outcome_text(look.messages, *look.trace, answered.question, its.outcome)),
      words::as_value(detail)};
  said.outcome = its.outcome;
  return said;
}

}  // namespace

Sentence sentence(const Look& look) {
  const Quiz::Open* open = look.quiz != nullptr ? look.quiz->open() : nullptr;
  if (open != nullptr && open->answered && look.moment.number == open->question.step &&
      look.settings.layout == LayoutChoice::classroom) {
    return verdict(look, *open->answered);
  }
  if (look.asks()) {
    const greenlens::questions::Question& question = look.quiz->open()->question;
    return {words::as_value(text(look.messages, question.prompt)),
            words::as_value(how_to_answer(look, question)), false, true};
  }
  if (look.performs()) {
    const Performing& performing = *look.performing;
    Sentence said{words::as_value(look.text("ui.perform.title")),
                  words::as_value(task_text(look.messages, performing.stage()))};
    if (performing.shown() == 0) return said;
    said.detail = words::as_value(last_said(look.messages, performing));
    said.outcome = performing.tried()[performing.shown() - 1].verdict.is_right()
                       ? greenlens::questions::Outcome::right
                       : greenlens::questions::Outcome::wrong;
    return said;
  }
  words::Narration words = words::narrate(look.messages, look.moment);
  const std::vector<std::string> wrong = words::contradictions(look.messages, look.moment);
  words::Told detail;
  const std::string between = words::between_sentences(look.messages);
  for (const std::string& one : wrong) detail += words::as_value(one + between);
  if (look.waiting_alone != 0) {
    const state::Thread& thread = thread_in(look.moment.after, look.waiting_alone);
    return {words::as_value(look.text("ui.waits_alone",
                                      {{"thread", words::thread_name(look.messages, thread)}})),
            {look.text("ui.waits_alone.why")},
            true};
  }
  // What is written stands below.
  if (!look.notes_here().empty() && look.numbered.empty()) {
    detail += {look.text("ui.note.bookmarked") + between};
  }
  detail += {std::move(words.detail), std::move(words.detail_values)};
  if (look.settings.times && look.trace != nullptr) {
    detail += {between + words::when_text(look.messages, *look.trace, look.moment)};
  }
  return {{std::move(words.headline), std::move(words.headline_values)},
          std::move(detail),
          !wrong.empty()};
}

size_t lints_that_fire(const Look& look) {
  if (look.lints == nullptr) return 0;
  if (look.notes == nullptr || look.notes->others.empty()) return look.lints->size();
  return lints::without_silenced(*look.lints, *look.notes).size();
}

}  // namespace greenlens::gui::sentence
