#include "cli/trace.h"

#include <charconv>

#include "cli/say.h"
#include "tracer/trace_file.h"

namespace greenlens::cli {

bool load_trace(const std::string& path, tracer::Timeline* timeline) {
  std::string error;
  auto source = tracer::open_trace_file(path, &error);
  if (source == nullptr) {
    refuse(kUnreadableFile, error);
    return false;
  }
  auto status = tracer::SourceStatus::running;
  while (status == tracer::SourceStatus::running) status = source->poll(timeline, 0);
  if (!source->message().empty()) refuse(kFine, source->message());
  return true;
}

std::optional<NamedStep> find_step(const tracer::Timeline& timeline, const std::string& name,
                                   tracer::Grain grain, std::string* error) {
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
                                 {"grain", tracer::grain_name(grain)},
                                 {"last", std::to_string(found.count)}});
    return {};
  }
  found.step = found.number == 0 ? 0 : stops[found.number - 1];
  return found;
}

}  // namespace greenlens::cli
