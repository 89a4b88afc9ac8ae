// Programs of other CPUs, run to their ends and recorded.
#ifndef GREENLENS_TESTS_TRACER_GDB_EMULATED_H_
#define GREENLENS_TESTS_TRACER_GDB_EMULATED_H_

#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "tracer/live/target_process.h"
#include "tracer/store/timeline.h"

namespace greenlens::gdb_tests {

// "cpu=program,cpu=program": what was built, by the CPU's folder.
inline std::map<std::string, std::string> programs_in(const std::string& words) {
  std::map<std::string, std::string> all;
  std::istringstream list(words);
  for (std::string cpu, program;
       std::getline(list, cpu, '=') && std::getline(list, program, ',');) {
    all[cpu] = program;
  }
  return all;
}
// The test program of each CPU that there is a compiler for.
inline std::map<std::string, std::string> turns() { return programs_in(GREENLENS_TURNS); }

inline session::SourceStatus run_to_the_end(live::TargetProcess* target,
                                            store::Timeline* timeline) {
  target->allow({facts::Grain::phase, 0, true});
  auto status = session::SourceStatus::running;
  while (status == session::SourceStatus::running || status == session::SourceStatus::waiting) {
    status = target->poll(timeline, 50);
  }
  return status;
}

template <typename Fact>
std::vector<std::pair<uint64_t, Fact>> facts_of(const store::Timeline& timeline) {
  std::vector<std::pair<uint64_t, Fact>> found;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const facts::Event event = timeline.event(n);
    if (const auto* fact = std::get_if<Fact>(&event.fact)) found.emplace_back(n, *fact);
  }
  return found;
}

}  // namespace greenlens::gdb_tests

#endif  // GREENLENS_TESTS_TRACER_GDB_EMULATED_H_
