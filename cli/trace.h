// A step of a trace file, for the commands that look into one: their options, and what they name.
#ifndef GREENLENS_CLI_TRACE_H_
#define GREENLENS_CLI_TRACE_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "cli/language.h"
#include "tracer/scene/theme.h"
#include "tracer/scene/timeline/visible_steps.h"
#include "tracer/session/event_source.h"
#include "tracer/store/file_trace.h"

namespace greenlens::cli {

// What a person writes: the file, and a step in it.
struct StepOptions {
  std::string file;
  // A number at the grain, "first", "middle", "last", a time, "note=" and what it says.
  std::string step = "last";
  std::string grain = usual_grain();
  std::string from, to;  // steps as well, that fill the timeline; empty: the first, the last
};
// `options` has to live until the command line was parsed and the command has run.
void add_step_options(CLI::App* command, StepOptions* options);

// --from, --to, for who shows more than one step.
void add_range_options(CLI::App* command, StepOptions* options);

// What that names: `number` of `count` at that grain is event `step`.
struct OpenedStep {
  const store::Trace& trace;
  facts::Grain grain = facts::Grain::phase;
  uint64_t step = 0;
  uint64_t number = 0;
  uint64_t count = 0;
  scene::Steps shown{};  // events; {0, 0}: all
  std::string file{};    // beside which its notes are; empty: it has none
};

// The steps that --from and --to name: all, when nothing is said. A fault when there are none.
facts::Fault find_range(const StepOptions& options, OpenedStep* opened);

// "FROM:TO", of which one may be left out, as --from and --to. False when it is no such thing.
bool split_range(const std::string& range, StepOptions* options);

// The event that a step's name means at a grain. `file`: the recording's, for notes.
facts::Result<uint64_t> find_step_named(const store::Trace& trace, const std::string& step,
                                        facts::Grain grain, const std::string& file = "");

// A trace file, open.
class LoadedTrace {
 public:
  explicit LoadedTrace(std::unique_ptr<session::EventSource> source);
  const store::Trace& operator*() const { return *source_->stored(); }
  const store::Trace* operator->() const { return source_->stored(); }
  // Says on stderr what is missing, if anything is that was not said yet: to be called when all
  // that is wanted has been read. False when memory did not suffice for it.
  bool say_what_is_missing();

 private:
  std::unique_ptr<session::EventSource> source_;
  facts::Fault said_;
};
// What is in the file now. Says what of it cannot be used, as far as opening tells.
facts::Result<LoadedTrace> load_trace(const std::string& path, store::OpenOptions options = {});

// Opens the file and finds the step. Then does the rest of the command, and returns its status; or
// refuses.
int with_step(const StepOptions& options, const std::function<int(const OpenedStep&)>& rest);

// --scale, from 1 to 3, and --select, a greenlet's name. What they are read into has to live
// likewise.
void add_scale_option(CLI::App* command, float* scale);
void add_select_option(CLI::App* command, std::string* name);
// --hide, a greenlet's name, as often as one likes; and who they are, ascending.
void add_hide_option(CLI::App* command, std::vector<std::string>* names);
std::vector<facts::GreenletId> ids_of(const store::Trace& trace,
                                      const std::vector<std::string>& names);
// A fault when there is no such greenlet; none for no name.
facts::Fault check_selected(const store::Trace& trace, const std::string& name);

// --theme. The string has to live likewise.
void add_theme_option(CLI::App* command, std::string* theme);
// --layout: which layout of the window.
void add_layout_option(CLI::App* command, std::string* layout);
// --axis: what the timeline is divided into, steps or time. Likewise.
void add_axis_option(CLI::App* command, std::string* axis);
scene::Theme theme_of(const std::string& option);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TRACE_H_
