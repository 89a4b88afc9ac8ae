// Where the bytes of copies belong: on others' bytes, which is why they are in the heap. A bar at
// the column's edge in their greenlet's colour, and a word where there is room for it.
#include <algorithm>
#include <cmath>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/footprint.h"

namespace greenlens::scene {
namespace {

// Pixels. Of more than two that belong to the same bytes, or more copies than these, only those
// are shown that the step or the reader is about.
constexpr float kBar = 8, kBarGap = 1, kLeastLabel = 13, kBeforeText = 5, kLeastTexts = 16;
constexpr int kMostBeside = 2;
constexpr size_t kMostHomes = 12;

bool is_asked_for(const StackPicture& p, const state::GreenletState& g) {
  return g.id == p.options.selected || (p.thread.in_switch && g.id == p.thread.in_switch->target);
}

Box box_of(const StackPicture& p, facts::Address low, facts::Address high) {
  const float a = p.scale.y(high), b = p.scale.y(low);
  return {p.column.x, std::min(a, b), kBar, std::abs(b - a)};
}

// Its parts on bytes that are not its own, below each other; what it left behind there says itself
// whose it was.
void add_homes(const StackPicture& p, const state::GreenletState& g, std::vector<Home>* homes) {
  const facts::Address low = g.stack_start, high = facts::end_of(low, g.stack_saved);
  std::vector<Home> parts;
  int beside = 0;
  for (const state::StackRange& range : p.ranges) {
    if (range.owner == g.id) continue;
    const facts::Address from = std::max(low, range.low), to = std::min(high, range.high);
    if (from >= to) continue;
    Home home{&g, range.low, state::slice_size(from, to), box_of(p, from, to)};
    home.part = static_cast<int>(parts.size());
    for (const Home& other : *homes) {
      const bool apart = other.bar.bottom() <= home.bar.y || other.bar.y >= home.bar.bottom();
      if (!apart) beside = std::max(beside, other.beside + 1);
    }
    parts.push_back(home);
  }
  if (beside >= kMostBeside && !is_asked_for(p, g)) return;
  for (Home& home : parts) {
    home.beside = beside;
    home.bar.x += static_cast<float>(beside) * (kBar + kBarGap);
    homes->push_back(home);
  }
}

}  // namespace

std::vector<Home> homes_of(const StackPicture& p) {
  std::vector<const state::GreenletState*> away;
  for (const state::GreenletState* g : p.greenlets) {
    if (g->stack_saved > 0 && facts::is_stack_address(g->stack_start)) away.push_back(g);
  }
  std::vector<Home> homes;
  const bool many = away.size() > kMostHomes;
  for (const state::GreenletState* g : away) {
    if (!many || is_asked_for(p, *g)) add_homes(p, *g, &homes);
  }
  for (Home& home : homes) {
    const float middle = home.bar.y + home.bar.h / 2;
    home.labelled = home.bar.h >= kLeastLabel && home.part == 0;
    for (const Home& other : homes) {
      if (&other == &home || other.range_low != home.range_low) continue;
      home.right = std::max(home.right, other.bar.right());
      const bool near = std::abs(other.bar.y + other.bar.h / 2 - middle) < kLeastLabel;
      // Words stand beside the bar that they are about.
      const bool between = other.beside > home.beside && other.bar.y < middle + kLeastLabel / 2 &&
                           other.bar.bottom() > middle - kLeastLabel / 2;
      if ((other.labelled && near) || between) home.labelled = false;
    }
    home.right = std::max(home.right, home.bar.right());
  }
  return homes;
}

Box beside_homes(const std::vector<Home>& homes, facts::Address range_low, Box block, float texts) {
  Box box = block;
  float left = 0;
  for (const Home& home : homes) {
    if (home.range_low != range_low) continue;
    left = std::max(left, home.right - block.x - kInset + kBeforeText);
    const bool on_top = home.bar.y < box.y + kLeastLabel && home.bar.h >= kLeastLabel;
    const float below = home.bar.bottom() - box.y;
    // Rather on one line than where these bytes are not its own.
    if (on_top && box.h - below >= std::min(texts, kLeastTexts)) box.y += below, box.h -= below;
  }
  box.x += left, box.w -= left;
  return box;
}

void paint_home(const StackPicture& p, const Home& home, const Box* texts, Style style) {
  const state::GreenletState& g = *home.greenlet;
  const std::string id = "stack.home." + std::to_string(g.id) +
                         (home.part > 0 ? "." + std::to_string(home.part + 1) : "");
  const std::string bytes = std::to_string(home.bytes);
  const std::string tip =
      p.say("scene.stack.home", {{"name", g.name}, {"bytes", std::to_string(g.stack_saved)}});
  p.painter.rect(id, home.bar, {Role::greenlet, g.id}, {tip, g.id});
  const float middle = home.bar.y + home.bar.h / 2, half = kLeastLabel / 2;
  const bool free =
      texts == nullptr || middle + half <= texts->y || middle - half >= texts->bottom();
  if (!home.labelled || !free) return;
  const float x = home.right + kBeforeText, width = p.column.right() - kInset - x;
  const std::string words = longest_fitting(
      {p.say("scene.stack.belongs", {{"name", g.name}, {"bytes", bytes}}),
       p.say("scene.stack.belongs_short", {{"name", g.name}, {"bytes", bytes}}), "← " + g.name},
      p.small, Face::sans, width);
  const Text text{{x, middle + p.small * kMiddleToBaseline},
                  words,
                  p.small,
                  Face::sans,
                  Align::left,
                  style,
                  style.role == Role::greenlet,
                  style.role == Role::ink};
  if (Painter::fits(text, width)) p.painter.text(id + ".text", text, width, {tip, g.id});
}

}  // namespace greenlens::scene
