#include "tracer/questions/question_text.h"

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "tracer/facts/fact.h"
#include "tracer/facts/fields.h"
#include "tracer/questions/builder.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"

namespace greenlens::questions {

using words::Messages;

namespace {

std::string number_text(const Messages& messages, Unit unit, int64_t value) {
  switch (unit) {
    case Unit::none:
      return std::to_string(value);
    case Unit::bytes:
      return text(messages, says_bytes(static_cast<uint64_t>(value)));
    case Unit::address:
      return text(messages, says_address(value));
  }
  return "";
}

std::string names(const Messages& messages, const state::State& state, const Greenlets& all) {
  if (all.ids.empty()) return messages.text("question.nobody");
  std::string list;
  for (const facts::GreenletId id : all.ids) {
    list += (list.empty() ? "" : ", ") + text(messages, says_greenlet(state, id));
  }
  return list;
}

}  // namespace

std::string text(const Messages& messages, const Sentence& sentence) {
  return messages.text(sentence.id, sentence.places);
}

uint64_t step_number(const store::Trace& trace, uint64_t step) {
  return trace.count_until(facts::Grain::phase, step);
}

std::string choice_label(const Question& question, size_t choice) {
  const bool is_number = question.shape == Shape::number || question.shape == Shape::range;
  if (is_number) return std::string(1, static_cast<char>('a' + choice));
  return std::to_string(choice + 1);
}

std::string expected_text(const Messages& messages, const Question& question) {
  std::string id = std::string("question.expect.") + facts::enum_name(question.shape);
  if (question.shape == Shape::number && question.unit == Unit::address) id += ".address";
  const bool has_choices = !question.choices.empty();
  if (question.kind == Kind::own && !has_choices) id += ".free";
  return messages.text(
      id, {{"first", has_choices ? choice_label(question, 0) : ""},
           {"last", has_choices ? choice_label(question, question.choices.size() - 1) : ""}});
}

std::string answer_said(const Messages& messages, const state::State& state,
                        const Question& question, const Answer& answer) {
  return std::visit(
      facts::Overloaded{
          [&](const Greenlet& one) { return text(messages, says_greenlet(state, one.id)); },
          [&](const Chosen& one) {
            return one.choice < question.choices.size()
                       ? text(messages, question.choices[one.choice].says)
                       : std::string();
          },
          [&](const Range& range) { return text(messages, says_range(range)); },
          [&](const Number& number) { return number_text(messages, question.unit, number.value); },
          [&](const Line& line) {
            return line.text.empty() ? messages.text("question.line.none")
                                     : messages.text("question.line", {{"line", line.text}});
          },
          [&](const Greenlets& all) { return names(messages, state, all); }},
      answer);
}

std::string misconception_name(const Messages& messages, Misconception one) {
  return messages.text(std::string("misconception.") + facts::enum_name(one));
}
std::string misconception_text(const Messages& messages, Misconception one) {
  return messages.text(std::string("misconception.") + facts::enum_name(one) + ".text");
}

std::string outcome_text(const Messages& messages, const store::Trace& trace,
                         const Question& question, Outcome outcome) {
  const state::State then = trace.state(question.evidence.step);
  return messages.text(std::string("question.feedback.") + facts::enum_name(outcome),
                       {{"truth", answer_said(messages, then, question, question.truth)}});
}

std::string look_text(const Messages& messages, const store::Trace& trace,
                      const Evidence& evidence) {
  const std::string id = std::string("question.look.") + facts::enum_name(evidence.look);
  const state::State state = trace.state(evidence.step);
  const std::string step = std::to_string(step_number(trace, evidence.step));
  return messages.text(evidence.greenlet == 0 ? id + ".none" : id,
                       {{"name", greenlet_name(state, evidence.greenlet)}, {"step", step}});
}

std::string feedback(const Messages& messages, const store::Trace& trace, const Question& question,
                     const Verdict& verdict) {
  std::string all = outcome_text(messages, trace, question, verdict.outcome);
  const auto add = [&](const std::string& more) {
    if (!more.empty()) words::add_sentence(messages, more, &all);
  };
  if (verdict.misconception) {
    add(messages.text("question.feedback.misconception",
                      {{"name", misconception_name(messages, *verdict.misconception)}}));
    add(misconception_text(messages, *verdict.misconception));
  }
  add(question.explanation);
  if (question.kind == Kind::own) return all;
  add(look_text(messages, trace, question.evidence));
  const words::Narration says = words::narrate(messages, trace.at(question.evidence.step));
  add(messages.text("question.feedback.says", {{"says", says.headline}}));
  return all;
}

}  // namespace greenlens::questions
