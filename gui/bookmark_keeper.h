// The bookmarks of what the window shows, and the file beside its recording. That is read and
// written in threads of their own; how, is given from outside (AppOptions::bookmarks).
//
// Nothing is written before it was read, and what could not be read is never written over: then
// bookmarks are kept as long as the window shows them, as those of a run that is in no file yet.
// For the app; one thread.
#ifndef GREENLENS_GUI_BOOKMARK_KEEPER_H_
#define GREENLENS_GUI_BOOKMARK_KEEPER_H_

#include <memory>
#include <string>
#include <utility>

#include "gui/app_options.h"
#include "gui/worker.h"
#include "tracer/session/bookmarks.h"

namespace greenlens::gui {

class BookmarkKeeper {
 public:
  explicit BookmarkKeeper(BookmarkFiles files) : files_(std::move(files)) {}
  ~BookmarkKeeper() { leave(); }
  BookmarkKeeper(const BookmarkKeeper&) = delete;
  BookmarkKeeper& operator=(const BookmarkKeeper&) = delete;

  // Those of this recording from now on, read from beside it; empty: of a run that is in no file.
  void begin(const std::string& recording);
  // The run has been saved there: they replace what is kept beside it.
  void keep_beside(const std::string& recording);
  // What was changed last is written, and waited for; then there are none.
  void leave();

  // Good until the next change.
  const session::Bookmarks& all() const { return all_; }
  // They are these now.
  void change(session::Bookmarks all);

  // Once a frame: what has come of reading and writing. A fault is told once, until it is mended;
  // `unread`: so many lines of the file say nothing that is known.
  struct News {
    facts::Fault fault;
    size_t unread = 0;
  };
  News go_on();
  bool busy() const { return reading_ != nullptr || writer_.busy(); }
  // Another number after each change.
  uint64_t version() const { return version_; }

 private:
  struct Reading;  // what a thread leaves behind; who is waited for no more leaves it to nobody
  bool can_write() const { return !recording_.empty() && writable_ && files_.write != nullptr; }
  News take_reading();
  void write();

  BookmarkFiles files_;
  session::Bookmarks all_;
  std::string recording_;
  bool writable_ = false;  // the file was read, or is one of our own
  bool changed_ = false;   // since it was written last
  bool told_ = false;      // that it cannot be written
  uint64_t version_ = 0;
  std::shared_ptr<Reading> reading_;
  facts::Fault unwritten_;  // of the last try
  Worker writer_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BOOKMARK_KEEPER_H_
