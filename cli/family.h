// Recordings of several processes, opened together.
#ifndef GREENLENS_CLI_FAMILY_H_
#define GREENLENS_CLI_FAMILY_H_

#include <deque>
#include <string>
#include <vector>

#include "cli/trace.h"
#include "tracer/facts/json.h"
#include "tracer/processes/family.h"

namespace greenlens::cli {

// Of one file those beside it that are of the same run, too; of several just these. Good as long as
// it lives, also where it is moved to.
struct OpenedFamily {
  std::vector<processes::Given> given;
  std::deque<LoadedTrace> traces;

  // Says on stderr what is missing in any of them. False when memory did not suffice.
  bool say_what_is_missing();
  // None can be read: its fault is said, and this is the status to leave with.
  bool is_empty() const { return traces.empty(); }
};
OpenedFamily open_family(const std::vector<std::string>& files);
// The same with nothing beside a single file.
OpenedFamily open_just(const std::vector<std::string>& files);

// Above what is said of one of several recordings: "gunicorn 4711, w.gltrace", with a line feed.
std::string process_title(const std::string& file, const store::TraceInfo& info);
// The same for programs: file, name, number (null: not known).
facts::Json process_json(const std::string& file, const store::TraceInfo& info);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_FAMILY_H_
