#include "tracer/lessons/placed.h"

#include <algorithm>

#include "tracer/facts/shown.h"
#include "tracer/questions/ask.h"
#include "tracer/questions/own.h"
#include "tracer/state/queries.h"

namespace greenlens::lessons {
namespace {

// None: nothing of this kind can be asked there.
std::optional<questions::Question> question_of(const Made& made, const store::Trace& trace,
                                               uint64_t step, questions::Level level) {
  return questions::ask(trace, step, made.kind, {made.seed, level});
}
std::optional<questions::Question> question_of(const Own& own, const store::Trace&, uint64_t step,
                                               questions::Level) {
  words::NoteQuestion here = own.question;
  here.step = step;
  questions::Question question = questions::own_question(here);
  for (size_t i = 0; i < question.choices.size() && i < own.beliefs.size(); ++i) {
    question.choices[i].from = own.beliefs[i];
  }
  return question;
}

std::string name_of(const Made& made) {
  return enum_names(made.kind)[static_cast<size_t>(made.kind)];
}
std::string name_of(const Own& own) { return own.question.question; }

}  // namespace

std::optional<uint64_t> step_of(const Place& place, const store::Trace& trace) {
  switch (place.which) {
    case Place::Which::first:
      return 0;
    case Place::Which::number:
      if (place.number > trace.count(place.grain)) return {};
      return trace.stop(place.grain, place.number);
    case Place::Which::last:
      return trace.stop(place.grain, trace.count(place.grain));
  }
  return {};
}

Placed place(const Lesson& lesson, const store::Trace& trace, questions::Level level) {
  Placed placed;
  uint64_t step = 0;
  for (size_t i = 0; i < lesson.parts.size(); ++i) {
    const Part& part = lesson.parts[i];
    const auto misfit = [&](MisfitKind kind, std::string details) {
      placed.misfits.push_back({kind, i, std::move(details)});
    };
    if (part.at) {
      const auto found = step_of(*part.at, trace);
      if (!found) misfit(MisfitKind::no_such_step, place_text(*part.at));
      step = found.value_or(step);
    }
    PlacedPart here{step, 0, {}, {}};
    if (!part.on.empty()) {
      const state::State state = trace.state(step);
      here.greenlet = state::find_named(state, part.on);
      if (here.greenlet == 0) misfit(MisfitKind::no_such_greenlet, part.on);
    }
    for (size_t k = 0; k < part.asked.size(); ++k) {
      auto question = std::visit(
          [&](const auto& one) { return question_of(one, trace, step, level); }, part.asked[k]);
      if (question) {
        here.asked.push_back(std::move(*question));
        here.asked_as.push_back(k);
      } else {
        misfit(MisfitKind::nothing_to_ask,
               std::visit([](const auto& one) { return name_of(one); }, part.asked[k]));
      }
    }
    placed.parts.push_back(std::move(here));
  }
  return placed;
}

words::Notes as_notes(const Lesson& lesson, const Placed& placed) {
  words::Notes notes;
  for (size_t i = 0; i < lesson.parts.size() && i < placed.parts.size(); ++i) {
    const Part& part = lesson.parts[i];
    const uint64_t step = placed.parts[i].step;
    std::string text = part.title;
    for (const std::string& paragraph : part.text) text += '\n' + paragraph;
    words::write_note(&notes, {step, std::move(text), part.on, part.where, ""});
    for (const Asked& asked : part.asked) {
      const auto* own = std::get_if<Own>(&asked);
      if (own == nullptr || notes.questions.size() >= words::kMostNoteQuestions) continue;
      notes.questions.push_back(own->question);
      notes.questions.back().step = step;
    }
  }
  std::stable_sort(notes.questions.begin(), notes.questions.end(),
                   [](const auto& a, const auto& b) { return a.step < b.step; });
  return notes;
}

}  // namespace greenlens::lessons
