#include "gui/views/frames/model.h"

#include <fmt/format.h>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/layout.h"
#include "tracer/state/queries.h"
#include "tracer/words/c_frames.h"

namespace greenlens::gui::frames {

std::vector<CRun> c_frames(const words::Messages& messages, const state::State& state,
                           facts::GreenletId greenlet) {
  const state::GreenletState* g = state::find(state, greenlet);
  if (g == nullptr || g->frames == nullptr || g->finished) return {};
  // Of one that has run on since they say nothing.
  const bool left = life(state, *g) == state::Life::suspended || state.program_finished ||
                    std::string_view(standing(state, *g)) == "suspending";
  if (!left) return {};
  const facts::Address in_heap_until = facts::end_of(g->stack_start, g->stack_saved);
  std::vector<CRun> rows;
  for (const words::FrameRun& run : words::frame_runs(messages, *g->frames)) {
    const char* place = "ui.frames.on_stack";
    if (g->stack_saved > 0 && run.low < in_heap_until) {
      place = run.high <= in_heap_until ? "ui.frames.in_heap" : "ui.frames.in_both";
    }
    words::FrameRun shorter = run;
    if (!run.function.empty()) {
      shorter.calls = facts::shown(scene::last_parts(run.function, 1));
      if (run.line != 0) shorter.calls += ":" + std::to_string(run.line);
    }
    CRun row;
    row.words = words::run_text(run);
    row.shorter = words::run_text(shorter);
    row.where =
        messages.text(run.count > 1 ? "ui.frames.bytes_each" : "ui.frames.bytes",
                      {{"bytes", std::to_string(run.bytes)}, {"place", messages.text(place)}});
    row.tip = messages.text("ui.frames.tip", {{"words", row.words},
                                              {"from", facts::format_address(run.low)},
                                              {"to", facts::format_address(run.high)}});
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Chain> chains(const state::State& state) {
  std::vector<Chain> all;
  for (const auto& [id, greenlet] : state.greenlets) {
    const auto frames = state::frame_chain(state, greenlet);
    if (greenlet.freed || (frames.empty() && !greenlet.is_main)) continue;
    Chain chain{id, greenlet.name, {}};
    for (const state::InterpreterFrameState* frame : frames) {
      chain.frames.push_back(fmt::format("{} : {}", frame->at.function, frame->at.line));
    }
    all.push_back(std::move(chain));
  }
  return all;
}

}  // namespace greenlens::gui::frames
