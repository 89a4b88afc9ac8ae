// What goes on beside the window: all that takes long, so that no frame waits for it.
//
// Each kind of it goes on by itself. The most urgent one is what the window tells of, and what Esc
// ends. For the app; one thread.
#ifndef GREENLENS_GUI_JOBS_H_
#define GREENLENS_GUI_JOBS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "gui/counting.h"
#include "gui/exporting.h"
#include "gui/look.h"
#include "gui/pass.h"
#include "gui/passes.h"
#include "gui/request.h"
#include "gui/searching.h"
#include "gui/stopping.h"
#include "gui/worker.h"
#include "tracer/facts/fault.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

// A step that has to be looked for.
struct Sought {
  std::shared_ptr<WayToStep> way;
  std::string doing;                  // what is said meanwhile
  std::string none;                   // what is said when there is none; empty: nothing
  std::function<void()> otherwise{};  // what is done then instead; may be empty
};

class Jobs {
 public:
  // From the most urgent on.
  enum class Kind : uint8_t {
    none,
    opening,
    writing,
    finding,
    searching,
    reading,
    asking,
    stopping,
    counting,
    checking
  };

  explicit Jobs(const words::Messages& messages) : messages_(&messages), searching_(messages) {}
  // In another language from now on; what is under way ends in the one that it began in.
  void speak(const words::Messages& messages) {
    messages_ = &messages;
    searching_.speak(messages);
  }

  // A job of any kind takes the place of the one before of this kind.
  void open(const std::string& name, Worker::Job job);
  void write(const store::Trace& trace, const ExportOrder& order, const ExportWrite& write);
  void write_other(const ExportOrder& order, Exporting::Write write);  // of no trace
  void find(const store::Trace& trace, Sought sought);
  void list(const store::Trace& trace, const std::string& words);
  // For a view, which looks itself when it has ended.
  void read(const store::Trace& trace, const ask::Read& wanted);

  // Somebody shows numbers of these steps of it, with those of this one: to be said in each frame.
  void count(const store::Trace& trace, uint64_t step, scene::Steps part) {
    counting_.want(trace, step, part);
  }

  // Once a frame: a file that was opened is shown now.
  void take_opened() { opener_.take(); }
  // Likewise, while a trace is there. `grows`: more of it is to be expected.
  enum class Size : uint8_t { grows, stays };
  void go_on(const store::Trace& trace, Size size);
  // What is written, or was last.
  const ExportOrder& order() const { return exporting_.order(); }
  // What came of it, once. Once a frame.
  std::optional<facts::Result<std::string>> take_written() { return exporting_.take(); }
  // With the step, if there is one.
  struct Found {
    Sought sought;
    std::optional<uint64_t> step;
  };
  std::optional<Found> take_found();
  // What one of them has found to be wrong with the trace, in one of its own: once, when it has
  // come to its end; else none.
  facts::Fault take_fault();

  // The breakpoints.
  void set_stops(const std::vector<std::string>& conditions) { stopping_.set(conditions); }
  const Stopping& stopping() const { return stopping_; }
  const Search& search() const { return searching_.search(); }
  // The steps that contradict the rules, as far as they were looked at.
  const std::vector<uint64_t>& contradicted() const { return contradicted_; }
  bool all_checked() const { return all_checked_; }
  const Counting& counting() const { return counting_; }

  // What the window tells of.
  Kind kind() const;
  Work work() const;
  // Ends that.
  void cancel();
  // Ends all that has to do with the trace.
  void leave();

 private:
  Worker::Progress progress() const;
  std::string doing() const;
  void check(const store::Trace& trace, Size size);

  const words::Messages* messages_;
  std::string opening_name_;
  Worker opener_;
  Exporting exporting_;
  Sought sought_;
  Passing finding_, reading_, asking_, checking_;
  Searching searching_;
  Stopping stopping_;
  Counting counting_;
  std::shared_ptr<Check> check_;
  uint64_t checked_ = 0;  // up to which step that was begun, or was called off
  std::vector<uint64_t> contradicted_;
  bool all_checked_ = false;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_JOBS_H_
