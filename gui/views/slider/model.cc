#include "gui/views/slider/model.h"

#include <algorithm>
#include <cmath>

#include "tracer/store/levels.h"

namespace greenlens::gui::slider {

namespace {

// Closer together they are a black bar.
constexpr float kLeastPitch = 3;
constexpr float kLeastReach = 0.6f;  // of the room that there is

std::vector<Tick> dense(const store::Trace& trace, const store::History& history, float pixels) {
  const double steps = static_cast<double>(trace.size()) / std::max(pixels, 1.0f);
  const auto a_pixel = std::max<uint64_t>(static_cast<uint64_t>(std::ceil(steps)), 1);
  const auto count = static_cast<size_t>(std::max<uint64_t>(trace.size() / a_pixel, 1));
  const std::vector<store::Column> columns =
      history.is_exact() && trace.size() <= store::kExactSteps
          ? store::columns_of(history, 0, trace.size(), count)
          : trace.columns(0, trace.size(), count);
  const auto density = [](const store::Column& column) {
    return static_cast<double>(column.switches) / static_cast<double>(column.to - column.from);
  };
  double most = 0;
  for (const store::Column& column : columns) most = std::max(most, density(column));
  std::vector<Tick> all;
  for (const store::Column& column : columns) {
    if (column.switches == 0) continue;
    all.push_back({column.from, "", static_cast<float>(density(column) / most)});
  }
  return all;
}

}  // namespace

std::vector<Tick> ticks(const store::Trace& trace, float pixels) {
  const std::shared_ptr<const store::History> overview = trace.overview();
  const store::History& history = *overview;
  if (!history.is_exact() ||
      static_cast<float>(history.switches().size()) * kLeastPitch > std::max(pixels, kLeastPitch)) {
    return dense(trace, history, pixels);
  }
  const auto name = [&](facts::GreenletId id) {
    const auto found = history.names().find(id);
    return found == history.names().end() ? "#" + std::to_string(id) : found->second;
  };
  std::vector<Tick> all;
  for (const store::SwitchSpan& span : history.switches()) {
    if (span.kind == store::SwitchKind::failed) continue;
    all.push_back({span.to, name(span.origin) + "→" + name(span.target)});
  }
  return all;
}

Ends reach(Area area, const Ends& timeline, float pad) {
  const Ends room{area.at.x + pad, area.at.x + std::max(area.size.x - pad, pad)};
  const bool is_within = timeline.left >= room.left && timeline.right <= room.right;
  const bool is_wide = timeline.right - timeline.left > kLeastReach * (room.right - room.left);
  return is_within && is_wide ? timeline : room;
}

}  // namespace greenlens::gui::slider
