// A search through all events, and the way to the next one that says something: in threads of their
// own where the trace can be opened once more, else a part for each frame. For the app; one thread.
#ifndef GREENLENS_GUI_SEARCHING_H_
#define GREENLENS_GUI_SEARCHING_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "gui/look.h"
#include "gui/worker.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

class Searching {
 public:
  explicit Searching(const words::Messages& messages) : messages_(messages) {}

  // The list of all events that say this. Other words end the search for those before; the same go
  // on, so that what a live program tells is looked at as well.
  void list(const store::Trace& trace, const std::string& words);
  // The nearest one after step n, or before it. What comes of it comes from take().
  void find(const store::Trace& trace, uint64_t n, store::Trace::Direction direction,
            const std::string& words);
  // Ends both, and forgets what was found.
  void leave();
  // Ends what is under way; what was found stays.
  void cancel();

  // Once a frame: takes what was found, and looks at some more where there is no other thread.
  void go_on(const store::Trace& trace);
  const Search& search() const { return search_; }
  bool finding() const { return finder_.busy(); }
  Worker::Progress finding_progress() const { return finder_.progress(); }

  // The end of find(), once.
  struct Found {
    std::string words;
    store::Trace::Direction direction = store::Trace::Direction::forward;
    std::optional<uint64_t> step;  // none: there is none
  };
  std::optional<Found> take();

 private:
  // What the thread has found and the list has not got yet.
  struct Heap {
    std::mutex mutex;
    std::vector<uint64_t> found;
    uint64_t read = 0;
  };
  // A worker's own trace, kept for its next job. Only one of its jobs is there at a time.
  using Own = std::shared_ptr<std::unique_ptr<store::Trace>>;

  void drain();
  void list_elsewhere(store::Trace::Opening opening, uint64_t size);
  void list_here(const store::Trace& trace);

  const words::Messages& messages_;
  Search search_;
  bool stopped_ = false;
  std::shared_ptr<Heap> heap_;
  std::optional<Found> found_;
  Own lister_trace_ = std::make_shared<std::unique_ptr<store::Trace>>();
  Own finder_trace_ = std::make_shared<std::unique_ptr<store::Trace>>();
  Worker lister_, finder_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SEARCHING_H_
