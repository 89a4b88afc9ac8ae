#include "tracer/words/step_notes.h"

#include <algorithm>

#include "tracer/state/queries.h"

namespace greenlens::words {

std::string note_about(const Messages& messages, const std::string& on, NoteOn where) {
  if (on.empty()) return "";
  switch (where) {
    case NoteOn::whole:
      return messages.text("note.about.whole", {{"name", on}});
    case NoteOn::slice:
      return messages.text("note.about.slice", {{"name", on}});
    case NoteOn::copy:
      return messages.text("note.about.copy", {{"name", on}});
    case NoteOn::node:
      return messages.text("note.about.node", {{"name", on}});
    case NoteOn::lane:
      return messages.text("note.about.lane", {{"name", on}});
  }
  return "";
}

std::vector<StepNote> step_notes(const Messages& messages, const Notes& notes, uint64_t step,
                                 const state::State* state) {
  std::vector<StepNote> all;
  for (const Note& note : notes_at(notes, step)) {
    if (!note.is_written()) continue;
    all.push_back({step, all.size() + 1, note_about(messages, note.on, note.where), note.text,
                   state != nullptr ? state::find_named(*state, note.on) : 0, note.where});
  }
  return all;
}

std::string in_circle(size_t number) {
  constexpr unsigned kOne = 0x2460, kCircled = 20;
  if (number < 1 || number > kCircled) return "(" + std::to_string(number) + ")";
  const unsigned code = kOne + static_cast<unsigned>(number) - 1;
  return {static_cast<char>(0xe0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 0x3f)),
          static_cast<char>(0x80 | (code & 0x3f))};
}

std::vector<std::string> note_lines(const Messages& messages, const StepNote& note) {
  std::vector<std::string> lines;
  for (size_t begin = 0; begin <= note.text.size();) {
    const size_t end = std::min(note.text.find('\n', begin), note.text.size());
    lines.push_back(note.text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (note.about.empty()) return lines;
  lines.front() = note.text.empty()
                      ? note.about
                      : messages.text("note.about", {{"about", note.about}, {"text", lines[0]}});
  return lines;
}

std::string note_text(const Messages& messages, const StepNote& note, const std::string& indent) {
  std::string text = indent + in_circle(note.number), before = " ";
  for (const std::string& line : note_lines(messages, note)) {
    text += before + line;
    before = '\n' + indent + "  ";
  }
  return text;
}

}  // namespace greenlens::words
