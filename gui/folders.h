// Reads folders beside the window. A disk or a network that does not answer holds up nobody: whom
// nobody waits for any more is left to itself. For the app; one thread.
#ifndef GREENLENS_GUI_FOLDERS_H_
#define GREENLENS_GUI_FOLDERS_H_

#include <memory>
#include <string>
#include <vector>

#include "gui/files.h"

namespace greenlens::gui {

class Folders {
 public:
  explicit Folders(FileSystem files) : files_(std::move(files)) {}

  // Begins to read this one, in place of the one before.
  void list(const std::string& folder);
  // Begins to see which of these are there.
  void look_for(const std::vector<std::string>& paths);
  // Once a frame: takes what has come.
  void go_on();
  bool busy() const { return listing_.busy || looking_ != nullptr; }

  const Listing& listing() const { return listing_; }
  // Those that were looked for last.
  const std::vector<RecentFile>& recent() const { return recent_; }
  const std::string& home() const { return files_.home; }
  const std::string& here() const { return files_.here; }

 private:
  // What a thread leaves behind when it is done. Who is waited for no more leaves it to nobody.
  struct Listed;
  struct Looked;

  FileSystem files_;
  Listing listing_;
  std::vector<RecentFile> recent_;
  std::shared_ptr<Listed> listed_;
  std::shared_ptr<Looked> looking_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FOLDERS_H_
