// With what the step that is shown is compared, and what stands beside it therefore.
//
// A recording may be long: it is opened, and both are aligned, in a thread of its own (align). For
// the app; one thread.
#ifndef GREENLENS_GUI_COMPARING_H_
#define GREENLENS_GUI_COMPARING_H_

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"
#include "gui/beside.h"
#include "tracer/compare/comparison.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

// Another recording, and which of its steps is which.
struct AlignedRecording {
  std::string name;
  std::unique_ptr<session::EventSource> source;
  compare::Comparison comparison;
  compare::Counterparts counterparts;
};
using Aligning = facts::Result<AlignedRecording>;

// Opens it, and holds it against a recording of which `another` opens one more. In any thread; a
// fault when it cannot be opened, or `progress` said not to go on.
Aligning align(const std::string& file,
               const std::function<Opened(const std::string&, const store::OnProgress&)>& open,
               const store::Trace::Opening& another, const store::OnProgress& progress);
// Likewise, with one that lies in memory: for a short one.
Aligning align(const std::string& file, std::unique_ptr<session::EventSource> source,
               const store::Trace& trace, const store::OnProgress& progress);

class Comparing {
 public:
  // With this step from now on.
  void pin(const state::Moment& moment);
  void begin(AlignedRecording other);
  void end() { *this = {}; }
  bool is_on() const { return pinned_ || other_; }

  // Once a frame, before all that asks beside().
  void go_on(const words::Messages& messages, const store::Trace& trace, const std::string& name,
             const state::Moment& moment, const std::shared_ptr<const scene::RunExtent>& run);
  // Null: nothing.
  const Beside* beside() const { return is_on() && beside_.version != 0 ? &beside_ : nullptr; }
  // The step at which both recordings begin to differ, of the one that is shown; none: nowhere.
  std::optional<uint64_t> first_difference() const;

 private:
  void stand_beside_pinned(const words::Messages& messages, const store::Trace& trace);
  void stand_beside_other(const words::Messages& messages, const store::Trace& trace,
                          const std::string& name);

  std::optional<state::Moment> pinned_;
  std::optional<AlignedRecording> other_;
  state::Moment moment_;
  std::shared_ptr<const scene::RunExtent> run_, other_run_;
  uint64_t steps_ = 0;  // of the trace, then
  Beside beside_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_COMPARING_H_
