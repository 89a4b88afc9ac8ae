#include "gui/views/stack/point.h"

#include <algorithm>
#include <cmath>

namespace greenlens::gui::stack {

using greenlens::questions::Range;
using scene::ShownStack;

namespace {

// The ruler on the left and the marks on the right belong to the column.
constexpr float kBeside = 150;

}  // namespace

const ShownStack* stack_at(const scene::Scene& scene, float x) {
  const ShownStack* found = nullptr;
  for (const ShownStack& stack : scene.stacks) {
    if (stack.edges.empty()) continue;
    const bool is_there = x >= stack.column.x - kBeside && x <= stack.column.right() + kBeside;
    const auto distance = [&](const ShownStack& one) {
      return std::abs(one.column.x + one.column.w / 2 - x);
    };
    if (is_there && (found == nullptr || distance(stack) < distance(*found))) found = &stack;
  }
  return found;
}

facts::Address address_at(const ShownStack& stack, float y) {
  const auto nearest = std::min_element(
      stack.edges.begin(), stack.edges.end(),
      [&](const auto& a, const auto& b) { return std::abs(a.y - y) < std::abs(b.y - y); });
  return nearest->address;
}

std::optional<Range> range_between(const ShownStack& stack, float a, float b) {
  const facts::Address one = address_at(stack, a), other = address_at(stack, b);
  if (one == other) return {};
  return Range{std::min(one, other), std::max(one, other)};
}

std::optional<Range> range_around(const ShownStack& stack, float y) {
  for (size_t i = 1; i < stack.edges.size(); ++i) {
    const ShownStack::Edge &low = stack.edges[i - 1], &high = stack.edges[i];
    if (y >= std::min(low.y, high.y) && y < std::max(low.y, high.y)) {
      return Range{low.address, high.address};
    }
  }
  return {};
}

std::optional<float> height_of(const ShownStack& stack, facts::Address address) {
  for (const ShownStack::Edge& edge : stack.edges) {
    if (edge.address == address) return edge.y;
  }
  return {};
}

}  // namespace greenlens::gui::stack
