// The notes of what the window shows, and the file beside its recording. That is read and
// written in threads of their own; how, is given from outside (AppOptions::notes).
//
// Nothing is written before it was read: what somebody else has written meanwhile, with an editor,
// is joined with what was changed here. What could not be read is never written over: then notes
// are kept as long as the window shows them, as those of a run that is in no file yet. For the app;
// one thread.
#ifndef GREENLENS_GUI_NOTE_KEEPER_H_
#define GREENLENS_GUI_NOTE_KEEPER_H_

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "gui/app_options.h"
#include "gui/worker.h"
#include "tracer/words/notes_file.h"

namespace greenlens::gui {

class NoteKeeper {
 public:
  explicit NoteKeeper(NoteFiles files) : files_(std::move(files)) {}
  ~NoteKeeper() { leave(); }
  NoteKeeper(const NoteKeeper&) = delete;
  NoteKeeper& operator=(const NoteKeeper&) = delete;

  // Those of this recording from now on, read from beside it; empty: of a run that is in no file.
  void begin(const std::string& recording);
  // The run has been saved there: they replace what is kept beside it.
  void keep_beside(const std::string& recording);
  // What was changed last is written, and waited for; then there are none.
  void leave();

  // Good until the next change.
  const words::Notes& all() const { return all_; }
  // The step that needs most room for its notes; none: none is written.
  std::optional<uint64_t> longest() const { return longest_; }
  // They are these now.
  void change(words::Notes all);

  // Once a frame: what has come of reading and writing. A fault is told once, until it is mended;
  // `unread`: so many entries of the file say nothing that is
  // known, the first in that line.
  struct News {
    facts::Fault fault;
    size_t unread = 0;
    uint64_t line = 0;
  };
  News go_on();
  bool busy() const { return reading_ != nullptr || writer_.busy(); }
  // Another number after each change.
  uint64_t version() const { return version_; }

 private:
  struct Reading;  // what a thread leaves behind; who is waited for no more leaves it to nobody
  bool can_write() const { return !recording_.empty() && writable_ && files_.write != nullptr; }
  News take_reading();
  // Writes what these and the file's have become; the fault, and what that is. In any thread.
  static std::pair<facts::Fault, words::Notes> write(const NoteFiles& files,
                                                     const std::string& recording,
                                                     const std::optional<words::Notes>& before,
                                                     const words::Notes& all);
  void write();
  void changed();

  NoteFiles files_;
  words::Notes all_;
  std::optional<uint64_t> longest_;
  std::string recording_;
  std::optional<words::Notes> in_file_;  // as we know it; none: whatever is there goes
  bool writable_ = false;                // the file was read, or is one of our own
  bool changed_ = false;                 // since it was written last
  bool told_ = false;                    // that it cannot be written
  uint64_t version_ = 0;
  std::shared_ptr<Reading> reading_;
  facts::Fault unwritten_;  // of the last try
  Worker writer_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_NOTE_KEEPER_H_
