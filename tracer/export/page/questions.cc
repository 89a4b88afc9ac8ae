#include "tracer/export/page/questions.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <variant>

#include "tracer/facts/address.h"
#include "tracer/facts/fact.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/questions/grade.h"
#include "tracer/questions/own.h"
#include "tracer/questions/pick.h"
#include "tracer/questions/question_text.h"
#include "tracer/words/lists.h"
#include "tracer/words/narration.h"

namespace greenlens::exports {
namespace {

using facts::Json;
using questions::Question;

// The part of a page in which an answer is to be seen.
const char* part_of(questions::Look look) {
  switch (look) {
    case questions::Look::slice:
    case questions::Look::copy:
    case questions::Look::registers:
      return "stack";
    case questions::Look::lane:
      return "timeline";
    case questions::Look::node:
      return "tree";
    case questions::Look::fields:
      return "fields";
    case questions::Look::output:
      return "printed";
    case questions::Look::note:
      return "sentence";
  }
  return "stack";
}

// As it stands before a choice.
std::string sign_of(const Question& question, size_t choice) {
  std::string sign = choice_label(question, choice);
  for (char& c : sign) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return sign;
}

// How it is answered there: by the same words as in a terminal, without "type" where one clicks.
std::string how(const words::Messages& messages, const Question& question) {
  std::string id = std::string("page.quiz.how.") + facts::enum_name(question.shape);
  const bool has_choices = !question.choices.empty();
  if (!has_choices) id += ".free";
  return messages.text(
      id, {{"first", has_choices ? sign_of(question, 0) : ""},
           {"last", has_choices ? sign_of(question, question.choices.size() - 1) : ""}});
}

Json choices_of(const words::Messages& messages, const Question& question) {
  Json all = Json::array();
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const questions::Choice& choice = question.choices[i];
    const int belief = choice.from ? static_cast<int>(*choice.from) : -1;
    all.push_back({choice_label(question, i), text(messages, choice.says),
                   answer_key(question, choice.answer), is_right(question, i), belief});
  }
  return all;
}

// In the page the first step at which it is seen; none: it is not in the page.
std::optional<size_t> index_behind(const std::vector<uint64_t>& steps, uint64_t step) {
  const auto at = std::lower_bound(steps.begin(), steps.end(), step);
  if (at == steps.end()) return {};
  return static_cast<size_t>(at - steps.begin());
}

Json question_of(const words::Messages& messages, const store::Trace& trace,
                 const std::vector<uint64_t>& steps, const Question& question) {
  Json one = {{"kind", facts::enum_name(question.kind)},
              {"n", questions::step_number(trace, question.step)}};
  const auto at = std::lower_bound(steps.begin(), steps.end(), question.step);
  const auto to = index_behind(steps, question.evidence.step);
  if (at == steps.end() || *at != question.step || !to) return one;
  one["i"] = at - steps.begin();
  one["prompt"] = text(messages, question.prompt);
  one["shape"] = facts::enum_name(question.shape);
  one["unit"] = facts::enum_name(question.unit);
  one["how"] = how(messages, question);
  one["choices"] = choices_of(messages, question);
  one["truth"] = answer_key(question, question.truth);
  Json said = Json::array();
  for (const questions::Outcome outcome :
       {questions::Outcome::right, questions::Outcome::wrong, questions::Outcome::unanswered}) {
    said.push_back(outcome_text(messages, trace, question, outcome));
  }
  one["said"] = std::move(said);
  one["words"] =
      answer_said(messages, trace.state(question.evidence.step), question, question.truth);
  one["more"] = facts::shown(question.explanation);
  one["to"] = *to;
  one["view"] = part_of(question.evidence.look);
  one["greenlet"] = question.evidence.greenlet;
  one["look"] = "";
  if (question.kind == questions::Kind::own) return one;
  std::string look = look_text(messages, trace, question.evidence);
  const words::Narration says = words::narrate(messages, trace.at(question.evidence.step));
  words::add_sentence(messages, messages.text("question.feedback.says", {{"says", says.headline}}),
                      &look);
  one["look"] = std::move(look);
  return one;
}

}  // namespace

std::string answer_key(const Question& question, const questions::Answer& answer) {
  const bool is_address = question.unit == questions::Unit::address;
  return std::visit(
      facts::Overloaded{
          [](const questions::Greenlet& one) { return "greenlet " + std::to_string(one.id); },
          [](const questions::Chosen& one) { return "choice " + std::to_string(one.choice); },
          [](const questions::Range& range) {
            return "range " + facts::format_address(range.from) + ' ' +
                   facts::format_address(range.to);
          },
          [&](const questions::Number& number) {
            return "number " + (is_address ? facts::format_address(number.value)
                                           : std::to_string(number.value));
          },
          [](const questions::Line& line) { return "text " + line.text; },
          [](const questions::Greenlets& all) {
            std::string key = "greenlets ";
            for (const facts::GreenletId id : all.ids) {
              key += (key.back() == ' ' ? "" : ",") + std::to_string(id);
            }
            return key;
          }},
      answer);
}

std::vector<Question> page_questions(const store::Trace& trace, const words::Notes* notes,
                                     size_t count, const questions::Asking& asking) {
  std::vector<Question> all;
  if (count > 0) all = questions::questions_of(trace, {asking, count, {}});
  if (notes != nullptr) {
    for (Question& own : questions::own_questions(*notes, trace)) all.push_back(std::move(own));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Question& a, const Question& b) { return a.step < b.step; });
  return all;
}

Json questions_json(const words::Messages& messages, const store::Trace& trace,
                    const std::vector<uint64_t>& steps, const std::vector<Question>& all,
                    const questions::Asking& asking) {
  Json beliefs = Json::array();
  for (const questions::Misconception one : questions::kMisconceptions) {
    beliefs.push_back({facts::enum_name(one),
                       messages.text("question.feedback.misconception",
                                     {{"name", misconception_name(messages, one)}}),
                       misconception_text(messages, one)});
  }
  Json list = Json::array();
  for (const Question& question : all) {
    list.push_back(question_of(messages, trace, steps, question));
  }
  return {{"seed", asking.seed},
          {"level", words::level_name(asking.level)},
          {"beliefs", all.empty() ? Json::array() : std::move(beliefs)},
          {"all", std::move(list)}};
}

}  // namespace greenlens::exports
