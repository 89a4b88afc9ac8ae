// What a process has in its memory where, as the system tells it (proc_pid_maps(5)).
#ifndef GREENLENS_TRACER_DRAIN_MAPS_H_
#define GREENLENS_TRACER_DRAIN_MAPS_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::drain {

// One mapping: [low, high).
struct Mapped {
  uint64_t low = 0, high = 0;
  uint64_t offset = 0;  // of `low` in the file
  uint64_t inode = 0;   // of the file; 0: none
  bool writable = false;
  std::string path;  // empty: none; "[stack]" and the like are no files
};

// What the system has in the file /proc/PID/<name>; as much as there was when it was read.
std::string process_file(pid_t pid, const char* name);
// The system's text: "" of a process that has ended, and of one that may not be looked into.
std::string maps_of(pid_t pid);
// Lines that say something else are passed over.
std::vector<Mapped> parse_maps(std::string_view text);

}  // namespace greenlens::drain

#endif  // GREENLENS_TRACER_DRAIN_MAPS_H_
