// Two things break the scale: a piece too small for its name is enlarged, and a piece too big for
// the others is folded. A main program may have used 100 KiB before the first greenlet of 200 bytes
// started; to scale, all that the reader came to see would be a hairline.
#include "tracer/scene/stack/address_scale.h"

#include <algorithm>

#include "tracer/scene/layout.h"

namespace greenlens::scene {
namespace {

constexpr double kFoldFrom = 4096;  // bytes; less is never folded
// From so many times the bytes of all the others together on: at less they still have a seventh of
// the height. At most one piece can be so big.
constexpr double kDwarfs = 6;
// So many times the others is what a folded piece looks like: they then have a quarter of the
// height.
constexpr double kFoldedTo = 3;
// The others count as so many bytes at least, or a few bytes would have that quarter.
constexpr double kLeastOthers = 64;

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
    const bool fold = others > 0 && bytes > kFoldFrom && bytes > kDwarfs * others;
    sizes.push_back(fold ? std::min(bytes, kFoldedTo * std::max(others, kLeastOthers)) : bytes);
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

// Walks from the end with high addresses, as the segments were laid out; which end is on top is
// decided last, so that both directions are each other's mirror image.
float AddressScale::y(facts::Address address) const {
  float distance = 0;
  for (const Segment& segment : segments_) {
    if (address >= segment.high) break;
    if (address <= segment.low) {
      distance = segment.start + segment.height;
      continue;
    }
    // As a double: a float has too few digits for the bytes of a big stack.
    const double part = static_cast<double>(segment.high - address) /
                        static_cast<double>(segment.high - segment.low);
    distance = segment.start + static_cast<float>(segment.height * part);
    break;
  }
  return high_on_top_ ? top_ + distance : bottom_ - distance;
}

std::vector<AddressScale::Fold> AddressScale::folds() const {
  std::vector<Fold> all;
  for (const Segment& segment : segments_) {
    if (segment.folded) all.push_back({segment.low, segment.high});
  }
  return all;
}

}  // namespace greenlens::scene
