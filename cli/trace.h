// A trace file, loaded for the commands that look into one.
#ifndef GREENLENS_CLI_TRACE_H_
#define GREENLENS_CLI_TRACE_H_

#include <string>

#include "tracer/store/timeline.h"

namespace greenlens::cli {

// Loads all of it. When only a part is usable that part is loaded, and a sentence on stderr says
// so.
facts::Result<store::Timeline> load_trace(const std::string& path);

// A step as a person names it: a number at a grain, "first", "middle" or "last". `number` of
// `count` at that grain is event `step`.
struct NamedStep {
  uint64_t step = 0;
  uint64_t number = 0;
  uint64_t count = 0;
};
// A fault when there is no such step.
facts::Result<NamedStep> find_step(const store::Trace& trace, const std::string& name,
                                   facts::Grain grain);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_TRACE_H_
