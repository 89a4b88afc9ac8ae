#include <algorithm>
#include <cmath>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

constexpr float kGap = 8;
constexpr float kTwoLines = 40, kThreeLines = 56, kOneLine = 18;

struct Copy {
  const state::GreenletState* greenlet = nullptr;
  bool ghost = false;  // freed at this step: its bytes are back in place
  uint64_t bytes = 0, bytes_before = 0;
  float wanted = 0, height = 0;  // center and height that the stack's scale gives it
  bool changed() const { return bytes != bytes_before; }
};

// Copies in the order in which their bytes lie on the stack.
std::vector<Copy> collect_copies(const StackPicture& p) {
  std::vector<Copy> copies;
  for (const auto& [id, greenlet] : p.after.greenlets) {
    const state::GreenletState* old = find(p.before, id);
    Copy copy;
    copy.greenlet = &greenlet;
    copy.bytes = greenlet.stack_saved;
    copy.bytes_before = p.event == nullptr ? copy.bytes : old != nullptr ? old->stack_saved : 0;
    copy.ghost = copy.bytes == 0 && copy.bytes_before > 0;
    if (copy.bytes == 0 && !copy.ghost) continue;
    const facts::Address start =
        old != nullptr && copy.ghost && facts::is_stack_address(old->stack_start)
            ? old->stack_start
            : greenlet.stack_start;
    const facts::Address end =
        start + static_cast<facts::Address>(std::max(copy.bytes, copy.bytes_before));
    const float a = p.scale.y(end), b = p.scale.y(start);
    copy.wanted = (a + b) / 2;
    copy.height = std::abs(b - a);
    copies.push_back(copy);
  }
  std::stable_sort(copies.begin(), copies.end(),
                   [](const Copy& a, const Copy& b) { return a.wanted < b.wanted; });
  return copies;
}

std::string size_text(const StackPicture& p, const Copy& copy) {
  if (copy.ghost) return p.say("scene.stack.copy_freed");
  return p.say(
      copy_is_whole(*copy.greenlet) ? "scene.stack.copy_whole" : "scene.stack.copy_partial",
      {{"bytes", std::to_string(copy.bytes)}});
}

void paint_copy(const StackPicture& p, const Copy& copy, const Box& box) {
  const state::GreenletState& g = *copy.greenlet;
  const std::string id = "stack.copy." + std::to_string(g.id);
  const Style style{copy.ghost ? Role::stale : Role::greenlet, g.id};
  const std::string number = std::to_string(g.copy_number);
  const std::string title = p.say("scene.stack.copy", {{"name", g.name}});
  const std::string tip =
      copy.ghost ? p.say("scene.stack.copy_freed_tip", {{"name", g.name}})
                 : p.say("scene.stack.copy_tip",
                         {{"name", g.name},
                          {"number", number},
                          {"bytes", std::to_string(copy.bytes)},
                          {"from", facts::format_address(g.stack_start)},
                          {"to", facts::format_address(g.stack_start +
                                                       static_cast<facts::Address>(copy.bytes))}});
  Rect& rect = p.painter.rect(id, box, style, {tip, g.id});
  rect.highlighted = copy.changed();
  if (copy.ghost) {
    rect.pattern = Pattern::dashed_outline;
  } else if (!copy_is_whole(g)) {
    rect.pattern = Pattern::hatched;
  }
  float width = box.w - 2 * kInset;
  if (g.id == p.options.selected && !copy.ghost && g.frames != nullptr && box.h >= kTwoLines &&
      box.w >= kRoomForFrames) {
    const float left = std::min(box.w * 0.54f, 110.0f);
    width = left - kInset - 4;
    paint_frames(p, id, g, {box.x + left, box.y, box.w - left, box.h}, g.stack_start,
                 g.stack_start + static_cast<facts::Address>(copy.bytes), rect.pattern);
  }
  const Style ink = copy.ghost ? kInk : style;
  float x = box.x + kInset;
  const auto text = [&](const char* part, float y, const std::string& words, float size,
                        Face face) {
    p.painter.text(id + part, {{x, y}, words, size, face, Align::left, ink, !copy.ghost}, width,
                   {tip, g.id});
  };
  if (box.h >= kTwoLines - 4) {
    const bool three = box.h >= kThreeLines - 2;
    const float y = three ? box.y + 20 : box.y + box.h / 2 - 3;
    text(".name", y, longest_fitting({title, g.name}, 13.5f, Face::bold, width), 13.5f, Face::bold);
    const std::string was = std::to_string(copy.bytes_before), is = std::to_string(copy.bytes);
    const std::string change = longest_fitting(
        {p.say("scene.stack.saved_change", {{"before", was}, {"after", is}}), was + " → " + is},
        p.small, Face::mono, width);
    const std::string size = longest_fitting(
        {size_text(p, copy), copy.ghost ? p.say("scene.stack.copy_freed_short")
                                        : p.say("scene.stack.bytes", {{"bytes", is}})},
        p.small, Face::sans, width);
    // On two lines the change is worth more than the size.
    if (copy.changed() && !three) {
      text(".change", y + 16, change, p.small, Face::mono);
      return;
    }
    text(".size", y + 16, size, p.small, Face::sans);
    if (three && copy.changed()) {
      text(".change", y + 32, change, p.small, Face::mono);
    } else if (three) {
      text(".number", y + 32, p.say("scene.stack.copy_number", {{"number", number}}), p.small,
           Face::sans);
    }
  } else if (box.h >= 13) {
    if (box.w < 110) x = box.x + 5, width = box.w - 10;
    const float size = fitting_size(g.name, std::min(p.normal, box.h - 3), 8.5f, Face::bold, width);
    const float y = baseline(box.y + box.h / 2, size);
    const float name = text_width(g.name, size, Face::bold);
    text(".name", y, g.name, size, Face::bold);
    if (name + 50 < width) {
      p.painter.text(
          id + ".size",
          {{box.right() - kInset, y},
           longest_fitting({size_text(p, copy),
                            p.say("scene.stack.bytes", {{"bytes", std::to_string(copy.bytes)}})},
                           std::min(size, p.small), Face::sans, width - name - 8),
           std::min(size, p.small),
           Face::sans,
           Align::right,
           ink,
           !copy.ghost},
          width - name - 8, {tip, g.id});
    }
  }
}

bool is_moved(const StackPicture& p, const Copy& copy) {
  return p.moved && p.moved->owner == copy.greenlet->id;
}

// One column, every block beside its bytes as far as there is room.
std::vector<Box> beside_the_stack(const StackPicture& p, const std::vector<Copy>& copies) {
  const float gaps = kGap * static_cast<float>(copies.size());
  const float least = (p.heap.h - gaps) / static_cast<float>(copies.size());
  std::vector<float> minimums, heights, wanted, weights;
  std::vector<double> sizes;
  float total = 0;
  for (const Copy& copy : copies) {
    minimums.push_back(std::min(copy.changed() ? kThreeLines : kTwoLines, least));
    heights.push_back(std::max(copy.height, minimums.back()));
    sizes.push_back(std::max(1.0f, copy.height));
    wanted.push_back(copy.wanted);
    weights.push_back(is_moved(p, copy) ? 30 : 1);  // its arrow is straight
    total += heights.back();
  }
  if (total + gaps > p.heap.h) heights = fill(sizes, minimums, p.heap.h - gaps).heights;
  std::vector<float> slots;
  for (float height : heights) slots.push_back(height + kGap);
  const std::vector<float> at =
      spread(wanted, slots, p.heap.y - kGap / 2, p.heap.bottom() + kGap / 2, weights);
  std::vector<Box> boxes;
  for (size_t i = 0; i < copies.size(); ++i) {
    boxes.push_back({p.heap.x, at[i] - heights[i] / 2, p.heap.w, heights[i]});
  }
  return boxes;
}

// Many copies: one line each, in columns.
std::vector<Box> in_columns(const StackPicture& p, size_t count) {
  const float pitch = kOneLine + 4;
  const size_t rows = std::max<size_t>(1, static_cast<size_t>(p.heap.h / pitch));
  const size_t most = std::max<size_t>(1, static_cast<size_t>(p.heap.w / 72));
  const size_t columns = std::min(most, (count + rows - 1) / rows);
  const float width =
      (p.heap.w - 6 * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::vector<Box> boxes;
  for (size_t i = 0; i < std::min(count, rows * columns); ++i) {
    boxes.push_back({p.heap.x + static_cast<float>(i / rows) * (width + 6),
                     p.heap.y + static_cast<float>(i % rows) * pitch, width, kOneLine});
  }
  return boxes;
}

}  // namespace

PaintedHeap paint_heap(const StackPicture& p) {
  PaintedHeap result;
  if (p.heap.w <= 0) return result;
  const std::vector<Copy> copies = collect_copies(p);
  if (copies.empty()) {
    p.painter.text("stack.heap_empty",
                   {{p.heap.x + p.heap.w / 2, p.heap.y + 22},
                    p.say("scene.stack.no_copies"),
                    p.normal,
                    Face::sans,
                    Align::center,
                    kMuted},
                   p.heap.w);
    return result;
  }
  const bool crowded = static_cast<float>(copies.size()) * (24 + kGap) > p.heap.h;
  const std::vector<Box> boxes =
      crowded ? in_columns(p, copies.size()) : beside_the_stack(p, copies);
  for (size_t i = 0; i < boxes.size(); ++i) {
    const bool last = i + 1 == boxes.size() && boxes.size() < copies.size();
    if (last) {
      p.painter.text("stack.copy.more",
                     {{boxes[i].x + kInset, boxes[i].y + 13},
                      p.say("scene.more", {{"count", std::to_string(copies.size() - i)}}),
                      p.small,
                      Face::sans,
                      Align::left,
                      kMuted},
                     boxes[i].w - kInset);
      break;
    }
    paint_copy(p, copies[i], boxes[i]);
    if (is_moved(p, copies[i])) result.moved = boxes[i];
    if (std::abs(boxes[i].h - copies[i].height) > 0.5f) result.to_scale = false;
  }
  return result;
}

}  // namespace greenlens::scene
