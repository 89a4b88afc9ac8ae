// Folders as the window sees them: what is in one, and what a file is wanted for. Plain values; how
// a machine's folders are read is given from outside (AppOptions::files).
#ifndef GREENLENS_GUI_FILES_H_
#define GREENLENS_GUI_FILES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"

namespace greenlens::gui {

struct FileEntry {
  std::string name;  // without its folder
  bool is_folder = false;
  uint64_t bytes = 0;  // a file's
  bool operator==(const FileEntry&) const = default;
};

// Both may take as long as a disk or a network does: they are called in threads of their own, in
// several at a time.
struct FileSystem {
  // In any order, without "." and "..". A fault when it cannot be read.
  std::function<facts::Result<std::vector<FileEntry>>(const std::string& folder)> list;
  std::function<bool(const std::string& path)> is_there;
  std::string home, here;  // folders: the person's, and the one that names are relative to
};

// A folder that was asked for.
struct Listing {
  std::string folder;
  std::vector<FileEntry> entries;
  bool busy = false;     // it is being read
  facts::Fault fault{};  // or it could not be
};

// A file that was opened or saved before.
enum class Presence : uint8_t { unknown, there, missing };
struct RecentFile {
  std::string path;
  Presence presence = Presence::unknown;
};

// What a file is chosen for.
enum class FileUse : uint8_t {
  open,
  compare,
  save_recording,
  export_step,
  save_picture,
  save_score,
  save_hands,
  save_attempt,
  open_lesson,
  save_lesson,
  program
};
struct Browsing {
  FileUse use = FileUse::open;
  std::string exporter;      // of export_step: an ExportEntry's id
  std::string ending;        // that files of this kind have: ".gltrace"; empty: any
  std::string folder, name;  // what is suggested
  std::string scene = {};    // of export_step, likewise
};
// Whether a file is written, so that what is there already is asked about.
constexpr bool writes(FileUse use) {
  switch (use) {
    case FileUse::open:
    case FileUse::compare:
    case FileUse::open_lesson:
    case FileUse::program:
      return false;
    case FileUse::save_recording:
    case FileUse::export_step:
    case FileUse::save_picture:
    case FileUse::save_score:
    case FileUse::save_hands:
    case FileUse::save_attempt:
    case FileUse::save_lesson:
      return true;
  }
  return false;
}

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FILES_H_
