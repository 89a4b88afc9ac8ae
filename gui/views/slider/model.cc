#include "gui/views/slider/model.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui::slider {

std::vector<Tick> ticks(const store::Trace& trace, float pixels) {
  const std::shared_ptr<const store::History> overview = trace.overview();
  const store::History& history = *overview;
  const auto name = [&](facts::GreenletId id) {
    const auto found = history.names().find(id);
    return found == history.names().end() ? "#" + std::to_string(id) : found->second;
  };
  const double steps = static_cast<double>(trace.size()) / std::max(pixels, 1.0f);
  const auto a_pixel = static_cast<uint64_t>(std::ceil(steps));
  std::vector<Tick> all;
  for (const store::Part& part : history.parts()) {
    const bool apart = all.empty() || part.from >= all.back().step + a_pixel;
    if (part.switches > 0 && apart) all.push_back({part.from, ""});
  }
  const auto& switches = history.switches();
  for (auto span = switches.begin(); span != switches.end();) {
    if (span->kind == store::SwitchKind::failed) {
      ++span;
      continue;
    }
    all.push_back({span->to, name(span->origin) + "→" + name(span->target)});
    span =
        std::lower_bound(span + 1, switches.end(), span->to + a_pixel,
                         [](const store::SwitchSpan& one, uint64_t step) { return one.to < step; });
  }
  return all;
}

}  // namespace greenlens::gui::slider
