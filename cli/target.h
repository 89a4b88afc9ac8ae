// What can be run: a scenario, in this executable started again, or a program of the user's.
#ifndef GREENLENS_CLI_TARGET_H_
#define GREENLENS_CLI_TARGET_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tracer/live/target_process.h"

namespace greenlens::cli {

// `name` is a scenario's id, a path, or "@" and the number (or place) of a program that runs and
// offers itself; a fault when it is none of these. A scenario is started on that CPU; empty: on
// this machine's.
facts::Result<live::TargetCommand> find_target(const std::string& name,
                                               const std::vector<std::string>& arguments,
                                               const std::string& cpu);
bool is_scenario(const std::string& name);

// How much of each switch is recorded, of a program that is not stepped: --detail and --bytes. When
// nothing is said, all of a scenario; of anybody else's program, which may switch millions of times
// and hold secrets, `auto` and a hash.
struct DetailOptions {
  std::string detail, bytes;
  // Of a program that knows nothing of us: the functions that switch, and stacks of it.
  std::vector<std::string> switches, stacks;
  std::string cpu;      // another one's, that the program is for; empty: its file says it
  bool lines = false;   // each line that begins
  bool locals = false;  // of a Python program: the locals of its frames
  std::string gdb;      // where a stub is that runs it; empty: nowhere
  std::vector<std::string> settings;  // of a scenario: "depth=40"
  std::vector<std::string> what_ifs;  // likewise: "7: switch gr2" (cli/other_way.h)
  std::string what_if_grain;          // at which their steps are counted; empty: as everywhere
};
// It has to live until the command has run.
void add_detail_options(CLI::App* command, DetailOptions* options);
// Those of them that say how a scenario goes: --cpu, --set, --what-if. add_detail_options has them.
void add_scenario_options(CLI::App* command, DetailOptions* options);
// -m, by which the target is the name of a Python module: it becomes "-m NAME".
void add_module_option(CLI::App* command, std::string* target);
void set_detail(const DetailOptions& options, const std::string& target,
                live::TargetCommand* command);
// Why these options do not go together with the target and its arguments, if they do not.
facts::Fault detail_refused(const DetailOptions& options, const std::string& target,
                            const std::vector<std::string>& arguments);

// Lets it run to its end. `seen`, if there is one, is called for every step as it arrives, `waits`
// many times a second whether one has arrived or not: false when the process is not to be waited
// for. Returns when it has ended, or then: how.
session::SourceStatus run_to_the_end(
    live::TargetProcess& target, store::Timeline* timeline,
    const std::function<void(uint64_t step)>& seen,
    const std::function<bool()>& waits = [] { return true; });
// A sentence about a bad end. The status to leave with.
int say_how_it_ended(const live::TargetProcess& target, session::SourceStatus status);

// The child's side: runs the scenario as a target.
int be_target(const std::string& scenario_id, const std::vector<std::string>& wanted);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TARGET_H_
