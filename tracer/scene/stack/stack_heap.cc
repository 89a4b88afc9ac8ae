// The copies in the heap, each beside the bytes of the stack that it holds, as high as they are, as
// far as there is room: that a copy is *those* bytes is the point of the whole picture. Made from
// the states on both sides of the step, so that a copy that was freed at this step can still be
// shown as the place its bytes came from.
//
// Where blocks lie in the heap (addresses, allocator) is not told and not drawn: for a switch only
// the size of a copy matters.
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "tracer/facts/address.h"
#include "tracer/facts/ended_switch.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/stack/heap_copy.h"
#include "tracer/scene/stack/heap_places.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

// All minimums together take at most so much of the height: the lower ones are, the nearer are the
// copies to where their bytes belong.
constexpr float kShareOfCopies = 0.55f;
// Pixels. A copy that is lower than that keeps its place the more, the lower it is: of a part of a
// slice it is seen to which one it belongs.
constexpr float kKeepsItsPlace = 160;
// How much more than the others the copy that moves keeps its place, for a straight arrow.
constexpr float kMovedWeight = 30;

// Copies in the order in which their bytes lie on the stack.
std::vector<Copy> collect_copies(const StackPicture& p) {
  std::vector<Copy> copies;
  for (const state::GreenletState* each : p.greenlets) {
    const state::GreenletState& greenlet = *each;
    const state::GreenletState* old = find(p.before, greenlet.id);
    Copy copy;
    copy.greenlet = each;
    copy.bytes = greenlet.stack_saved;
    // At the beginning there is no step that could have changed anything.
    copy.bytes_before = p.event == nullptr ? copy.bytes : old != nullptr ? old->stack_saved : 0;
    copy.ghost = copy.bytes == 0 && copy.bytes_before > 0;
    if (copy.bytes == 0 && !copy.ghost) continue;
    // A ghost's place is where its bytes lay before: whoever has died has no stack_start any more.
    const facts::Address start =
        old != nullptr && copy.ghost && facts::is_stack_address(old->stack_start)
            ? old->stack_start
            : greenlet.stack_start;
    const facts::Address end = facts::end_of(start, std::max(copy.bytes, copy.bytes_before));
    const float a = p.scale.y(end), b = p.scale.y(start);
    copy.wanted = (a + b) / 2;
    copy.height = std::abs(b - a);
    copies.push_back(copy);
  }
  std::stable_sort(copies.begin(), copies.end(),
                   [](const Copy& a, const Copy& b) { return a.wanted < b.wanted; });
  return copies;
}

constexpr size_t kMostInColour = 24;  // more would be a quilt

bool is_moved(const StackPicture& p, const Copy& copy) {
  return p.moved && p.moved->owner == copy.greenlet->id;
}

std::string how_many_more(const StackPicture& p, size_t count, float width) {
  const auto say = [&](const char* id) { return p.say(id, {{"count", std::to_string(count)}}); };
  return longest_fitting({say("scene.more"), say("scene.more_short")}, p.small, Face::sans, width);
}

// Where the copies are; an empty box: it has no place. And where it stands how many have none.
struct Places {
  std::vector<Box> boxes;
  Box more = {};
};

bool has_place(const Box& box) { return box.h > 0; }

// In columns; where not all have a place, the last one is for saying so.
Places listed(const Box& heap, size_t count) {
  Places places{in_columns(heap, count)};
  if (places.boxes.size() < count && !places.boxes.empty()) {
    places.more = places.boxes.back();
    places.boxes.pop_back();
  }
  places.boxes.resize(count);
  return places;
}

// Of one of so many.
float least_height(const Box& heap, size_t count) {
  for (const float least : {kCopyThreeLines, kCopyTwoLines}) {
    if (least * static_cast<float>(count) <= kShareOfCopies * heap.h) return least;
  }
  return kCopyOneLine;
}

// A picture of one moment: all room for the copies that there are.
Places places_of_moment(const StackPicture& p, const std::vector<Copy>& copies) {
  if (is_crowded(p.heap, copies.size())) return listed(p.heap, copies.size());
  std::vector<HeapPlace> wishes;
  for (const Copy& copy : copies) {
    // One that has changed gets the three lines that its change needs.
    wishes.push_back({copy.wanted, copy.height, copy.changed() ? kCopyThreeLines : kCopyTwoLines,
                      is_moved(p, copy) ? kMovedWeight : 1});
  }
  return {beside_the_stack(p.heap, wishes)};
}

// The thread's slots from high addresses to low ones, each with its box; the same at every step.
struct SlotBox {
  size_t slot;
  float wanted, height;
  Box box;
};
struct Slots {
  std::vector<SlotBox> all;
  Box more = {};
  std::vector<size_t> place = {};  // in `all` of the slot with that number, if it is the thread's
  const SlotBox* find(std::optional<size_t> slot) const {
    if (!slot || *slot >= place.size() || place[*slot] >= all.size()) return nullptr;
    return all[place[*slot]].slot == *slot ? &all[place[*slot]] : nullptr;
  }
};
Slots slots_of(const StackPicture& p) {
  std::vector<SlotBox> slots;
  const std::vector<HeapSlot>& all = p.options.run->slots();
  for (size_t i = 0; i < all.size(); ++i) {
    if (all[i].thread != p.thread.id) continue;
    const float a = p.scale.y(all[i].high), b = p.scale.y(all[i].low);
    slots.push_back({i, (a + b) / 2, std::abs(b - a), {}});
  }
  std::stable_sort(slots.begin(), slots.end(),
                   [](const SlotBox& a, const SlotBox& b) { return a.wanted < b.wanted; });
  Places places;
  if (is_crowded(p.heap, slots.size())) {
    places = listed(p.heap, slots.size());
  } else {
    std::vector<HeapPlace> wishes;
    for (const SlotBox& slot : slots) {
      wishes.push_back({slot.wanted, slot.height, least_height(p.heap, slots.size()),
                        std::clamp(kKeepsItsPlace / std::max(slot.height, 1.0f), 1.0f, 8.0f)});
    }
    places.boxes = beside_the_stack(p.heap, wishes);
  }
  std::vector<size_t> place(all.size());
  for (size_t i = 0; i < slots.size(); ++i) {
    slots[i].box = places.boxes[i];
    place[slots[i].slot] = i;
  }
  return {std::move(slots), places.more, std::move(place)};
}

// Copies grow from the low end of their slices, and so from the low end of their slots.
Box within_slot(const StackPicture& p, const Copy& copy, const SlotBox& slot) {
  const float scale = slot.height > 0 ? slot.box.h / slot.height : 1;
  const float least = std::min(kCopyTwoLines, slot.box.h);
  Box box = slot.box;
  box.h = std::clamp(copy.height * std::min(scale, 1.0f), least, slot.box.h);
  if (p.options.high_addresses_on_top) box.y = slot.box.bottom() - box.h;
  return box;
}

// Who takes part now is seen, also where there is no room for all: others' boxes are his then.
bool must_be_seen(const StackPicture& p, const Copy& copy) {
  const facts::GreenletId id = copy.greenlet->id;
  if (p.event != nullptr) {
    const std::optional<facts::EndedSwitch> ended = facts::ended_switch(p.event->fact);
    if (ended && (id == ended->origin || id == ended->target)) return true;
  }
  return copy.changed() || id == p.options.selected || id == p.thread.current ||
         (p.thread.in_switch && id == p.thread.in_switch->target);
}

bool is_beside(const StackPicture& p, const Box& box) {
  return has_place(box) && box.x < p.heap.x + 1;
}

void make_seen(const StackPicture& p, const std::vector<Copy>& copies, std::vector<Box>* boxes) {
  size_t taken = copies.size();
  for (size_t i = 0; i < copies.size(); ++i) {
    if (has_place((*boxes)[i]) || !must_be_seen(p, copies[i])) continue;
    while (taken > 0 && (!has_place((*boxes)[taken - 1]) || must_be_seen(p, copies[taken - 1]))) {
      --taken;
    }
    if (taken == 0) return;
    std::swap((*boxes)[i], (*boxes)[taken - 1]);
  }
  // Beside the stack, where no other copy lies on the way of its bytes.
  size_t other = 0;
  for (size_t i = 0; i < copies.size(); ++i) {
    if (!must_be_seen(p, copies[i]) || !has_place((*boxes)[i]) || is_beside(p, (*boxes)[i])) {
      continue;
    }
    while (other < copies.size() &&
           (!is_beside(p, (*boxes)[other]) || must_be_seen(p, copies[other]))) {
      ++other;
    }
    if (other == copies.size()) return;
    std::swap((*boxes)[i], (*boxes)[other]);
  }
}

// Of the whole recording: each greenlet's copies always stand in the same place.
Places places_in_slots(const StackPicture& p, const std::vector<Copy>& copies, const Slots& slots) {
  Places places{std::vector<Box>(copies.size()), slots.more};
  for (size_t i = 0; i < copies.size(); ++i) {
    const std::optional<size_t> its = p.options.run->slot_of(copies[i].greenlet->id);
    const SlotBox* slot = slots.find(its);
    if (slot != nullptr && has_place(slot->box)) places.boxes[i] = within_slot(p, copies[i], *slot);
  }
  make_seen(p, copies, &places.boxes);
  return places;
}

// Who has a slot and no copy now: the place is kept.
std::vector<PlacedCopy> paint_empty_slots(const StackPicture& p, const std::vector<Copy>& copies,
                                          const Slots& slots) {
  std::vector<PlacedCopy> empty;
  std::set<size_t> full;
  for (const Copy& copy : copies) {
    if (const auto slot = p.options.run->slot_of(copy.greenlet->id)) full.insert(*slot);
  }
  for (const state::GreenletState* greenlet : p.greenlets) {
    const std::optional<size_t> its = p.options.run->slot_of(greenlet->id);
    if (!its || greenlet->finished || greenlet->freed || !full.insert(*its).second) continue;
    const SlotBox* slot = slots.find(its);
    if (slot == nullptr || slot->box.h < kLeastLine) continue;
    empty.push_back({greenlet, slot->box});
    const std::string id = "stack.slot." + std::to_string(greenlet->id);
    const std::string tip = p.say("scene.stack.slot_tip", {{"name", greenlet->name}});
    Rect& rect = p.painter.rect(id, slot->box, {Role::panel, 0}, {tip, greenlet->id});
    rect.pattern = Pattern::dashed_outline;
    const float width = slot->box.w - 2 * kInset;
    const std::string words =
        longest_fitting({p.say("scene.stack.slot", {{"name", greenlet->name}}), greenlet->name},
                        p.small, Face::sans, width);
    p.painter.text(
        id + ".text",
        {{slot->box.x + kInset, slot->box.y + slot->box.h / 2 + p.small * kMiddleToBaseline},
         words,
         p.small,
         Face::sans,
         Align::left,
         kMuted},
        width, {tip, greenlet->id});
  }
  return empty;
}

void paint_no_copies(const StackPicture& p) {
  p.painter.text(
      "stack.heap_empty",
      {{p.heap.x + p.heap.w / 2, p.heap.y + 22},
       longest_fitting({p.say("scene.stack.no_copies"), p.say("scene.stack.no_copies_short")},
                       p.normal, Face::sans, p.heap.w),
       p.normal,
       Face::sans,
       Align::center,
       kMuted},
      p.heap.w);
}

void paint_more(const StackPicture& p, const Places& places) {
  const auto without = std::count_if(places.boxes.begin(), places.boxes.end(),
                                     [](const Box& box) { return !has_place(box); });
  if (without == 0 || !has_place(places.more)) return;
  p.painter.text("stack.copy.more",
                 {{places.more.x + kInset, places.more.y + 13},
                  how_many_more(p, static_cast<size_t>(without), places.more.w - kInset),
                  p.small,
                  Face::sans,
                  Align::left,
                  kMuted},
                 places.more.w - kInset, {p.say("scene.stack.copies_more_tip")});
}

}  // namespace

PaintedHeap paint_heap(const StackPicture& p) {
  PaintedHeap result;
  if (p.heap.w <= 0) return result;
  std::vector<Copy> copies = collect_copies(p);
  const bool very_many = copies.size() > kMostInColour;
  for (Copy& copy : copies) copy.quiet = very_many && !must_be_seen(p, copy);
  Places places;
  bool any_slot = false;
  if (p.extent() != nullptr) {
    const Slots slots = slots_of(p);
    places = places_in_slots(p, copies, slots);
    if (!is_crowded(p.heap, slots.all.size())) result.slots = paint_empty_slots(p, copies, slots);
    any_slot = !result.slots.empty();
  } else {
    places = places_of_moment(p, copies);
    make_seen(p, copies, &places.boxes);
  }
  if (copies.empty() && !any_slot) paint_no_copies(p);
  paint_more(p, places);
  std::vector<PlacedCopy> placed;
  for (size_t i = 0; i < copies.size(); ++i) {
    if (has_place(places.boxes[i]) && !copies[i].ghost) {
      placed.push_back({copies[i].greenlet, places.boxes[i]});
    }
  }
  result.edges = paint_ribbons(p, placed, very_many);
  result.copies = placed;
  for (size_t i = 0; i < copies.size(); ++i) {
    const Box& box = places.boxes[i];
    if (!has_place(box)) continue;
    paint_copy(p, copies[i], box);
    if (is_moved(p, copies[i])) result.moved = box;
    // What no eye sees does not count.
    if (std::abs(box.h - copies[i].height) > 0.5f) result.to_scale = false;
  }
  return result;
}

}  // namespace greenlens::scene
