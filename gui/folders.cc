#include "gui/folders.h"

#include <atomic>
#include <thread>
#include <utility>

namespace greenlens::gui {

struct Folders::Listed {
  std::atomic<bool> done{false};
  facts::Result<std::vector<FileEntry>> entries = std::vector<FileEntry>();
};
struct Folders::Looked {
  std::atomic<bool> done{false};
  std::vector<bool> there;
};

void Folders::list(const std::string& folder) {
  listing_ = {folder, {}, files_.list != nullptr, {}};
  listed_ = nullptr;
  if (files_.list == nullptr) return;
  listed_ = std::make_shared<Listed>();
  std::thread([list = files_.list, folder, listed = listed_] {
    listed->entries = list(folder);
    listed->done = true;
  }).detach();
}

void Folders::look_for(const std::vector<std::string>& paths) {
  std::vector<RecentFile> wanted;
  for (const std::string& path : paths) wanted.push_back({path, Presence::unknown});
  // What was seen of one is believed until it is seen again.
  for (RecentFile& file : wanted) {
    for (const RecentFile& known : recent_) {
      if (known.path == file.path) file.presence = known.presence;
    }
  }
  recent_ = std::move(wanted);
  looking_ = nullptr;
  if (files_.is_there == nullptr || paths.empty()) return;
  looking_ = std::make_shared<Looked>();
  std::thread([is_there = files_.is_there, paths, looked = looking_] {
    for (const std::string& path : paths) looked->there.push_back(is_there(path));
    looked->done = true;
  }).detach();
}

void Folders::go_on() {
  if (listed_ != nullptr && listed_->done) {
    const std::shared_ptr<Listed> listed = std::exchange(listed_, nullptr);
    listing_.busy = false;
    if (listed->entries) {
      listing_.entries = std::move(*listed->entries);
    } else {
      listing_.fault = listed->entries.fault();
    }
  }
  if (looking_ != nullptr && looking_->done) {
    const std::shared_ptr<Looked> looked = std::exchange(looking_, nullptr);
    for (size_t i = 0; i < recent_.size() && i < looked->there.size(); ++i) {
      recent_[i].presence = looked->there[i] ? Presence::there : Presence::missing;
    }
  }
}

}  // namespace greenlens::gui
