#include "gui/views/frames/model.h"

#include <fmt/format.h>

#include "tracer/state/queries.h"

namespace greenlens::gui::frames {

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
