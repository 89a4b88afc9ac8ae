#include "gui/views/strategies/model.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui::strategies {

std::optional<greenlens::strategies::Costs> Along::at(const store::Trace& trace, uint64_t step) {
  step = std::min(step, trace.size());
  if (step > kMostSteps) return {};
  if (trace_ != &trace || state_.step > step || trace_ == nullptr) {
    trace_ = &trace;
    state_ = trace.state(0);
    costs_ = greenlens::strategies::CostsAlong(greenlens::strategies::Assumptions());
  }
  for (uint64_t before = state_.step; state_.step < step; before = state_.step) {
    trace.go_along(&state_, step, &costs_);
    if (state_.step == before) break;
  }
  return costs_.costs();
}

size_t nearest_size(const std::vector<greenlens::strategies::Point>& points, uint64_t bytes) {
  const auto far = [&](const greenlens::strategies::Point& point) {
    return std::abs(std::log2(static_cast<double>(std::max<uint64_t>(point.bytes, 1))) -
                    std::log2(static_cast<double>(std::max<uint64_t>(bytes, 1))));
  };
  const auto at = std::min_element(points.begin(), points.end(),
                                   [&](const auto& a, const auto& b) { return far(a) < far(b); });
  return at == points.end() ? 0 : static_cast<size_t>(at - points.begin());
}

}  // namespace greenlens::gui::strategies
