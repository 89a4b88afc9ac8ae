#include "tracer/export/state_json.h"

#include "tracer/export/contradiction_json.h"
#include "tracer/facts/event.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"
#include "tracer/state/queries.h"

namespace greenlens::exports {
namespace {

facts::Json name_or_null(const state::State& state, facts::GreenletId id) {
  return id ? facts::Json(name_of(state, id)) : facts::Json(nullptr);
}

// Of its slice, as it was unwound last: where it is suspended, or where it crashed.
facts::Json c_frames(const state::GreenletState& g) {
  facts::Json frames = facts::Json::array();
  if (g.frames == nullptr) return frames;
  for (const facts::CFrame& frame : *g.frames) {
    facts::Json one = facts::fields_to_json(frame);
    one.erase("saved");
    frames.push_back(std::move(one));
  }
  return frames;
}

facts::Json greenlet_to_json(const state::State& state, const state::GreenletState& g) {
  const auto chain = frame_chain(state, g);
  return {{"id", g.id},
          {"name", name_of(state, g.id)},
          {"parent", name_or_null(state, g.parent)},
          {"state", life_name(life(state, g))},
          {"stack_start", facts::value_to_json("stack_start", g.stack_start)},
          {"stack_stop", facts::value_to_json("stack_stop", g.stack_stop)},
          {"stack_saved", g.stack_saved},
          {"stack_prev", name_or_null(state, g.stack_prev)},
          {"bytes_on_stack", bytes_on_stack(state, g)},
          {"bytes_in_heap", g.copy ? g.copy->size() : 0},
          {"top_frame", chain.empty() ? facts::Json(nullptr)
                                      : facts::Json({{"function", chain[0]->at.function},
                                                     {"file", chain[0]->at.file},
                                                     {"line", chain[0]->at.line}})},
          {"c_frames", life(state, g) == state::Life::suspended || state.program_finished
                           ? c_frames(g)
                           : facts::Json::array()}};
}

}  // namespace

facts::Json state_to_json(const state::Moment& moment, uint64_t step, uint64_t steps) {
  const state::State& state = moment.after;
  facts::Json json = {
      {"step", step},
      {"steps", steps},
      {"event", moment.event ? facts::event_summary_to_json(*moment.event) : facts::Json(nullptr)},
      {"current", name_or_null(state, state.current)},
      {"events_lost", state.events_lost},
      {"contradictions", contradictions_to_json(moment)},
      {"output", facts::Json::array()},
      {"greenlets", facts::Json::array()}};
  for (const state::OutputLine& line : state.output) json["output"].push_back(line.text);
  for (const auto& [id, g] : state.greenlets) {
    json["greenlets"].push_back(greenlet_to_json(state, g));
  }
  return json;
}

}  // namespace greenlens::exports
