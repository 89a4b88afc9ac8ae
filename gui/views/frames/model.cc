#include "gui/views/frames/model.h"

#include <fmt/format.h>

#include "tracer/facts/shown.h"
#include "tracer/scene/layout.h"
#include "tracer/state/queries.h"
#include "tracer/words/c_frames.h"

namespace greenlens::gui::frames {

std::vector<CRun> c_frames(const words::Messages& messages, const state::State& state,
                           facts::GreenletId greenlet, const words::Machine& machine) {
  const state::GreenletState* g = state::find(state, greenlet);
  if (g == nullptr) return {};
  std::vector<CRun> rows;
  for (const words::OpenedFrame& frame : opened_slice(messages, state, *g, machine)) {
    const words::FrameRun& run = frame.run;
    CRun row;
    row.words = words::run_text(run);
    row.shorter = words::short_run_text(messages, run);
    row.where = messages.text(run.count > 1 ? "ui.frames.bytes_each" : "ui.frames.bytes",
                              {{"bytes", std::to_string(run.bytes)},
                               {"place", words::place_text(messages, frame.bytes_in)}});
    row.tip = messages.text("ui.frames.tip", {{"words", row.words},
                                              {"from", words::address_in(frame, run.low)},
                                              {"to", words::address_in(frame, run.high)}});
    for (auto word = frame.words.rbegin(); word != frame.words.rend(); ++word) {
      const std::string value = words::value_text(*word);
      row.listed.push_back({words::address_in(frame, word->at), value.empty() ? "?" : value,
                            word->meaning, word->at, static_cast<uint64_t>(word->size)});
    }
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
