#include "tracer/questions/question_json.h"

#include <utility>
#include <variant>

#include "tracer/facts/fact.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/builder.h"
#include "tracer/questions/question_text.h"

namespace greenlens::questions {

using facts::Json;
using words::Messages;

namespace {

Json misconception_json(const std::optional<Misconception>& one) {
  return one ? Json(facts::enum_name(*one)) : Json(nullptr);
}

Json address_json(facts::Address address) {
  return address == facts::kNull ? Json(nullptr) : Json(address);
}

Json evidence_json(const store::Trace& trace, const Evidence& evidence) {
  Json json = {{"step", step_number(trace, evidence.step)},
               {"event", evidence.step},
               {"look", facts::enum_name(evidence.look)},
               {"greenlet", evidence.greenlet}};
  if (evidence.range) {
    json["from"] = address_json(evidence.range->from);
    json["to"] = address_json(evidence.range->to);
  }
  return json;
}

}  // namespace

Json answer_json(const Messages& messages, const store::Trace& trace, const Question& question,
                 const Answer& answer) {
  const state::State then = trace.state(question.evidence.step);
  Json json = {{"text", answer_said(messages, then, question, answer)}};
  std::visit(
      facts::Overloaded{[&](const Greenlet& one) { json["greenlet"] = one.id; },
                        [&](const Chosen& one) { json["choice"] = one.choice + 1; },
                        [&](const Range& range) {
                          json["from"] = address_json(range.from);
                          json["to"] = address_json(range.to);
                        },
                        [&](const Number& number) { json["number"] = address_json(number.value); },
                        [&](const Line& line) { json["line"] = line.text; },
                        [&](const Greenlets& all) { json["greenlets"] = all.ids; }},
      answer);
  return json;
}

Json question_json(const Messages& messages, const store::Trace& trace, const Question& question,
                   Truth truth) {
  Json json = {{"kind", facts::enum_name(question.kind)},
               {"step", step_number(trace, question.step)},
               {"event", question.step},
               {"thread", question.thread},
               {"subject", question.subject},
               {"prompt", text(messages, question.prompt)},
               {"shape", facts::enum_name(question.shape)},
               {"unit", facts::enum_name(question.unit)},
               {"choices", Json::array()}};
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const Choice& choice = question.choices[i];
    Json one = {{"label", choice_label(question, i)}, {"text", text(messages, choice.says)}};
    if (truth == Truth::said) one["misconception"] = misconception_json(choice.from);
    json["choices"].push_back(std::move(one));
  }
  if (truth == Truth::untold) return json;
  json["truth"] = answer_json(messages, trace, question, question.truth);
  json["evidence"] = evidence_json(trace, question.evidence);
  if (!question.explanation.empty()) json["explanation"] = question.explanation;
  return json;
}

}  // namespace greenlens::questions
