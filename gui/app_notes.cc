// What the app does with notes, and when they have come from a disk.
#include <utility>

#include "gui/app.h"
#include "tracer/words/lists.h"
#include "tracer/words/sentence.h"

namespace greenlens::gui {

void App::act(const ask::ToggleBookmark&) {
  if (!session_) return;
  words::Notes notes = notes_.all();
  switch (words::toggle_bookmark(&notes, moment_.number)) {
    case words::Toggled::is_written:
      return act(ask::NoteAbout{});
    case words::Toggled::done:
      return change_notes(std::move(notes), true);
    case words::Toggled::full:
      return change_notes(std::move(notes), false);
  }
}

void App::act(const ask::WriteNote& asked) {
  if (!session_) return;
  words::Notes notes = notes_.all();
  const bool has_room = words::write_note(&notes, asked.note, asked.instead_of);
  change_notes(std::move(notes), has_room);
}

void App::act(const ask::RemoveNote& asked) {
  if (!session_) return;
  words::Notes notes = notes_.all();
  words::remove_note(&notes, moment_.number, asked.number);
  change_notes(std::move(notes), true);
}

void App::act(const ask::NoteAbout& asked) {
  choices_.note_about = asked.about;
  act(ask::Show{"note"});
}

void App::change_notes(words::Notes notes, bool has_room) {
  if (!has_room) {
    return say(messages_->text("ui.note.too_many", {{"count", std::to_string(words::kMostNotes)}}),
               true);
  }
  notes_.change(std::move(notes));
  fonts_outdated_ = true;
}

// What is not kept in a file stays while the window shows it.
void App::take_notes() {
  const uint64_t before = notes_.version();
  const NoteKeeper::News news = notes_.go_on();
  if (notes_.version() != before) fonts_outdated_ = true;  // for letters that nothing else has
  if (news.fault) {
    say(words::sentence(*messages_, news.fault) + words::between_sentences(*messages_) +
            messages_->text("ui.note.unkept"),
        true);
  } else if (news.unread > 0) {
    say(messages_->text("ui.note.unread", {{"count", std::to_string(news.unread)},
                                           {"line", std::to_string(news.line)}}),
        false);
  }
}

// Those of the step that is shown, once for each step: who they are about is looked for among all
// greenlets.
void App::number_notes() {
  const std::pair<uint64_t, uint64_t> wanted{notes_.version() + 1, moment_.number};
  if (!session_ || numbered_for_ == wanted) return;
  numbered_for_ = wanted;
  numbered_ = words::step_notes(*messages_, notes_.all(), moment_.number, &moment_.after);
  // What a lesson speaks of is marked like what a note is about.
  const lessons::PlacedPart* part = lesson_.here_placed();
  if (part == nullptr || part->greenlet == 0 || part->step != moment_.number) return;
  const lessons::Part& its = *lesson_.here();
  numbered_.push_back({moment_.number, numbered_.size() + 1,
                       words::note_about(*messages_, its.on, its.where), "", part->greenlet,
                       its.where});
}

// Those of a file stay beside it: its copy has its own.
ExportWrite App::with_notes(ExportWrite write) const {
  return [write = std::move(write), keep = options_.notes.write, all = notes_.all()](
             const store::Trace& trace, const ExportOrder& order,
             const store::OnProgress& progress) -> facts::Result<std::string> {
    auto written = write(trace, order, progress);
    if (!written) return written;
    if (facts::Fault fault = keep(*written, all)) return fault;
    return written;
  };
}

}  // namespace greenlens::gui
