#include "tracer/scene/processes/processes_bars.h"

#include <algorithm>
#include <cmath>

namespace greenlens::scene {
namespace {

// A run of no length is seen.
constexpr float kLeastCovered = 0.02f;

}  // namespace

int level_of(double covered) {
  if (covered <= 0) return 0;
  // What is full but for a rounding error is full.
  return std::clamp(static_cast<int>(std::ceil(covered * kBarLevels - 0.01)), 1, kBarLevels);
}

std::vector<double> covered_by(const processes::Lane& lane,
                               const std::function<float(uint64_t ns)>& x, float left,
                               float right) {
  std::vector<double> covered(static_cast<size_t>(std::ceil(right - left)) + 1);
  for (const processes::Stretch& one : lane.ran) {
    const float begin = x(one.from_ns), end = x(one.to_ns);
    if (end < left || begin > right) continue;
    const float from = std::clamp(begin, left, right) - left;
    const float to = std::clamp(end, left, right) - left;
    for (auto n = static_cast<size_t>(from); n < covered.size() && static_cast<float>(n) <= to;
         ++n) {
      const float its =
          std::min(to, static_cast<float>(n + 1)) - std::max(from, static_cast<float>(n));
      covered[n] += std::max(its, kLeastCovered) * one.share;
    }
  }
  return covered;
}

}  // namespace greenlens::scene
