#include "tracer/words/note_question.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/note_json.h"
#include "tracer/words/notes.h"

namespace greenlens::words {
namespace {

using facts::Json;

// What may be said; none: it is no text, empty, or too long.
std::optional<std::string> said(const Json& value) {
  const std::string* text = text_of(value);
  if (text == nullptr || text->empty() || text->size() > kMostNoteBytes) return {};
  std::string shown = facts::shown(*text);
  if (shown.size() > kMostNoteBytes) return {};
  return shown;
}

bool read_choices(const Json& list, std::vector<std::string>* choices) {
  if (!list.is_array() || list.size() < 2 || list.size() > kMostNoteChoices) return false;
  for (const Json& one : list) {
    std::optional<std::string> text = said(one);
    if (!text || std::find(choices->begin(), choices->end(), *text) != choices->end()) return false;
    choices->push_back(std::move(*text));
  }
  return true;
}

bool read_answer(const Json& value, std::variant<int64_t, std::string>* answer) {
  if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX}) return false;
  if (value.is_number_integer()) {
    *answer = value.get<int64_t>();
    return true;
  }
  std::optional<std::string> text = said(value);
  if (text) *answer = std::move(*text);
  return text.has_value();
}

bool fits(const NoteQuestion& question) {
  if (question.choices.empty()) return true;
  const auto* number = std::get_if<int64_t>(&question.answer);
  return number != nullptr && *number >= 1 &&
         *number <= static_cast<int64_t>(question.choices.size());
}

}  // namespace

std::optional<NoteQuestion> question_of(const Json& entry) {
  if (!entry.is_object()) return {};
  NoteQuestion read;
  bool has_step = false, has_answer = false;
  for (const auto& [name, value] : entry.items()) {
    if (name == "step") {
      if (!value.is_number_unsigned()) return {};
      read.step = value.get<uint64_t>(), has_step = true;
    } else if (name == "question" || name == "explanation") {
      std::optional<std::string> text = said(value);
      if (!text) return {};
      (name == "question" ? read.question : read.explanation) = std::move(*text);
    } else if (name == "choices") {
      if (!read_choices(value, &read.choices)) return {};
    } else if (name == "answer") {
      if (!read_answer(value, &read.answer)) return {};
      has_answer = true;
    } else {
      add_member(member_text(name, value), &read.others);
    }
  }
  if (!has_step || !has_answer || read.question.empty() || !fits(read)) return {};
  return read;
}

std::string line_of(const NoteQuestion& question) {
  std::string line = member_text("step", question.step);
  add_member(member_text("question", question.question), &line);
  if (!question.choices.empty()) add_member(member_text("choices", question.choices), &line);
  add_member(
      std::visit([](const auto& right) { return member_text("answer", right); }, question.answer),
      &line);
  if (!question.explanation.empty()) {
    add_member(member_text("explanation", question.explanation), &line);
  }
  add_member(question.others, &line);
  return '{' + line + '}';
}

}  // namespace greenlens::words
