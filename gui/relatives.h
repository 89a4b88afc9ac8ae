// The other processes of the run that is shown: found beside its recording, opened and put together
// in a thread of its own, each in a trace of that thread's. For the app; one thread.
#ifndef GREENLENS_GUI_RELATIVES_H_
#define GREENLENS_GUI_RELATIVES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "gui/worker.h"
#include "tracer/processes/family.h"

namespace greenlens::gui {

class Relatives {
 public:
  using Open = std::function<Opened(const std::string& file, const store::OnProgress&)>;
  using List = decltype(FileSystem::list);
  Relatives(Open open, List list) : open_(std::move(open)), list_(std::move(list)) {}

  // These belong together, whatever they say; of one file those beside it are looked for.
  void take(std::vector<std::string> files) { files_ = std::move(files); }
  // That recording is shown now, which tells of other processes or not: of one that does not, and
  // that has none beside it, there is nothing to know. Nothing is done where it is one of those
  // that are known.
  void show(const std::string& file, bool tells_of_processes);
  // None is, or it is in no file.
  void leave();
  // Once a frame: true when there is something new.
  bool go_on();
  bool busy() const { return worker_.busy(); }
  void cancel() { worker_.cancel(); }

  // Null: not known yet, or there is nothing to know. The traces in it are not there any more.
  const std::shared_ptr<const greenlens::processes::Together>& together() const {
    return together_;
  }
  // Which of the processes is shown.
  std::optional<size_t> shown() const;
  uint64_t version() const { return version_; }

 private:
  Open open_;
  List list_;
  std::vector<std::string> files_;  // that were said to belong together; empty: none were
  std::string shown_;
  std::shared_ptr<const greenlens::processes::Together> together_;
  uint64_t version_ = 0;
  Worker worker_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_RELATIVES_H_
