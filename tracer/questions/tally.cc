#include "tracer/questions/tally.h"

#include <utility>

#include "tracer/facts/csv_line.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/question_text.h"

namespace greenlens::questions {
namespace {

uint64_t hands_for(const Tally& tally, size_t choice) {
  return choice < tally.hands.size() ? tally.hands[choice] : 0;
}

}  // namespace

std::optional<size_t> right_choice(const Question& question) {
  for (size_t i = 0; i < question.choices.size(); ++i) {
    if (question.choices[i].answer == question.truth) return i;
  }
  return {};
}

Hands hands_of(const Tally& tally) {
  Hands hands;
  for (const uint64_t count : tally.hands) hands.all += count;
  if (const auto right = right_choice(tally.question)) hands.right = hands_for(tally, *right);
  return hands;
}

std::string tally_csv(const words::Messages& messages, const store::Trace& trace,
                      std::span<const Tally> all) {
  std::string csv = facts::csv_line({"number", "kind", "step", "question", "choice", "text",
                                     "hands", "is_right", "misconception"});
  for (size_t n = 0; n < all.size(); ++n) {
    const Question& question = all[n].question;
    const auto right = right_choice(question);
    for (size_t i = 0; i < question.choices.size(); ++i) {
      const Choice& choice = question.choices[i];
      csv += facts::csv_line({std::to_string(n + 1), facts::enum_name(question.kind),
                              std::to_string(step_number(trace, question.step)),
                              text(messages, question.prompt), choice_label(question, i),
                              text(messages, choice.says), std::to_string(hands_for(all[n], i)),
                              right == i ? "1" : "0",
                              choice.from ? facts::enum_name(*choice.from) : ""});
    }
  }
  return csv;
}

facts::Json tally_json(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Tally> all) {
  facts::Json list = facts::Json::array();
  for (const Tally& tally : all) {
    const Question& question = tally.question;
    const auto right = right_choice(question);
    facts::Json choices = facts::Json::array();
    for (size_t i = 0; i < question.choices.size(); ++i) {
      const std::optional<Misconception>& from = question.choices[i].from;
      choices.push_back(
          {{"text", text(messages, question.choices[i].says)},
           {"hands", hands_for(tally, i)},
           {"is_right", right == i},
           {"misconception", from ? facts::Json(facts::enum_name(*from)) : facts::Json(nullptr)}});
    }
    const Hands hands = hands_of(tally);
    list.push_back({{"kind", facts::enum_name(question.kind)},
                    {"step", step_number(trace, question.step)},
                    {"prompt", text(messages, question.prompt)},
                    {"hands", hands.all},
                    {"right", hands.right},
                    {"choices", std::move(choices)}});
  }
  return {{"questions", std::move(list)}};
}

}  // namespace greenlens::questions
