// A way through a trace that may be long, gone in small parts: so that it can be gone in any
// thread, and left at any moment.
#ifndef GREENLENS_GUI_PASS_H_
#define GREENLENS_GUI_PASS_H_

#include <chrono>
#include <cstdint>
#include <memory>
#include <utility>

#include "gui/own_trace.h"
#include "gui/worker.h"
#include "tracer/facts/fault.h"
#include "tracer/store/trace.h"

namespace greenlens::gui {

class Pass {
 public:
  virtual ~Pass() = default;
  // Looks at some more, for a millisecond or two; false: that was all. One thread at a time, and
  // not always with the same trace: but with one that has the same steps.
  virtual bool go_on(const store::Trace& trace) = 0;
  virtual Worker::Progress progress() const = 0;

  // What came of it, for who began it: in the app's thread. Until it has ended nothing else but
  // this may be asked of it.
  enum class End : uint8_t { none, ended, cancelled };
  End end() const { return end_; }
  void set_end(End end) { end_ = end; }

 private:
  End end_ = End::none;
};

// Goes such a way: in a thread of its own where the trace can be opened once more, else a part of
// it for each frame. For the app; one thread.
class Passing {
 public:
  Passing() = default;
  ~Passing() { cancel(); }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;

  // Begins this one, and ends the one before. A moment is spent on it here: what is near is there
  // at once.
  void begin(const store::Trace& trace, std::shared_ptr<Pass> pass);
  // Once a frame.
  void go_on(const store::Trace& trace);
  // The one that was begun, once it has come to its end; else null.
  std::shared_ptr<Pass> take();
  // What the thread found to be wrong with the trace on a way that came to its end, once; else
  // none.
  facts::Fault take_fault() { return std::exchange(fault_, {}); }
  // Nothing comes of it.
  void cancel();
  // The trace will be another one.
  void leave();
  bool busy() const { return pass_ != nullptr; }
  Worker::Progress progress() const;

 private:
  bool go_here(const store::Trace& trace);
  void end(Pass::End how);

  std::shared_ptr<Pass> pass_, ended_;
  std::shared_ptr<OwnTrace> own_ = std::make_shared<OwnTrace>();
  facts::Fault fault_;
  Worker worker_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PASS_H_
