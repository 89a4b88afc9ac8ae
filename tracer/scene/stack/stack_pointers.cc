// Pointers of whoever is on the stack: from where a variable lies to where it leads, along the
// right edge of the column. Where a recording tells of lines, variables are known (LineBegun). One
// that means bytes which are only in the heap leads to somebody else's: from there a second line
// goes to the bytes that are meant.
#include <algorithm>
#include <cmath>
#include <set>

#include "tracer/facts/address.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/words/lists.h"
#include "tracer/words/variables.h"

namespace greenlens::scene {
namespace {

// More of them cannot be followed; those that are wrong come first.
constexpr size_t kMostPointers = 5;
// Pixels: how far from the edge they end, how far the first one bends, and each further one more.
constexpr float kFromEdge = 6, kBend = 16, kBendMore = 8;
constexpr float kDot = 5, kBesideCopy = 14;
constexpr float kLeastArrow = 14;   // in a shorter one nothing is seen but its head
constexpr float kLeastColumn = 60;  // a narrower one has its names there

bool is_in_picture(const StackPicture& p, facts::Address address) {
  return facts::is_stack_address(address) && !p.ranges.empty() && p.ranges.back().low <= address &&
         address < top(p.stack);
}

// Whether the bytes at this address of a greenlet's slice are on the stack.
bool lies_in_place(const StackPicture& p, const state::GreenletState& g, facts::Address address) {
  if (g.id == p.thread.current) return true;
  if (!facts::is_stack_address(g.stack_start)) return false;
  return address >= facts::end_of(g.stack_start, g.stack_saved);
}

std::vector<const state::GreenletState*> holders(const StackPicture& p) {
  if (p.stack.kind == facts::StackKind::thread) return p.greenlets;
  const state::GreenletState* lives = resident(p.after, p.stack);
  return lives != nullptr ? std::vector{lives} : std::vector<const state::GreenletState*>{};
}

}  // namespace

std::string pointer_tip(const StackPicture& p, const StackPointer& pointer) {
  const std::string variable = facts::shown(pointer.variable->name);
  std::string tip =
      p.say("scene.stack.pointer_tip", {{"name", pointer.holder->name},
                                        {"variable", variable},
                                        {"line", std::to_string(pointer.holder->line->at.line)},
                                        {"address", p.address(pointer.variable->points_to)}});
  if (pointer.lost) {
    words::add_sentence(p.messages, words::warning_of(p.messages, p.after, *pointer.lost), &tip);
  }
  return tip;
}

namespace {

Meaning meaning_of(const StackPicture& p, const StackPointer& pointer) {
  return {pointer_tip(p, pointer), pointer.holder->id};
}

// The height of a byte in its owner's copy.
float height_in_copy(const StackPicture& p, const PlacedCopy& copy, facts::Address address) {
  const float bytes = static_cast<float>(std::max<uint64_t>(copy.greenlet->stack_saved, 1));
  const float share = static_cast<float>(address - copy.greenlet->stack_start) / bytes;
  return p.options.high_addresses_on_top ? copy.box.bottom() - share * copy.box.h
                                         : copy.box.y + share * copy.box.h;
}

void paint_pointer(const StackPicture& p, const StackPointer& pointer, float bend) {
  const Style style = pointer.lost ? Style{Role::error, 0} : kInk;
  const float from = p.scale.y(pointer.variable->at), to = p.scale.y(pointer.variable->points_to);
  const float right = p.column.right() - kFromEdge;
  const Meaning meaning = meaning_of(p, pointer);
  Rect& dot = p.painter.rect(pointer.id + ".at", {right - kDot / 2, from - kDot / 2, kDot, kDot},
                             style, meaning);
  dot.radius = kDot / 2;
  dot.outlined = false;
  if (std::abs(to - from) < kLeastArrow) return;
  Line& line = p.painter.line(
      pointer.id, {{right, from}, {right - bend, from}, {right - bend, to}, {right, to}}, style,
      meaning);
  line.arrow = true;
  line.width = pointer.lost ? 2 : 1.5f;
}

}  // namespace

std::vector<StackPointer> pointers_of(const StackPicture& p) {
  std::vector<StackPointer> pointers;
  std::set<facts::Address> taken;  // by one that is in scope there, too
  for (const state::GreenletState* g : holders(p)) {
    if (g->line == nullptr || g->finished || g->freed) continue;
    if (g->id != p.thread.current && g->id != p.options.selected) continue;
    for (const facts::LocalValue& local : g->line->locals) {
      if (!is_in_picture(p, local.at) || !is_in_picture(p, local.points_to)) continue;
      if (!lies_in_place(p, *g, local.at) || !taken.insert(local.at).second) continue;
      pointers.push_back({"stack.pointer." + std::to_string(g->id) + "." + std::to_string(local.at),
                          g, &local, state::only_in_heap(p.after, *g, local.points_to)});
    }
  }
  std::stable_sort(pointers.begin(), pointers.end(),
                   [](const StackPointer& a, const StackPointer& b) { return a.lost && !b.lost; });
  if (pointers.size() > kMostPointers) pointers.resize(kMostPointers);
  return pointers;
}

void paint_meant(const StackPicture& p, const StackPointer& pointer, Point from,
                 const PaintedHeap& heap) {
  for (const PlacedCopy& copy : heap.copies) {
    if (copy.greenlet->id != pointer.lost->owner) continue;
    const float y = height_in_copy(p, copy, pointer.variable->points_to);
    // Up or down beside the labels, not through them.
    const float x = std::max(from.x, copy.box.x - kBesideCopy);
    Line& line =
        p.painter.line(pointer.id + ".meant",
                       {from, {x, from.y}, {x, (from.y + y) / 2}, {x, y}, {copy.box.x - 2, y}},
                       {Role::error, 0}, meaning_of(p, pointer));
    line.dashed = line.arrow = true;
  }
}

void paint_pointers(const StackPicture& p) {
  if (p.column.w < kLeastColumn) return;
  float bend = kBend;
  for (const StackPointer& pointer : pointers_of(p)) {
    paint_pointer(p, pointer, std::min(bend, p.column.w / 3));
    bend += kBendMore;
  }
}

}  // namespace greenlens::scene
