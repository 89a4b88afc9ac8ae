// Times the same program on slices and on separate stacks, each point of it in a process of its
// own: so memory that one has used is not there for the next.
#ifndef GREENLENS_CLI_TIME_TURNS_H_
#define GREENLENS_CLI_TIME_TURNS_H_

#include <functional>
#include <optional>
#include <string>

#include "tracer/store/progress.h"
#include "tracer/strategies/sweep.h"

namespace greenlens::cli {

// Takes some seconds; `progress` is asked after each pair of processes.
// Where the system has no room for so many stacks that point is left out. None: `progress` said not
// to go on, or a process failed. No other thread may run meanwhile: it forks.
std::optional<strategies::Sweep> time_turns(const store::OnProgress& progress);

// The same in another process, which is this program again: for who has threads.
std::optional<strategies::Sweep> time_turns_elsewhere(const std::function<bool()>& goes_on);

// What `strategies --measure --json` wrote; none where the file is something else.
std::optional<strategies::Sweep> read_sweep(const std::string& file);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TIME_TURNS_H_
