#include "tracer/questions/answers_file.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/fields.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/question_text.h"

namespace greenlens::questions {

using facts::Fault;
using facts::FaultKind;
using facts::Json;
using words::Messages;

namespace {

constexpr int kAnswersVersion = 1;

// As it is typed; false: it is none.
bool typed_of(const Json& json, std::string* typed) {
  if (json.is_null()) return true;
  if (json.is_string()) {
    *typed = json.get_ref<const std::string&>();
    return true;
  }
  if (json.is_number_integer()) {
    *typed = json.dump();
    return true;
  }
  if (!json.is_array()) return false;
  for (const Json& one : json) {
    std::string part;
    if (one.is_array() || one.is_null() || !typed_of(one, &part)) return false;
    *typed += (typed->empty() ? "" : ", ") + part;
  }
  // Nobody was chosen, and not: nothing was said.
  if (json.empty()) *typed = "nobody";
  return true;
}

facts::Result<AnswersFile> answers_of(const Json& file) {
  const Fault other{FaultKind::not_answers, "", 0, 0, ""};
  if (!file.is_object() || !file.contains("greenlens") || file["greenlens"] != "answers" ||
      !file.contains("version") || file["version"] != kAnswersVersion ||
      !file.contains("questions") || !file["questions"].is_array()) {
    return other;
  }
  AnswersFile read;
  if (file.contains("seed") && file["seed"].is_number_unsigned()) {
    read.seed = file["seed"].get<uint64_t>();
  }
  for (const Json& entry : file["questions"]) {
    TypedAnswer one;
    if (!entry.is_object() || !entry.contains("answer") || !typed_of(entry["answer"], &one.typed)) {
      return other;
    }
    if (entry.contains("kind") && entry["kind"].is_string()) {
      one.kind = entry["kind"].get_ref<const std::string&>();
    }
    if (entry.contains("step") && entry["step"].is_number_unsigned()) {
      one.step = entry["step"].get<uint64_t>();
    }
    read.answers.push_back(std::move(one));
  }
  return read;
}

AnswersFile lines_of(std::string_view text) {
  AnswersFile read;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    read.answers.push_back({std::string(text.substr(0, end)), "", {}});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return read;
}

}  // namespace

Json answers_template(const Messages& messages, const store::Trace& trace,
                      std::span<const Question> questions, uint64_t seed) {
  Json list = Json::array();
  for (const Question& question : questions) {
    Json choices = Json::array();
    for (size_t i = 0; i < question.choices.size(); ++i) {
      choices.push_back(choice_label(question, i) + ": " +
                        text(messages, question.choices[i].says));
    }
    list.push_back({{"kind", facts::enum_name(question.kind)},
                    {"step", step_number(trace, question.step)},
                    {"prompt", text(messages, question.prompt)},
                    {"choices", std::move(choices)},
                    {"answer", nullptr}});
  }
  return {{"greenlens", "answers"},
          {"version", kAnswersVersion},
          {"seed", seed},
          {"questions", std::move(list)}};
}

facts::Result<AnswersFile> parse_answers(std::string_view text) {
  if (text.size() > kMostAnswersBytes) return Fault{FaultKind::not_answers, "", 0, 0, ""};
  const size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') return lines_of(text);
  const Json file = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  return answers_of(file);
}

size_t first_other(const AnswersFile& file, const store::Trace& trace,
                   std::span<const Question> questions) {
  for (size_t i = 0; i < file.answers.size(); ++i) {
    const TypedAnswer& one = file.answers[i];
    const bool is_blank = one.typed.find_first_not_of(" \t\r\n") == std::string::npos;
    if (i >= questions.size()) {
      if (is_blank && one.kind.empty()) continue;
      return i + 1;
    }
    if (!one.kind.empty() && one.kind != facts::enum_name(questions[i].kind)) return i + 1;
    if (one.step && *one.step != step_number(trace, questions[i].step)) return i + 1;
  }
  return 0;
}

}  // namespace greenlens::questions
