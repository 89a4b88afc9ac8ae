// Several recordings as one: the processes of a run, in the order of their forks, on one clock.
//
// Each recording says which process it is of, whose child that is, and when it began by a clock
// that the others of its machine have too (store::ProcessInfo); forks and signals it tells as
// facts. Nothing is guessed: what one of them does not say is said to be missing. Pure functions of
// the traces.
#ifndef GREENLENS_TRACER_PROCESSES_FAMILY_H_
#define GREENLENS_TRACER_PROCESSES_FAMILY_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/facts/recording_facts.h"
#include "tracer/facts/values.h"
#include "tracer/processes/lanes.h"
#include "tracer/store/trace.h"

namespace greenlens::processes {

// A recording that somebody has.
struct Given {
  std::string file;                     // what it is called
  const store::Trace* trace = nullptr;  // null: it cannot be read, and `fault` says why
  facts::Fault fault{};
};

// How a process ended, as far as its recording or another one says.
enum class Ending : uint8_t {
  told,      // by facts::ProgramFinished: Process::how and Process::what
  exited,    // it told nothing more, and who waited for it has its status: `what`
  replaced,  // it asked for another program in its place and told nothing more: `what`
  killed,  // it told nothing more, and SIGKILL was sent to it, or who waited for it says so: `what`
  goes_on,     // it is being recorded
  not_told,    // its recording ends, and nobody says why
  unrecorded,  // there is no recording of it
};
constexpr std::array<const char*, 7> enum_names(Ending) {
  return {"told", "exited", "replaced", "killed", "goes_on", "not_told", "unrecorded"};
}

// Times are nanoseconds since the first of the recordings began.
struct Process {
  std::optional<size_t> given;   // which recording; none: there is none
  uint64_t number = 0;           // as the system counts them; 0: not known
  uint64_t parent_number = 0;    // likewise
  std::optional<size_t> parent;  // in Family::processes
  std::optional<size_t> before;  // the same process as another program, before exec
  size_t depth = 0;              // how many of those here are above it
  std::string name;              // the program's; of one without a recording empty
  uint64_t begin_ns = 0, end_ns = 0;
  int64_t zero_ns = 0;  // when the time of its recording was 0
  Ending ending = Ending::unrecorded;
  facts::End how = facts::End::returned;
  std::string what;  // as facts::ProgramFinished has it, the program in its place, the signal
  uint64_t steps = 0, switches = 0;
  size_t greenlets = 0, threads = 0;  // that there were, as far as its index says
  std::vector<Lane> lanes;
  std::optional<size_t> findings;  // for who counts them: none are counted here
};

enum class Happened : uint8_t { began, forked, signalled, exec_requested, ended, child_ended };
constexpr std::array<const char*, 6> enum_names(Happened) {
  return {"began", "forked", "signalled", "exec_requested", "ended", "child_ended"};
}
struct Happening {
  Happened is = Happened::began;
  uint64_t time_ns = 0;
  size_t process = 0;           // in Family::processes: who did it
  std::optional<size_t> other;  // the child, the receiver; none: not among them
  uint64_t number = 0;          // that one's number, or a group's; 0: not known, or its own group
  facts::SignalTo to = facts::SignalTo::process;
  std::string what;      // the signal, the program, the status
  uint64_t step = 0;     // of the process's recording; 0: not one of its steps
  std::string greenlet;  // who did it there; empty: nobody is told
  facts::ChildEnd how = facts::ChildEnd::exited;  // of child_ended
};

// What speaks against looking at them together.
enum class Doubt : uint8_t {
  unreadable,  // a file cannot be read: its fault
  twice,       // two files are the same recording; the first one counts
  no_process,  // it does not say which process it is of: an older greenlens has made it
  clocks,      // of another machine, or another start of it: placed by the time of day
  apart,       // nothing says that it belongs to the others
};
constexpr std::array<const char*, 5> enum_names(Doubt) {
  return {"unreadable", "twice", "no_process", "clocks", "apart"};
}
struct Doubted {
  Doubt is = Doubt::unreadable;
  size_t given = 0, other = 0;  // indices; `other` of twice: the one that counts
};

struct Family {
  std::vector<Process> processes;     // parents before their children, those as they were forked
  std::vector<Happening> happenings;  // in the order of time
  std::vector<Doubted> doubts;
  uint64_t length_ns = 0;
  uint64_t began_wall_ns = 0;  // since 1970; 0: not known
};

// Recordings, and what they are together. For who keeps it: the traces need not be there any more.
struct Together {
  std::vector<Given> given;
  Family family;
};
// The process that the recording of that name is of; none: it is not among them.
std::optional<size_t> process_of_file(const Together& together, const std::string& file);
// A time of its recording on the family's clock, and back; the nearest there is.
uint64_t on_clock(const Process& process, uint64_t time_ns);
uint64_t in_recording(const Process& process, uint64_t clock_ns);

// Reads the index of each, and of its events those that are about processes; the rest is levels of
// detail (lanes.h). Takes some hundredths of a second for each recording, however long.
Family family_of(const std::vector<Given>& given, const LaneOptions& options = {});

// Which of the recordings belong to the first one's run, itself included, ascending: parents,
// children and what they became; and without a parent those that had the same one at the same time.
// Of files that cannot be read those whose number (names.h) one of the others says it has forked.
std::vector<size_t> of_one_run(const std::vector<Given>& given);

}  // namespace greenlens::processes

#endif  // GREENLENS_TRACER_PROCESSES_FAMILY_H_
