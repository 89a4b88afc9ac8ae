#include "tracer/scene/timeline/visible_steps.h"

#include <algorithm>
#include <cmath>

namespace greenlens::scene {
namespace {

// `width` steps, beginning near `from`; all of them when there are no more.
Steps placed(double from, double width, uint64_t size) {
  const double all = static_cast<double>(size);
  width = std::max(width, static_cast<double>(kFewestSteps));
  if (!(width < all)) return {};
  const auto steps = static_cast<uint64_t>(std::llround(width));
  const auto begin = static_cast<uint64_t>(std::llround(std::clamp(from, 0.0, all - width)));
  return {std::min(begin, size - steps), std::min(begin, size - steps) + steps};
}

}  // namespace

Steps within(Steps steps, uint64_t size) {
  if (steps.to == 0 || steps.to > size) steps.to = size;
  if (steps.from >= steps.to) steps.from = 0;
  return steps;
}

Steps zoomed(Steps steps, uint64_t size, uint64_t around, double times) {
  steps = within(steps, size);
  if (!(times > 0)) return steps;
  const auto from = static_cast<double>(steps.from);
  const double width = static_cast<double>(steps.to) - from;
  const double at = static_cast<double>(std::clamp(around, steps.from, steps.to));
  const double narrow = std::max(width / times, static_cast<double>(kFewestSteps));
  const double share = width > 0 ? (at - from) / width : 0;
  return placed(at - share * narrow, narrow, size);
}

Steps moved(Steps steps, uint64_t size, double widths) {
  if (steps.all()) return steps;
  steps = within(steps, size);
  const double width = static_cast<double>(steps.to - steps.from);
  return placed(static_cast<double>(steps.from) + widths * width, width, size);
}

Steps following(Steps steps, uint64_t size, uint64_t step) {
  if (steps.all()) return steps;
  const Steps now = within(steps, size);
  if (step >= now.from && step <= now.to) return steps;
  const double width = static_cast<double>(now.to - now.from);
  const double before = step > now.to ? width / 4 : width * 3 / 4;
  return placed(static_cast<double>(step) - before, width, size);
}

}  // namespace greenlens::scene
