#include "cli/trace.h"

#include <charconv>

#include "cli/say.h"
#include "tracer/facts/grain.h"
#include "tracer/session/trace_source.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {

facts::Result<store::Timeline> load_trace(const std::string& path) {
  auto source = session::open_trace_file(path);
  if (!source) return source.fault();
  store::Timeline timeline;
  auto status = session::SourceStatus::running;
  while (status == session::SourceStatus::running) status = (*source)->poll(&timeline, 0);
  if (const facts::Fault missing = (*source)->fault()) refuse(kFine, say(missing));
  return timeline;
}

facts::Result<NamedStep> find_step(const store::Trace& trace, const std::string& name,
                                   facts::Grain grain) {
  NamedStep found;
  found.count = trace.count(grain);
  if (name == "first") {
    found.number = 0;
  } else if (name == "last") {
    found.number = found.count;
  } else if (name == "middle") {
    found.number = found.count / 2;
  } else {
    auto read = std::from_chars(name.data(), name.data() + name.size(), found.number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) {
      return facts::Fault{facts::FaultKind::not_a_step, name, 0, 0, ""};
    }
  }
  if (found.number > found.count) {
    return facts::Fault{facts::FaultKind::no_such_step, name, found.count, 0, grain_name(grain)};
  }
  found.step = trace.stop(grain, found.number);
  return found;
}

}  // namespace greenlens::cli
