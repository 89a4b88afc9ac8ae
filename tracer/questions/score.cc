#include "tracer/questions/score.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "tracer/facts/csv_line.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/question_json.h"
#include "tracer/questions/question_text.h"
#include "tracer/words/lists.h"

namespace greenlens::questions {
namespace {

std::string misconception_id(const Verdict& verdict) {
  return verdict.misconception ? facts::enum_name(*verdict.misconception) : "";
}

facts::Json numbers_json(const Score& score) {
  facts::Json believed = facts::Json::object();
  for (const Misconception one : kMisconceptions) {
    const size_t count = score.misconceptions[static_cast<size_t>(one)];
    if (count > 0) believed[facts::enum_name(one)] = count;
  }
  return {{"right", score.right},
          {"wrong", score.wrong},
          {"unanswered", score.unanswered},
          {"of", score.all()},
          {"misconceptions", std::move(believed)}};
}

}  // namespace

Answered answered(Question question, std::optional<Answer> answer) {
  Answered one{std::move(question), std::move(answer)};
  one.verdict = grade(one.question, one.answer);
  return one;
}

Score score_of(std::span<const Answered> all) {
  Score score;
  for (const Answered& one : all) {
    switch (one.verdict.outcome) {
      case Outcome::right:
        ++score.right;
        break;
      case Outcome::wrong:
        ++score.wrong;
        break;
      case Outcome::unanswered:
        ++score.unanswered;
        break;
    }
    if (one.verdict.misconception) {
      ++score.misconceptions[static_cast<size_t>(*one.verdict.misconception)];
    }
  }
  return score;
}

std::string score_text(const words::Messages& messages, const Score& score) {
  std::string text = messages.text("question.score", {{"right", std::to_string(score.right)},
                                                      {"all", std::to_string(score.all())}});
  if (score.unanswered > 0) {
    words::add_sentence(
        messages,
        messages.text("question.score.unanswered", {{"count", std::to_string(score.unanswered)}}),
        &text);
  }
  for (const Misconception one : kMisconceptions) {
    const size_t count = score.misconceptions[static_cast<size_t>(one)];
    if (count == 0) continue;
    text += '\n' +
            messages.text("question.score.believed", {{"name", misconception_name(messages, one)},
                                                      {"count", std::to_string(count)}});
  }
  return text;
}

std::string score_csv(const words::Messages& messages, const store::Trace& trace,
                      std::span<const Answered> all) {
  std::string csv = facts::csv_line({"number", "kind", "step", "question", "answer", "truth",
                                     "outcome", "right", "misconception"});
  for (size_t i = 0; i < all.size(); ++i) {
    const Answered& one = all[i];
    const state::State then = trace.state(one.question.evidence.step);
    const auto said = [&](const Answer& answer) {
      return answer_said(messages, then, one.question, answer);
    };
    csv += facts::csv_line(
        {std::to_string(i + 1), facts::enum_name(one.question.kind),
         std::to_string(step_number(trace, one.question.step)), text(messages, one.question.prompt),
         one.answer ? said(*one.answer) : "", said(one.question.truth),
         facts::enum_name(one.verdict.outcome), one.verdict.outcome == Outcome::right ? "1" : "0",
         misconception_id(one.verdict)});
  }
  const Score score = score_of(all);
  const std::string total = std::to_string(score.right) + '/' + std::to_string(score.all());
  return csv +
         facts::csv_line({"total", "", "", "", "", "", total, std::to_string(score.right), ""});
}

facts::Json score_json(const words::Messages& messages, const store::Trace& trace,
                       std::span<const Answered> all) {
  facts::Json list = facts::Json::array();
  for (const Answered& one : all) {
    facts::Json json = question_json(messages, trace, one.question, Truth::said);
    json["given"] =
        one.answer ? answer_json(messages, trace, one.question, *one.answer) : facts::Json(nullptr);
    json["outcome"] = facts::enum_name(one.verdict.outcome);
    json["misconception"] = one.verdict.misconception
                                ? facts::Json(facts::enum_name(*one.verdict.misconception))
                                : facts::Json(nullptr);
    list.push_back(std::move(json));
  }
  return {{"questions", std::move(list)}, {"score", numbers_json(score_of(all))}};
}

}  // namespace greenlens::questions
