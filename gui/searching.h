// A search through all events: in a thread of its own where the trace can be opened once more, else
// a part for each frame. For the app; one thread.
#ifndef GREENLENS_GUI_SEARCHING_H_
#define GREENLENS_GUI_SEARCHING_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "gui/look.h"
#include "gui/own_trace.h"
#include "gui/worker.h"
#include "tracer/facts/fault.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

class Searching {
 public:
  explicit Searching(const words::Messages& messages) : messages_(&messages) {}
  void speak(const words::Messages& messages) { messages_ = &messages; }

  // The list of all events that say this. Other words end the search for those before; the same go
  // on, so that what a live program tells is looked at as well.
  void list(const store::Trace& trace, const std::string& words);
  // Ends it, and forgets what was found.
  void leave();
  // Ends what is under way; what was found stays.
  void cancel();

  // What the thread found to be wrong with the trace in a search that came to its end, once; else
  // none.
  facts::Fault take_fault() { return std::exchange(fault_, {}); }

  // Once a frame: takes what was found, and looks at some more where there is no other thread.
  void go_on(const store::Trace& trace);
  const Search& search() const { return search_; }

 private:
  // What the thread has found and the list has not got yet.
  struct Heap {
    std::mutex mutex;
    std::vector<uint64_t> found;
    uint64_t read = 0;
  };

  void drain();
  void list_elsewhere(store::Trace::Opening opening, uint64_t size);
  void list_here(const store::Trace& trace);

  const words::Messages* messages_;
  Search search_;
  bool stopped_ = false;
  std::shared_ptr<Heap> heap_;
  std::shared_ptr<OwnTrace> own_ = std::make_shared<OwnTrace>();
  facts::Fault fault_;
  Worker lister_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SEARCHING_H_
