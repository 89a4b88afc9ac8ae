#include "tracer/words/notes.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"
#include "tracer/words/notes_file.h"

namespace greenlens::words {
namespace {

std::string_view without_blanks(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view without_blanks_behind(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

struct ByStep {
  bool operator()(const Note& note, uint64_t step) const { return note.step < step; }
  bool operator()(uint64_t step, const Note& note) const { return step < note.step; }
};

bool is_plain(const Note& note) { return !note.is_written() && note.others.empty(); }

std::string lowered(std::string_view words) {
  std::string low(words);
  for (char& c : low) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return low;
}

bool add(Notes* notes, Note note) {
  if (notes->all.size() >= kMostNotes) return false;
  const auto behind = std::upper_bound(notes->all.begin(), notes->all.end(), note.step, ByStep());
  notes->all.insert(behind, std::move(note));
  return true;
}

// What could not be read again is not written.
bool has_room(const Notes& notes) { return format_notes(notes).size() <= kMostNotesBytes; }

template <typename Entry>
bool is_among(const std::vector<Entry>& all, const Entry& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// Takes out of `all` what `before` has and `ours` has not, and leaves in `ours` what is new there.
template <typename Entry>
void take_changes(const std::vector<Entry>& before, std::vector<Entry>* all,
                  std::vector<Entry>* ours) {
  for (const Entry& one : before) {
    const auto still = std::find(ours->begin(), ours->end(), one);
    if (still != ours->end()) {
      ours->erase(still);
      continue;
    }
    const auto there = std::find(all->begin(), all->end(), one);
    if (there != all->end()) all->erase(there);
  }
}

void add_question(Notes* notes, const NoteQuestion& question) {
  if (notes->questions.size() >= kMostNoteQuestions) return;
  Notes more = *notes;
  const auto behind =
      std::upper_bound(more.questions.begin(), more.questions.end(), question.step,
                       [](uint64_t step, const NoteQuestion& other) { return step < other.step; });
  more.questions.insert(behind, question);
  if (has_room(more)) *notes = std::move(more);
}

}  // namespace

std::optional<NoteOn> note_on_from_name(std::string_view name) {
  for (size_t i = 1; i < kNoteOnNames.size(); ++i) {
    if (kNoteOnNames[i] == name) return static_cast<NoteOn>(i);
  }
  return {};
}

std::string shown_note(std::string_view words) {
  std::string untabbed(without_blanks(words));
  std::replace(untabbed.begin(), untabbed.end(), '\t', ' ');
  std::string note;
  for (std::string_view text = untabbed; !text.empty();) {
    const size_t end = std::min(text.find('\n'), text.size());
    note += facts::shown(without_blanks_behind(text.substr(0, end)));
    if (end < text.size()) note += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return note;
}

std::span<const Note> notes_at(const Notes& notes, uint64_t step) {
  const auto [first, last] = std::equal_range(notes.all.begin(), notes.all.end(), step, ByStep());
  return {first, last};
}

std::optional<uint64_t> next_noted(const Notes& notes, uint64_t step, uint64_t last) {
  const auto at = std::upper_bound(notes.all.begin(), notes.all.end(), step, ByStep());
  if (at == notes.all.end() || at->step > last) return {};
  return at->step;
}

std::optional<uint64_t> previous_noted(const Notes& notes, uint64_t step) {
  const auto at = std::lower_bound(notes.all.begin(), notes.all.end(), step, ByStep());
  if (at == notes.all.begin()) return {};
  return std::prev(at)->step;
}

const Note* note_called(const Notes& notes, std::string_view words) {
  const std::string wanted = lowered(without_blanks(words));
  if (wanted.empty()) return nullptr;
  const Note* found = nullptr;
  for (const Note& one : notes.all) {
    const std::string text = lowered(one.text);
    if (text == wanted) return &one;
    if (found == nullptr && text.find(wanted) != std::string::npos) found = &one;
  }
  return found;
}

std::optional<uint64_t> longest_noted(const Notes& notes) {
  constexpr size_t kLine = 100;  // letters, about
  std::optional<uint64_t> longest;
  size_t most = 0, here = 0;
  uint64_t step = 0;
  for (const Note& note : notes.all) {
    if (!note.is_written()) continue;
    if (note.step != step) here = 0;
    step = note.step;
    for (std::string_view text = note.text; !text.empty();) {
      const size_t end = std::min(text.find('\n'), text.size());
      here += 1 + end / kLine;
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (note.text.empty()) ++here;
    if (here > most) most = here, longest = step;
  }
  return longest;
}

Toggled toggle_bookmark(Notes* notes, uint64_t step) {
  const std::span<const Note> here = notes_at(*notes, step);
  if (here.empty()) {
    Notes more = *notes;
    if (!add(&more, {step, "", "", NoteOn::whole, ""}) || !has_room(more)) return Toggled::full;
    *notes = std::move(more);
    return Toggled::done;
  }
  if (!std::all_of(here.begin(), here.end(), is_plain)) return Toggled::is_written;
  std::erase_if(notes->all, [&](const Note& note) { return note.step == step; });
  return Toggled::done;
}

bool write_note(Notes* notes, Note note, std::optional<size_t> instead_of) {
  note.text = facts::beginning(shown_note(note.text), kMostNoteBytes);
  note.on = facts::shown(note.on);
  Notes more = *notes;
  const auto first = std::lower_bound(more.all.begin(), more.all.end(), note.step, ByStep());
  const auto here =
      static_cast<size_t>(std::upper_bound(first, more.all.end(), note.step, ByStep()) - first);
  if (instead_of && *instead_of < here) {
    Note& old = *(first + static_cast<std::ptrdiff_t>(*instead_of));
    note.others = std::move(old.others);
    old = std::move(note);
  } else if (const auto bookmark =
                 std::find_if(first, first + static_cast<std::ptrdiff_t>(here), is_plain);
             bookmark != first + static_cast<std::ptrdiff_t>(here)) {
    *bookmark = std::move(note);
  } else if (!add(&more, std::move(note))) {
    return false;
  }
  if (!has_room(more)) return false;
  *notes = std::move(more);
  return true;
}

void remove_note(Notes* notes, uint64_t step, size_t n) {
  if (n >= notes_at(*notes, step).size()) return;
  const auto first = std::lower_bound(notes->all.begin(), notes->all.end(), step, ByStep());
  notes->all.erase(first + static_cast<std::ptrdiff_t>(n));
}

Notes joined(Notes before, const Notes& added) {
  for (const Note& note : added.all) {
    const std::span<const Note> there = notes_at(before, note.step);
    const bool is_known = std::find(there.begin(), there.end(), note) != there.end();
    if (is_known || (is_plain(note) && !there.empty())) continue;
    write_note(&before, note);
  }
  for (const NoteQuestion& question : added.questions) {
    if (!is_among(before.questions, question)) add_question(&before, question);
  }
  return before;
}

Notes merged(const Notes& before, const Notes& theirs, const Notes& ours) {
  if (theirs == before) return ours;
  Notes all = theirs, added = ours;
  take_changes(before.all, &all.all, &added.all);
  take_changes(before.questions, &all.questions, &added.questions);
  return joined(std::move(all), added);
}

Notes part_of(const Notes& notes, uint64_t from, uint64_t to) {
  Notes part;
  part.others = notes.others;
  for (const Note& note : notes.all) {
    if (note.step < from || note.step > to) continue;
    part.all.push_back(note);
    part.all.back().step -= from;
  }
  for (const NoteQuestion& question : notes.questions) {
    if (question.step < from || question.step > to) continue;
    part.questions.push_back(question);
    part.questions.back().step -= from;
  }
  return part;
}

Notes moved_on(Notes notes, uint64_t by) {
  const auto later = [by](uint64_t step) {
    return step > UINT64_MAX - by ? UINT64_MAX : step + by;
  };
  for (Note& note : notes.all) note.step = later(note.step);
  for (NoteQuestion& question : notes.questions) question.step = later(question.step);
  return notes;
}

std::string name_in_note(const state::State& state, facts::GreenletId id) {
  const std::string name = facts::shown(name_of(state, id));
  return state::find_named(state, name) == id ? name : "#" + std::to_string(id);
}

}  // namespace greenlens::words
