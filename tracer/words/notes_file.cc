#include "tracer/words/notes_file.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/words/note_json.h"

namespace greenlens::words {
namespace {

using facts::Fault;
using facts::FaultKind;
using facts::Json;

constexpr int kNotesVersion = 1;
// Of what nobody here knows. More is made by no hand, and would take long to read.
constexpr size_t kMostNoteDepth = 16, kMostNoteMembers = 200;

// Says how far the parser has read, which does not tell itself.
class LineCounter {
 public:
  // NOLINTBEGIN(readability-identifier-naming): the library's names
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;
  // NOLINTEND(readability-identifier-naming)
  LineCounter(const char* at, uint64_t* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  LineCounter& operator++() {
    if (*at_++ == '\n') ++*line_;
    return *this;
  }
  LineCounter operator++(int) {
    LineCounter before = *this;
    ++*this;
    return before;
  }
  bool operator==(const LineCounter& other) const { return at_ == other.at_; }
  bool operator!=(const LineCounter& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  uint64_t* line_;
};

// What is wrong with a text before anything is built of it; and in which lines its entries begin.
class Examiner final : public nlohmann::json_sax<Json> {
 public:
  explicit Examiner(const uint64_t* line) : line_(*line) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return false; }
  bool start_object(size_t) override { return open(/*is_object=*/true); }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(/*is_object=*/false); }
  bool end_array() override { return close(); }
  bool key(string_t& name) override {
    std::set<std::string>& names = open_.back().names;
    if (names.size() >= kMostNoteMembers) return refuse(FaultKind::notes_too_much, "");
    if (!names.insert(name).second) return refuse(FaultKind::notes_twice, name);
    if (open_.size() == 1) {
      list_ = name == "notes" ? &lines : name == "questions" ? &question_lines : nullptr;
    }
    return true;
  }
  bool parse_error(size_t, const std::string&, const nlohmann::detail::exception& error) override {
    std::string said = error.what();
    // Behind what the library says of itself and of the place.
    const size_t end = said.find(": ");
    if (end != std::string::npos) said.erase(0, end + 2);
    return refuse(FaultKind::notes_not_json, facts::beginning(facts::shown(said), 200));
  }

  Fault fault;
  std::vector<uint64_t> lines;           // of the entries
  std::vector<uint64_t> question_lines;  // of those that are questions

 private:
  struct Open {
    bool is_object;
    std::set<std::string> names;
  };
  bool refuse(FaultKind kind, std::string details) {
    fault = {kind, "", line_, 0, std::move(details)};
    return false;
  }
  bool value() {
    if (open_.size() == 2 && list_ != nullptr && !open_.back().is_object) list_->push_back(line_);
    return true;
  }
  bool open(bool is_object) {
    value();
    if (open_.size() >= kMostNoteDepth) return refuse(FaultKind::notes_too_much, "");
    open_.push_back({is_object, {}});
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  const uint64_t& line_;
  std::vector<Open> open_;
  std::vector<uint64_t>* list_ = nullptr;  // whose entries are read
};

// None: it is something else, or more than a note may be.
std::optional<Note> note_of(const Json& entry) {
  if (!entry.is_object()) return {};
  Note note;
  bool has_step = false;
  for (const auto& [name, value] : entry.items()) {
    const std::string* text = text_of(value);
    if (name == "step") {
      if (!value.is_number_unsigned()) return {};
      note.step = value.get<uint64_t>(), has_step = true;
    } else if (name == "text") {
      if (text == nullptr || text->size() > kMostNoteBytes) return {};
      note.text = shown_note(*text);
      if (note.text.size() > kMostNoteBytes) return {};
    } else if (name == "on") {
      if (text == nullptr || text->empty() || text->size() > kMostNoteBytes) return {};
      note.on = facts::shown(*text);
    } else if (name == "where" && text != nullptr && note_on_from_name(*text)) {
      note.where = *note_on_from_name(*text);
    } else {
      add_member(member_text(name, value), &note.others);
    }
  }
  return has_step ? std::optional(note) : std::nullopt;
}

std::string line_of(const Note& note) {
  std::string line = member_text("step", note.step);
  if (!note.on.empty()) add_member(member_text("on", note.on), &line);
  if (note.where != NoteOn::whole) {
    add_member(member_text("where", kNoteOnNames[static_cast<size_t>(note.where)]), &line);
  }
  if (!note.text.empty()) add_member(member_text("text", note.text), &line);
  add_member(note.others, &line);
  return '{' + line + '}';
}

// What is read of a list's entries, of which there are `most` at most; what is none stays as it is.
template <typename Entry, typename Read>
void take_entries(const Json& entries, const std::vector<uint64_t>& lines, size_t most, Read entry,
                  std::vector<Entry>* all, std::vector<std::string>* unread, ReadNotes* read) {
  for (size_t i = 0; i < entries.size(); ++i) {
    std::optional<Entry> one = entry(entries[i]);
    if (one && all->size() < most) {
      all->push_back(std::move(*one));
      continue;
    }
    unread->push_back(entry_text(entries[i]));
    if (read->unread++ == 0 && i < lines.size()) read->line = lines[i];
  }
  std::stable_sort(all->begin(), all->end(),
                   [](const Entry& a, const Entry& b) { return a.step < b.step; });
}

bool is_empty(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

std::string notes_file(const std::string& recording) { return recording + ".notes.json"; }
std::string old_bookmarks_file(const std::string& recording) { return recording + ".bookmarks"; }

facts::Result<ReadNotes> parse_notes(std::string_view text) {
  if (text.size() > kMostNotesBytes) return Fault{FaultKind::notes_too_much, "", 0, 0, ""};
  if (is_empty(text)) return ReadNotes();
  uint64_t line = 1;
  Examiner examiner(&line);
  const bool fine = Json::sax_parse(LineCounter(text.data(), &line),
                                    LineCounter(text.data() + text.size(), &line), &examiner);
  if (!fine) return examiner.fault;
  const Json file = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  const Fault other{FaultKind::not_notes, "", 0, 0, ""};
  if (!file.is_object() || !file.contains("greenlens") || file["greenlens"] != "notes" ||
      !file.contains("version") || file["version"] != kNotesVersion) {
    return other;
  }
  ReadNotes read;
  for (const auto& [name, value] : file.items()) {
    if (name == "greenlens" || name == "version") continue;
    if (name == "notes") {
      if (!value.is_array()) return other;
      take_entries(value, examiner.lines, kMostNotes, note_of, &read.notes.all, &read.notes.unread,
                   &read);
    } else if (name == "questions" && value.is_array()) {
      take_entries(value, examiner.question_lines, kMostNoteQuestions, question_of,
                   &read.notes.questions, &read.notes.unread_questions, &read);
    } else {
      add_member(member_text(name, value), &read.notes.others);
    }
  }
  // Written with more blanks it may be larger.
  if (format_notes(read.notes).size() > kMostNotesBytes) {
    return Fault{FaultKind::notes_too_much, "", 0, 0, ""};
  }
  return read;
}

std::optional<ReadNotes> parse_old_bookmarks(std::string_view text) {
  constexpr std::string_view kFirstLine = "greenlens bookmarks 1";
  constexpr size_t kMostOldBytes = size_t{1} << 20;
  if (text.size() > kMostOldBytes) return {};
  ReadNotes read;
  std::map<uint64_t, std::string> found;
  for (uint64_t number = 1; !text.empty(); ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string line = shown_note(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (number == 1) {
      if (line != kFirstLine) return {};
      continue;
    }
    if (line.empty() || line.front() == '#') continue;
    uint64_t step = 0;
    const char* last = line.data() + line.size();
    const auto number_end = std::from_chars(line.data(), last, step);
    const std::string_view rest(number_end.ptr, static_cast<size_t>(last - number_end.ptr));
    const bool is_one = number_end.ec == std::errc() && (rest.empty() || rest.front() == ' ');
    if (is_one && (found.size() < kMostNotes || found.contains(step))) {
      found[step] = facts::beginning(shown_note(rest), kMostNoteBytes);
    } else if (read.unread++ == 0) {
      read.line = number;
    }
  }
  for (auto& [step, words] : found) {
    read.notes.all.push_back({step, std::move(words), "", NoteOn::whole, ""});
  }
  return read;
}

std::string format_notes(const Notes& notes) {
  std::string text = "{\"greenlens\": \"notes\", \"version\": " + std::to_string(kNotesVersion);
  if (!notes.others.empty()) text += ", " + notes.others;
  text += ", \"notes\": [";
  const char* before = "\n  ";
  for (const Note& note : notes.all) {
    text += std::exchange(before, ",\n  ") + line_of(note);
  }
  for (const std::string& entry : notes.unread) text += std::exchange(before, ",\n  ") + entry;
  if (!notes.questions.empty() || !notes.unread_questions.empty()) {
    text += "\n],\n\"questions\": [";
    before = "\n  ";
    for (const NoteQuestion& one : notes.questions) {
      text += std::exchange(before, ",\n  ") + line_of(one);
    }
    for (const std::string& entry : notes.unread_questions) {
      text += std::exchange(before, ",\n  ") + entry;
    }
  }
  return text + "\n]}\n";
}

}  // namespace greenlens::words
