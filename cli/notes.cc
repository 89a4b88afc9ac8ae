#include "cli/notes.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "cli/say.h"
#include "cli/write_file.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/words/narration.h"
#include "tracer/words/step_notes.h"

namespace greenlens::cli {
namespace {

// Where there may be none, what is found out is a fault only when there is one. No text: there is
// no such file.
facts::Result<std::optional<std::string>> text_of_notes(const std::string& file) {
  errno = 0;
  std::ifstream in(file);
  if (!in && errno == ENOENT) return std::optional<std::string>();
  // A byte more than may be is enough to see that it is too large.
  std::string text(words::kMostNotesBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || !in.is_open() || (in.gcount() == 0 && errno != 0)) {
    return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, std::strerror(errno)};
  }
  text.resize(static_cast<size_t>(in.gcount()));
  return std::optional(std::move(text));
}

facts::Result<words::ReadNotes> read_old_bookmarks(const std::string& recording) {
  const std::string file = words::old_bookmarks_file(recording);
  const auto text = text_of_notes(file);
  if (!text) return text.fault();
  if (!*text) return words::ReadNotes();
  std::optional<words::ReadNotes> read = words::parse_old_bookmarks(**text);
  if (!read) return facts::Fault{facts::FaultKind::not_notes, file, 0, 0, ""};
  return std::move(*read);
}

bool has_old_bookmarks(const std::string& recording) {
  std::error_code unknown;
  return std::filesystem::exists(words::old_bookmarks_file(recording), unknown);
}

std::string file_of(const std::string& recording) {
  std::error_code unknown;
  const std::string file = words::notes_file(recording);
  return std::filesystem::exists(file, unknown) ? file : words::old_bookmarks_file(recording);
}

std::string says_at(const OpenedStep& at, uint64_t step) {
  if (step > at.trace.size()) return say("cli.note.beyond");
  return words::narrate(catalogue(), at.trace.at(step)).headline;
}

std::string lines_of(const OpenedStep& at, const words::Notes& notes, uint64_t step) {
  const bool is_there = step <= at.trace.size();
  const std::string number = std::to_string(is_there ? at.trace.count_until(at.grain, step) : step);
  std::string lines = say("cli.note", {{"step", number}, {"says", says_at(at, step)}});
  for (const auto& note : words::step_notes(catalogue(), notes, step)) {
    lines += '\n' + words::note_text(catalogue(), note, "  ");
  }
  return lines;
}

facts::Json json_of(const OpenedStep& at, const words::Note& one) {
  facts::Json json;
  json["event"] = one.step;
  if (one.step <= at.trace.size()) {
    json["step"] = at.trace.count_until(at.grain, one.step);
    json["says"] = says_at(at, one.step);
  } else {
    json["step"] = nullptr;
    json["says"] = nullptr;
  }
  json.update(exports::note_to_json(one));
  return json;
}

}  // namespace

facts::Result<words::ReadNotes> read_notes(const std::string& recording) {
  const std::string file = words::notes_file(recording);
  const auto text = text_of_notes(file);
  if (!text) return text.fault();
  return *text ? read_notes_file(file) : read_old_bookmarks(recording);
}

facts::Result<words::ReadNotes> read_notes_file(const std::string& file) {
  const auto text = text_of_notes(file);
  if (!text) return text.fault();
  if (!*text) {
    return facts::Fault{facts::FaultKind::file_unreadable, file, 0, 0, std::strerror(ENOENT)};
  }
  facts::Result<words::ReadNotes> read = words::parse_notes(**text);
  if (read) return read;
  facts::Fault fault = read.fault();
  fault.place = file;
  return fault;
}

facts::Fault write_notes(const std::string& recording, const words::Notes& notes) {
  const std::string file = words::notes_file(recording);
  if (const auto before = read_notes(recording); !before) return before.fault();
  // An old file would be read again.
  if (notes == words::Notes() && !has_old_bookmarks(recording)) {
    if (std::remove(file.c_str()) == 0 || errno == ENOENT) return {};
    return {facts::FaultKind::notes_unwritable, file, 0, 0, std::strerror(errno)};
  }
  const std::string text = words::format_notes(notes);
  const std::string reason = write_file(file, [&](const Sink& sink) { return sink(text); });
  if (reason.empty()) return {};
  return {facts::FaultKind::notes_unwritable, file, 0, 0, reason};
}

gui::NoteFiles note_files() { return {read_notes, write_notes}; }

words::Notes notes_beside(const std::string& recording) {
  if (recording.empty()) return {};
  auto read = read_notes(recording);
  if (read) return std::move(read->notes);
  refuse(kFine, say(read.fault()));
  return {};
}

int list_notes(const OpenedStep& at, const std::string& recording, bool json) {
  const auto read = read_notes(recording);
  if (!read) return refuse(kUnreadableFile, say(read.fault()));
  if (read->unread > 0) {
    print_aside(say("cli.note.unread", {{"file", file_of(recording)},
                                        {"count", std::to_string(read->unread)},
                                        {"line", std::to_string(read->line)}}));
  }
  const std::vector<words::Note>& all = read->notes.all;
  if (json) {
    facts::Json list = facts::Json::array();
    for (const words::Note& one : all) list.push_back(json_of(at, one));
    print(facts::json_text({{"notes", list}}, 2));
    return kFine;
  }
  for (size_t i = 0; i < all.size(); ++i) {
    if (i == 0 || all[i - 1].step != all[i].step) {
      print(lines_of(at, read->notes, all[i].step));
    }
  }
  if (all.empty()) print(say("cli.note.none"));
  return kFine;
}

}  // namespace greenlens::cli
