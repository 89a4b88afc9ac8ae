#include "tracer/lessons/lesson.h"

#include <charconv>

#include "tracer/facts/shown.h"
#include "tracer/lessons/lines.h"

namespace greenlens::lessons {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r";
  const size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

// The first word, and what is behind it.
std::pair<std::string_view, std::string_view> first_word(std::string_view text) {
  const size_t end = std::min(text.find(' '), text.size());
  return {text.substr(0, end), trimmed(text.substr(end))};
}

std::optional<uint64_t> number_of(std::string_view text) {
  uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (wrong != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

// Small letters, figures, "_" and "-": what ids are made of.
bool is_id(std::string_view text) {
  return !text.empty() &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

}  // namespace

std::optional<Place> parse_place(std::string_view text) {
  auto [word, rest] = first_word(trimmed(text));
  Place place;
  if (const auto grain = facts::grain_from_name(word)) {
    place.grain = *grain;
    word = rest, rest = {};
  }
  if (!rest.empty()) return {};
  if (word == "first" || word == "last") {
    place.which = word == "first" ? Place::Which::first : Place::Which::last;
    return place;
  }
  const auto number = number_of(word);
  if (!number) return {};
  place.which = Place::Which::number, place.number = *number;
  return place;
}

std::string place_text(const Place& place) {
  std::string grain =
      place.grain == facts::Grain::phase ? "" : std::string(grain_name(place.grain)) + ' ';
  switch (place.which) {
    case Place::Which::first:
      return grain + "first";
    case Place::Which::number:
      return grain + std::to_string(place.number);
    case Place::Which::last:
      return grain + "last";
  }
  return grain;
}

std::string task_text(const Task& task) {
  switch (task.what) {
    case Task::What::command:
      return task.command;
    case Task::What::reach:
      return "at " + place_text(task.place);
    case Task::What::perform:
      return "perform";
  }
  return task.command;
}

namespace {

std::optional<Task> task_of(std::string_view text) {
  const auto [word, rest] = first_word(text);
  if (word == "at") {
    const auto place = parse_place(rest);
    if (!place) return {};
    return Task{Task::What::reach, "", *place};
  }
  if (!rest.empty() || !is_id(word)) return {};
  if (word == "perform") return Task{Task::What::perform, "", {}};
  return Task{Task::What::command, std::string(word), {}};
}

std::optional<Made> made_of(std::string_view text) {
  const auto [word, rest] = first_word(text);
  const auto kind = questions::kind_from_name(word);
  if (!kind || *kind == questions::Kind::own) return {};
  Made made{*kind, 1};
  if (rest.empty()) return made;
  const auto seed = number_of(rest);
  if (!seed) return {};
  made.seed = *seed;
  return made;
}

// A teacher's question while it is read.
struct Writing {
  words::NoteQuestion question;
  uint64_t line = 0;
  size_t right = 0;  // choices that are
  bool has_answer = false;
  std::vector<std::optional<questions::Misconception>> beliefs{};  // of each choice
  bool is_explained = false;
};

class Parser {
 public:
  explicit Parser(ReadLesson* read) : read_(*read) {}

  // Of a part alone there is no title of a lesson before it.
  void parse(std::string_view text, bool is_part) {
    if (text.size() > kMostLessonBytes) {
      flaw(FlawKind::too_large);
      return;
    }
    is_part_ = is_part;
    // What editors put before a text.
    constexpr std::string_view kMark = "\xef\xbb\xbf";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      take(tidy_line(text.substr(0, end)));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    finish_all();
    if (!is_part_ && read_.lesson.parts.empty()) flaw(FlawKind::no_parts);
  }

 private:
  void flaw(FlawKind kind, std::string_view details = {}, std::optional<uint64_t> line = {}) {
    constexpr size_t kMostDetails = 80, kMostFlaws = 100;
    if (read_.flaws.size() >= kMostFlaws) return;
    read_.flaws.push_back(
        {kind, line.value_or(line_), facts::beginning(facts::shown(details), kMostDetails)});
  }
  Part* part() { return in_part_ ? &read_.lesson.parts.back() : nullptr; }
  std::vector<std::string>& texts() {
    return in_part_ ? read_.lesson.parts.back().text : read_.lesson.text;
  }

  void take(std::string_view line) {
    if (past_most_) return;
    if (line.empty()) {
      in_keys_ = false;
      return finish_all();
    }
    if (line.starts_with('#')) return heading(line);
    if (!has_title_ && !is_part_ && !in_part_) {
      flaw(FlawKind::no_title, line);
      has_title_ = true;
    }
    if (in_keys_ && take_key(line)) return;
    in_keys_ = false;
    body(line);
  }

  void heading(std::string_view line) {
    finish_all();
    const bool second = line.starts_with("##");
    const size_t words = std::min(line.find_first_not_of("# "), line.size());
    const std::string title = facts::beginning(facts::shown(line.substr(words)), kMostTextBytes);
    in_keys_ = true;
    if (!second && !has_title_ && !is_part_ && !in_part_) {
      has_title_ = true;
      if (title.empty()) flaw(FlawKind::no_title);
      read_.lesson.title = title;
      return;
    }
    if (!has_title_ && !is_part_) flaw(FlawKind::no_title, line);
    has_title_ = true;
    const size_t most = is_part_ ? 1 : kMostParts;
    if (read_.lesson.parts.size() >= most) {
      flaw(FlawKind::too_many_parts, title);
      past_most_ = true;
      return;
    }
    in_part_ = true;
    read_.lesson.parts.push_back({title});
    read_.lesson.parts.back().line = line_;
  }

  // False: it is no word with a colon.
  bool take_key(std::string_view line) {
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_id(line.substr(0, colon))) return false;
    const std::string_view key = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    if (key == "ask" && in_part_) return take_made(value);
    const bool known = in_part_ ? take_part_key(key, value) : take_lesson_key(key, value);
    if (!known) flaw(FlawKind::no_key, key);
    return true;
  }

  bool take_lesson_key(std::string_view key, std::string_view value) {
    Lesson& lesson = read_.lesson;
    const std::string text = facts::beginning(facts::shown(value), kMostTextBytes);
    if (key == "run") {
      lesson.run = text;
    } else if (key == "open") {
      lesson.open = text;
    } else if (key == "set") {
      constexpr size_t kMostSettings = 32;
      if (lesson.settings.size() >= kMostSettings) flaw(FlawKind::too_much, value);
      if (lesson.settings.size() < kMostSettings) lesson.settings.push_back(text);
    } else if (key == "level") {
      lesson.level = words::level_from_name(value);
      if (!lesson.level) flaw(FlawKind::no_level, value);
    } else if (key == "lang") {
      lesson.language = text;
    } else if (key == "next") {
      lesson.next = text;
    } else {
      return false;
    }
    return true;
  }

  bool take_part_key(std::string_view key, std::string_view value) {
    Part& part = read_.lesson.parts.back();
    if (key == "at") {
      part.at = parse_place(value);
      if (!part.at) flaw(FlawKind::no_step, value);
    } else if (key == "look") {
      take_look(value);
    } else if (key == "view") {
      if (has_room(part.views.size(), value)) {
        part.views.push_back(facts::beginning(facts::shown(value), kMostTextBytes));
      }
    } else if (key == "do") {
      const auto task = task_of(value);
      if (!task) flaw(FlawKind::no_task, value);
      if (task && has_room(part.tasks.size(), value)) part.tasks.push_back(*task);
    } else {
      return false;
    }
    return true;
  }

  bool has_room(size_t there, std::string_view what) {
    if (there < kMostOfAPart) return true;
    flaw(FlawKind::too_much, what);
    return false;
  }

  // A greenlet's name may have blanks.
  void take_look(std::string_view value) {
    Part& part = read_.lesson.parts.back();
    const size_t blank = value.rfind(' ');
    part.where = words::NoteOn::whole;
    if (blank != std::string_view::npos) {
      if (const auto where = words::note_on_from_name(value.substr(blank + 1))) {
        part.where = *where;
        value = trimmed(value.substr(0, blank));
      }
    }
    if (value.empty()) flaw(FlawKind::no_greenlet);
    part.on = facts::beginning(facts::shown(value), kMostTextBytes);
  }

  bool take_made(std::string_view value) {
    finish_all();
    Part& part = read_.lesson.parts.back();
    const auto made = made_of(value);
    if (!made) flaw(FlawKind::no_kind, value);
    if (made && has_room(part.asked.size(), value)) part.asked.emplace_back(*made);
    return true;
  }

  void body(std::string_view line) {
    if (line.starts_with('?') && in_part_) {
      finish_all();
      writing_ = Writing{{}, line_};
      writing_->question.question = said(line.substr(1));
      return;
    }
    if (line.starts_with("ask:") && in_part_) {
      take_made(trimmed(line.substr(4)));
      return;
    }
    const bool is_choice = line.starts_with("- [");
    if (is_choice || line.starts_with('=') || line.starts_with('>')) {
      if (!writing_) return flaw(FlawKind::lone_line, line);
      if (is_choice) return take_choice(line);
      if (line.starts_with('=')) return take_answer(trimmed(line.substr(1)));
      join_line(said(line.substr(1)), &writing_->question.explanation);
      writing_->is_explained = true;
      return;
    }
    if (in_part_ && paragraph_.empty() && !writing_ && is_late_key(line)) {
      return flaw(FlawKind::late_key, line);
    }
    if (writing_) return go_on_asking(line);
    join_line(facts::shown(line), &paragraph_);
  }

  static bool is_late_key(std::string_view line) {
    for (const std::string_view key : {"at:", "look:", "view:", "do:"}) {
      if (line.starts_with(key)) return true;
    }
    return false;
  }

  static std::string said(std::string_view text) {
    return facts::beginning(facts::shown(trimmed(text)), words::kMostNoteBytes);
  }

  // A further line of the question, of a choice or of what explains it.
  void go_on_asking(std::string_view line) {
    words::NoteQuestion& question = writing_->question;
    std::string* last = writing_->is_explained      ? &question.explanation
                        : !question.choices.empty() ? &question.choices.back()
                                                    : &question.question;
    join_line(said(line), last);
  }

  void take_choice(std::string_view line) {
    const size_t end = line.find(']');
    const std::string_view sign =
        end == std::string_view::npos ? "?" : trimmed(line.substr(3, end - 3));
    const bool right = sign == "x" || sign == "X";
    if (!right && !sign.empty()) return flaw(FlawKind::lone_line, line);
    std::string_view words = trimmed(line.substr(end + 1));
    writing_->beliefs.push_back(take_belief(&words));
    writing_->question.choices.push_back(said(words));
    if (!right) return;
    ++writing_->right;
    writing_->question.answer = static_cast<int64_t>(writing_->question.choices.size());
  }

  // What stands in braces at the end, without which the words are.
  std::optional<questions::Misconception> take_belief(std::string_view* words) {
    const size_t open = words->rfind('{');
    if (!words->ends_with('}') || open == std::string_view::npos) return {};
    const std::string_view name = words->substr(open + 1, words->size() - open - 2);
    for (const questions::Misconception one : questions::kMisconceptions) {
      if (enum_names(one)[static_cast<size_t>(one)] != name) continue;
      *words = trimmed(words->substr(0, open));
      return one;
    }
    if (is_id(name)) flaw(FlawKind::no_belief, name);
    return {};
  }

  void take_answer(std::string_view value) {
    int64_t number = 0;
    const auto [end, wrong] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (wrong == std::errc() && end == value.data() + value.size()) {
      writing_->question.answer = number;
    } else {
      writing_->question.answer = said(value);
    }
    writing_->has_answer = !value.empty();
  }

  // The paragraph and the question end here.
  void finish_all() {
    if (!paragraph_.empty()) {
      size_t bytes = paragraph_.size();
      for (const std::string& text : texts()) bytes += text.size();
      if (bytes > kMostTextBytes) {
        flaw(FlawKind::too_much, paragraph_);
      } else {
        texts().push_back(std::move(paragraph_));
      }
      paragraph_.clear();
    }
    if (!writing_) return;
    const Writing written = *std::exchange(writing_, std::nullopt);
    const size_t choices = written.question.choices.size();
    const bool fits = choices == 0 ? written.has_answer
                                   : !written.has_answer && written.right == 1 && choices >= 2 &&
                                         choices <= words::kMostNoteChoices && all_differ(written);
    if (!fits || written.question.question.empty()) {
      return flaw(FlawKind::unfit_question, written.question.question, written.line);
    }
    Part& part = read_.lesson.parts.back();
    if (has_room(part.asked.size(), written.question.question)) {
      part.asked.emplace_back(Own{written.question, beliefs_of(written)});
    }
  }
  static std::vector<std::optional<questions::Misconception>> beliefs_of(const Writing& written) {
    for (const auto& one : written.beliefs) {
      if (one) return written.beliefs;
    }
    return {};
  }
  static bool all_differ(const Writing& written) {
    const std::vector<std::string>& all = written.question.choices;
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].empty()) return false;
      for (size_t j = 0; j < i; ++j) {
        if (all[i] == all[j]) return false;
      }
    }
    return true;
  }

  ReadLesson& read_;
  uint64_t line_ = 0;
  bool is_part_ = false, has_title_ = false, in_part_ = false;
  bool in_keys_ = false, past_most_ = false;
  std::string paragraph_;
  std::optional<Writing> writing_;
};

}  // namespace

ReadLesson parse_lesson(std::string_view text) {
  ReadLesson read;
  Parser(&read).parse(text, /*is_part=*/false);
  return read;
}

ReadPart parse_part(std::string_view text) {
  ReadLesson read;
  Parser(&read).parse(text, /*is_part=*/true);
  ReadPart one;
  if (read.lesson.parts.empty()) {
    if (read.flaws.empty()) read.flaws.push_back({FlawKind::no_title, 1, ""});
  } else {
    one.part = std::move(read.lesson.parts.front());
  }
  one.flaws = std::move(read.flaws);
  return one;
}

}  // namespace greenlens::lessons
