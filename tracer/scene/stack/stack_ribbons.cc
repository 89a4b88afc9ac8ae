// What joins a copy to the part of the stack that its bytes belong to: the same bytes, two places.
// Below marks and arrows; the step that moves bytes has its arrow instead.
#include <algorithm>
#include <cmath>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

// More of them would lie upon each other: then only those that the step or the reader is about.
constexpr size_t kMostRibbons = 4;
constexpr float kBesideColumn = 6, kLeastRibbon = 20;  // pixels: a ring has room there
// Where they cross both are seen.
constexpr float kRibbonOpacity = 0.7f;

bool is_about(const StackPicture& p, const state::GreenletState& g) {
  return g.id == p.options.selected || (p.thread.in_switch && (p.thread.in_switch->origin == g.id ||
                                                               p.thread.in_switch->target == g.id));
}

void paint_ribbon(const StackPicture& p, const state::GreenletState& g, const Box& copy,
                  std::vector<RibbonEdge>* edges) {
  const float a = p.scale.y(facts::end_of(g.stack_start, g.stack_saved));
  const float b = p.scale.y(g.stack_start);
  Ribbon ribbon;
  ribbon.left = p.column.right() + kBesideColumn, ribbon.right = copy.x - kBesideColumn;
  ribbon.left_top = std::min(a, b), ribbon.left_bottom = std::max(a, b);
  ribbon.right_top = copy.y, ribbon.right_bottom = copy.bottom();
  ribbon.fill = {Role::stale, g.id};
  ribbon.opacity = kRibbonOpacity;
  if (ribbon.right - ribbon.left < kLeastRibbon) return;
  const std::string bytes = std::to_string(g.stack_saved);
  p.painter.ribbon("stack.ribbon." + std::to_string(g.id), ribbon,
                   {p.say("scene.stack.home", {{"name", g.name}, {"bytes", bytes}}), g.id});
  edges->push_back({ribbon.left_top, ribbon.right_top, true});
  edges->push_back({ribbon.left_bottom, ribbon.right_bottom, false});
}

}  // namespace

std::vector<RibbonEdge> paint_ribbons(const StackPicture& p, const std::vector<PlacedCopy>& copies,
                                      bool very_many) {
  std::vector<RibbonEdge> edges;
  for (const PlacedCopy& copy : copies) {
    const state::GreenletState& g = *copy.greenlet;
    if (p.moved && p.moved->owner == g.id) continue;
    if ((copies.size() <= kMostRibbons && !very_many) || is_about(p, g))
      paint_ribbon(p, g, copy.box, &edges);
  }
  return edges;
}

}  // namespace greenlens::scene
