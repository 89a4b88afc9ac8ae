// How processes and the files of their recordings are called.
#ifndef GREENLENS_TRACER_PROCESSES_NAMES_H_
#define GREENLENS_TRACER_PROCESSES_NAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/trace_info.h"

namespace greenlens::processes {

// Without its folder.
std::string base_name(const std::string& path);

// The program's: "gunicorn" of `python3 /usr/bin/gunicorn app:app`, "pytest" of `python3 -m
// pytest`. What the recording calls it where no command is known.
std::string program_name(const store::TraceInfo& info);

// Where a process that is recorded into `file` has its children recorded: "w.gltrace" gives
// "w.%p.gltrace", in which %p is a child's number.
std::string name_for_children(const std::string& file);
// The number in such a name; 0: there is none.
uint64_t number_in(const std::string& file);
// The names in that folder that go with the file: its children's, and of a child's the first one
// and the others'. Without itself, ascending. `names` are the folder's.
std::vector<std::string> names_beside(const std::string& file,
                                      const std::vector<std::string>& names);
// The same as paths, of the folder as it is now; none where it cannot be read.
std::vector<std::string> files_beside(const std::string& file);

}  // namespace greenlens::processes

#endif  // GREENLENS_TRACER_PROCESSES_NAMES_H_
