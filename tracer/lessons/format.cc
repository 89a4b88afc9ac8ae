// A lesson as text.
#include "tracer/lessons/lesson.h"
#include "tracer/lessons/lines.h"

namespace greenlens::lessons {
namespace {

constexpr size_t kWidth = 100;  // of a line, in bytes

// Whether what is behind this blank can begin a line: with no sign that would mean something, and
// so that the blank comes back when the lines are joined.
bool may_break(std::string_view words, size_t blank) {
  constexpr std::string_view kSigns = "#?=->";
  const std::string_view behind = words.substr(blank + 1);
  return !behind.empty() && kSigns.find(behind.front()) == std::string_view::npos &&
         !behind.starts_with("ask:") && !joins_closely(words.substr(0, blank), behind);
}

// Lines of at most that where there are blanks.
void put_wrapped(std::string_view words, std::string_view before, std::string* text) {
  while (!words.empty()) {
    // What would be read as a choice begins in two lines, as it must have.
    const bool reads_as_choice = words.starts_with("- [");
    size_t end = reads_as_choice ? 1 : words.size();
    if (!reads_as_choice && before.size() + words.size() > kWidth) {
      size_t blank = words.rfind(' ', kWidth - before.size());
      while (blank != std::string_view::npos && blank > 0 && !may_break(words, blank)) {
        blank = words.rfind(' ', blank - 1);
      }
      if (blank != std::string_view::npos && blank > 0) end = blank;
    }
    text->append(before).append(words.substr(0, end)).append("\n");
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

void put_key(std::string_view key, std::string_view value, std::string* text) {
  if (!value.empty()) text->append(key).append(": ").append(value).append("\n");
}

void put_text(const std::vector<std::string>& paragraphs, std::string* text) {
  for (const std::string& one : paragraphs) {
    *text += '\n';
    put_wrapped(one, "", text);
  }
}

void put_asked(const Made& made, std::string* text) {
  *text += "\nask: " + std::string(enum_names(made.kind)[static_cast<size_t>(made.kind)]);
  if (made.seed != 1) *text += ' ' + std::to_string(made.seed);
  *text += '\n';
}
void put_asked(const Own& own, std::string* text) {
  const words::NoteQuestion& question = own.question;
  *text += "\n? " + question.question + '\n';
  const auto* number = std::get_if<int64_t>(&question.answer);
  for (size_t i = 0; i < question.choices.size(); ++i) {
    const bool right = number != nullptr && *number == static_cast<int64_t>(i) + 1;
    *text += (right ? "- [x] " : "- [ ] ") + question.choices[i];
    if (i < own.beliefs.size() && own.beliefs[i]) {
      *text += std::string(" {") +
               enum_names(*own.beliefs[i])[static_cast<size_t>(*own.beliefs[i])] + '}';
    }
    *text += '\n';
  }
  if (question.choices.empty()) {
    *text +=
        "= " +
        (number != nullptr ? std::to_string(*number) : std::get<std::string>(question.answer)) +
        '\n';
  }
  put_wrapped(question.explanation, "> ", text);
}

std::string look_text(const Part& part) {
  const std::string where = words::kNoteOnNames[static_cast<size_t>(part.where)];
  return part.on + (part.on.empty() || where.empty() ? "" : " " + where);
}

}  // namespace

std::string format_part(const Part& part) {
  std::string text = "## " + part.title + '\n';
  if (part.at) put_key("at", place_text(*part.at), &text);
  put_key("look", look_text(part), &text);
  for (const std::string& view : part.views) put_key("view", view, &text);
  for (const Task& task : part.tasks) put_key("do", task_text(task), &text);
  put_text(part.text, &text);
  for (const Asked& asked : part.asked) {
    std::visit([&](const auto& one) { put_asked(one, &text); }, asked);
  }
  return text;
}

std::string format_lesson(const Lesson& lesson) {
  std::string text = "# " + lesson.title + '\n';
  put_key("run", lesson.run, &text);
  put_key("open", lesson.open, &text);
  for (const std::string& setting : lesson.settings) put_key("set", setting, &text);
  if (lesson.level) put_key("level", words::level_name(*lesson.level), &text);
  put_key("lang", lesson.language, &text);
  put_key("next", lesson.next, &text);
  put_text(lesson.text, &text);
  for (const Part& part : lesson.parts) text += '\n' + format_part(part);
  return text;
}

}  // namespace greenlens::lessons
