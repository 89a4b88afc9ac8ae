#include "tracer/findings/own_place.h"

#include "tracer/facts/shown.h"
#include "tracer/state/queries.h"

namespace greenlens::findings {

Place own_place(const state::State& state, const state::GreenletState& greenlet) {
  const auto chain = frame_chain(state, greenlet);
  // Who tells of each call itself says no better where it is than by its lines.
  if (chain.empty() || !chain.back()->is_entry) return {greenlet.at, ""};
  for (const state::InterpreterFrameState* frame : chain) {
    if (!frame->is_library) return {frame->at, frame->call};
  }
  return {chain.front()->at, chain.front()->call};
}

std::string what_text(const Place& place) {
  return facts::shown(place.call.empty() ? place.at.function : place.call);
}

std::string place_text(const Place& place) {
  if (place.at.line == 0) return "";
  return what_text(place) + "  " + facts::shown(place.at.file) + ":" +
         std::to_string(place.at.line);
}

bool is_hub(const state::State& state, const state::GreenletState& greenlet) {
  for (const state::InterpreterFrameState* frame : frame_chain(state, greenlet)) {
    const facts::SourceLine& at = frame->at;
    if (at.function == "Hub.run" && at.file == "gevent/hub.py") return true;
    if (at.function == "BaseHub.run" && at.file == "eventlet/hubs/hub.py") return true;
  }
  return greenlet.name.starts_with("Hub-");
}

bool is_pool_worker(const state::GreenletState& greenlet) {
  return greenlet.name.starts_with("_WorkerGreenlet-");
}

}  // namespace greenlens::findings
