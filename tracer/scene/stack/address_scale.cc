#include "tracer/scene/stack/address_scale.h"

#include <algorithm>

#include "tracer/scene/layout.h"

namespace greenlens::scene {
namespace {

constexpr double kFoldFrom = 4096;  // bytes; less is never folded

}  // namespace

AddressScale::AddressScale(const std::vector<ScalePiece>& pieces, float top, float bottom,
                           bool high_on_top)
    : top_(top), bottom_(bottom), high_on_top_(high_on_top) {
  double total = 0;
  for (const ScalePiece& piece : pieces) total += static_cast<double>(piece.high - piece.low);
  std::vector<double> sizes;
  std::vector<float> minimums;
  std::vector<bool> folds;
  for (const ScalePiece& piece : pieces) {
    const double bytes = static_cast<double>(piece.high - piece.low);
    const double others = total - bytes;
    const bool fold = others > 0 && bytes > kFoldFrom && bytes > 6 * others;
    sizes.push_back(fold ? std::min(bytes, 3 * std::max(others, 64.0)) : bytes);
    minimums.push_back(piece.minimum);
    folds.push_back(fold);
    if (fold) to_scale_ = false;
  }
  const Heights filled = fill(sizes, minimums, bottom - top);
  if (!filled.in_proportion) to_scale_ = false;
  float start = 0;
  for (size_t i = 0; i < pieces.size(); ++i) {
    segments_.push_back({pieces[i].low, pieces[i].high, start, filled.heights[i], folds[i]});
    start += filled.heights[i];
  }
}

float AddressScale::y(facts::Address address) const {
  float distance = 0;
  for (const Segment& segment : segments_) {
    if (address >= segment.high) break;
    if (address <= segment.low) {
      distance = segment.start + segment.height;
      continue;
    }
    const double part = static_cast<double>(segment.high - address) /
                        static_cast<double>(segment.high - segment.low);
    distance = segment.start + static_cast<float>(segment.height * part);
    break;
  }
  return high_on_top_ ? top_ + distance : bottom_ - distance;
}

bool AddressScale::folded(facts::Address low, facts::Address high) const {
  for (const Segment& segment : segments_) {
    if (segment.low == low && segment.high == high) return segment.folded;
  }
  return false;
}

}  // namespace greenlens::scene
