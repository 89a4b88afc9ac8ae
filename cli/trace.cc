#include "cli/trace.h"

#include <charconv>

#include "cli/say.h"
#include "tracer/facts/grain.h"
#include "tracer/session/trace_source.h"

namespace greenlens::cli {

bool load_trace(const std::string& path, store::Timeline* timeline) {
  std::string error;
  auto source = session::open_trace_file(path, &error);
  if (source == nullptr) {
    refuse(kUnreadableFile, error);
    return false;
  }
  auto status = session::SourceStatus::running;
  while (status == session::SourceStatus::running) status = source->poll(timeline, 0);
  if (!source->message().empty()) refuse(kFine, source->message());
  return true;
}

std::optional<NamedStep> find_step(const store::Timeline& timeline, const std::string& name,
                                   facts::Grain grain, std::string* error) {
  const auto& stops = timeline.stops(grain);
  NamedStep found;
  found.count = stops.size();
  if (name == "first") {
    found.number = 0;
  } else if (name == "last") {
    found.number = found.count;
  } else if (name == "middle") {
    found.number = found.count / 2;
  } else {
    auto read = std::from_chars(name.data(), name.data() + name.size(), found.number);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) {
      *error = say("cli.step_word", {{"step", name}});
      return {};
    }
  }
  if (found.number > found.count) {
    *error = say("cli.no_step", {{"step", name},
                                 {"grain", facts::grain_name(grain)},
                                 {"last", std::to_string(found.count)}});
    return {};
  }
  found.step = found.number == 0 ? 0 : stops[found.number - 1];
  return found;
}

}  // namespace greenlens::cli
