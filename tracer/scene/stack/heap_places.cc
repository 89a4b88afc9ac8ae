#include "tracer/scene/stack/heap_places.h"

#include <algorithm>

#include "tracer/scene/layout.h"

namespace greenlens::scene {
namespace {

constexpr float kGap = 8;
constexpr float kLine = 18, kLeastBesideStack = 24;  // lower than that on average: in columns
constexpr float kLeastWidth = 72, kColumnGap = 6, kRowGap = 4;

}  // namespace

bool is_crowded(const Box& heap, size_t count) {
  return static_cast<float>(count) * (kLeastBesideStack + kGap) > heap.h;
}

std::vector<Box> beside_the_stack(const Box& heap, const std::vector<HeapPlace>& places) {
  const float gaps = kGap * static_cast<float>(places.size());
  const float least = (heap.h - gaps) / static_cast<float>(places.size());
  std::vector<float> minimums, heights, wanted, weights;
  std::vector<double> sizes;
  float total = 0;
  for (const HeapPlace& place : places) {
    minimums.push_back(std::min(place.minimum, least));
    heights.push_back(std::max(place.height, minimums.back()));
    sizes.push_back(std::max(1.0f, place.height));
    wanted.push_back(place.wanted);
    weights.push_back(place.weight);
    total += heights.back();
  }
  if (total + gaps > heap.h) heights = fill(sizes, minimums, heap.h - gaps).heights;
  // A slot is a box and half a gap on either side; the outermost halves may stand out.
  std::vector<float> slots;
  for (float height : heights) slots.push_back(height + kGap);
  const std::vector<float> at =
      spread(wanted, slots, heap.y - kGap / 2, heap.bottom() + kGap / 2, weights);
  std::vector<Box> boxes;
  for (size_t i = 0; i < places.size(); ++i) {
    boxes.push_back({heap.x, at[i] - heights[i] / 2, heap.w, heights[i]});
  }
  return boxes;
}

std::vector<Box> in_columns(const Box& heap, size_t count) {
  const float pitch = kLine + kRowGap;
  const size_t rows = std::max<size_t>(1, static_cast<size_t>(heap.h / pitch));
  const size_t most = std::max<size_t>(1, static_cast<size_t>(heap.w / kLeastWidth));
  const size_t columns = std::min(most, (count + rows - 1) / rows);
  const float width =
      (heap.w - kColumnGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::vector<Box> boxes;
  for (size_t i = 0; i < std::min(count, rows * columns); ++i) {
    boxes.push_back({heap.x + static_cast<float>(i / rows) * (width + kColumnGap),
                     heap.y + static_cast<float>(i % rows) * pitch, width, kLine});
  }
  return boxes;
}

}  // namespace greenlens::scene
