#include "gui/note_commands.h"

#include "tracer/facts/shown.h"

namespace greenlens::gui {
namespace {

constexpr size_t kMostLabelBytes = 160;

bool can_note(const Look& look) { return look.trace != nullptr && look.notes != nullptr; }
bool can_note_greenlet(const Look& look) { return can_note(look) && look.focus() != 0; }
bool is_noted_later(const Look& look) {
  return can_note(look) &&
         words::next_noted(*look.notes, look.moment.number, look.trace->size()).has_value();
}
bool is_noted_before(const Look& look) {
  return can_note(look) && words::previous_noted(*look.notes, look.moment.number).has_value();
}

// The first line of each, on one line.
std::string label_of(const Look& look, uint64_t step, std::span<const words::Note> notes) {
  std::string said;
  for (const words::Note& note : notes) {
    std::string line = note.text.substr(0, note.text.find('\n'));
    const std::string about = words::note_about(look.messages, note.on, note.where);
    if (!about.empty()) {
      line = line.empty() ? about : look.text("note.about", {{"about", about}, {"text", line}});
    }
    if (!line.empty()) said += (said.empty() ? "" : " · ") + line;
    if (said.size() > kMostLabelBytes) break;
  }
  const std::string number = std::to_string(step);
  if (said.empty()) return look.text("ui.note.step", {{"step", number}});
  return look.text("ui.note.label",
                   {{"step", number}, {"note", facts::beginning(said, kMostLabelBytes)}});
}

}  // namespace

std::vector<Command> commands_of_notes() {
  return {
      {"bookmark",
       {'B', false, false},
       Section::notes,
       can_note,
       [](const Look&) -> Request { return ask::ToggleBookmark{}; }},
      {"write_note",
       {'B', true, false},
       Section::notes,
       can_note,
       [](const Look&) -> Request { return ask::NoteAbout{}; }},
      {"note_greenlet",
       {'B', true, true},
       Section::notes,
       can_note_greenlet,
       [](const Look& look) -> Request {
         return ask::NoteAbout{{look.focus(), words::NoteOn::whole}};
       }},
      {"next_note",
       {'M', false, false},
       Section::notes,
       is_noted_later,
       [](const Look& look) -> Request {
         return ask::Seek{*words::next_noted(*look.notes, look.moment.number, look.trace->size())};
       }},
      {"previous_note",
       {'M', true, false},
       Section::notes,
       is_noted_before,
       [](const Look& look) -> Request {
         return ask::Seek{*words::previous_noted(*look.notes, look.moment.number)};
       }},
  };
}

std::vector<NotedStep> noted_steps(const Look& look) {
  std::vector<NotedStep> all;
  if (!can_note(look)) return all;
  const std::vector<words::Note>& notes = look.notes->all;
  for (size_t i = 0; i < notes.size();) {
    const uint64_t step = notes[i].step;
    if (step > look.trace->size()) break;
    size_t count = 1;
    while (i + count < notes.size() && notes[i + count].step == step) ++count;
    all.push_back({step, label_of(look, step, {&notes[i], count})});
    i += count;
  }
  return all;
}

std::string noted_label(const Look& look, uint64_t step) {
  return label_of(look, step, words::notes_at(*look.notes, step));
}

}  // namespace greenlens::gui
