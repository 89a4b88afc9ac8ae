// The copies in the heap, each beside the bytes of the stack that it holds, as high as they are, as
// far as there is room: that a copy is *those* bytes is the point of the whole picture. Made from
// the states on both sides of the step, so that a copy that was freed at this step can still be
// shown as the place its bytes came from.
//
// Where blocks lie in the heap (addresses, allocator) is not told and not drawn: for a switch only
// the size of a copy matters.
#include <algorithm>
#include <cmath>

#include "tracer/facts/address.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

// Pixels. The heights of a copy with so many lines of text.
constexpr float kGap = 8;
constexpr float kCopyTwoLines = 40, kCopyThreeLines = 56, kCopyOneLine = 18;
constexpr float kLeastLine = 13;         // a lower box has no text
constexpr float kLeastBesideStack = 24;  // lower than that on average, and copies go into columns
constexpr float kLeastCopy = 72, kColumnGap = 6, kRowGap = 4;
constexpr float kCopyLineFeed = 16;

// How much more than the others the copy that moves keeps its place, for a straight arrow.
constexpr float kMovedWeight = 30;

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

std::string size_text(const StackPicture& p, const Copy& copy) {
  if (copy.ghost) return p.say("scene.stack.copy_freed");
  return p.say(
      copy_is_whole(*copy.greenlet) ? "scene.stack.copy_whole" : "scene.stack.copy_partial",
      {{"bytes", std::to_string(copy.bytes)}});
}

// Solid, hatched or dashed: the whole slice, a part of it, or nothing any more. A ghost keeps its
// box, or the arrow of the bytes that came back would begin nowhere.
Rect& paint_box(const StackPicture& p, const Copy& copy, const Box& box, const std::string& id,
                const std::string& tip) {
  const state::GreenletState& g = *copy.greenlet;
  Rect& rect =
      p.painter.rect(id, box, {copy.ghost ? Role::stale : Role::greenlet, g.id}, {tip, g.id});
  rect.highlighted = copy.changed();
  if (copy.ghost) {
    rect.pattern = Pattern::dashed_outline;
  } else if (!copy_is_whole(g)) {
    rect.pattern = Pattern::hatched;
  }
  return rect;
}

std::string copy_tip(const StackPicture& p, const Copy& copy) {
  const state::GreenletState& g = *copy.greenlet;
  if (copy.ghost) return p.say("scene.stack.copy_freed_tip", {{"name", g.name}});
  const facts::Address end = facts::end_of(g.stack_start, copy.bytes);
  return p.say("scene.stack.copy_tip", {{"name", g.name},
                                        {"number", std::to_string(g.copy_number)},
                                        {"bytes", std::to_string(copy.bytes)},
                                        {"from", p.address(g.stack_start)},
                                        {"to", p.address(end)}});
}

// Writes the texts of one copy; `width` is what its frames leave of the box.
class CopyTexts {
 public:
  CopyTexts(const StackPicture& picture, const Copy& copy, const Box& box, std::string id,
            std::string tip)
      : p_(picture), copy_(copy), box_(box), id_(std::move(id)), tip_(std::move(tip)) {}

  // Name, size, and what the third line has room for. With only two lines a change is worth more
  // than the size: it says the size, and what it was before.
  void paint_lines(float width) const {
    const state::GreenletState& g = *copy_.greenlet;
    const bool three = box_.h >= kCopyThreeLines - 2;
    const float y = three ? box_.y + 20 : box_.y + box_.h / 2 - 3;
    const std::string title = p_.say("scene.stack.copy", {{"name", g.name}});
    text(".name", y, longest_fitting({title, g.name}, 13.5f, Face::bold, width), 13.5f, Face::bold,
         width);
    if (copy_.changed() && !three) {
      text(".change", y + kCopyLineFeed, change_line(width), p_.small, Face::mono, width);
      return;
    }
    text(".size", y + kCopyLineFeed, size_line(width), p_.small, Face::sans, width);
    if (three && copy_.changed()) {
      text(".change", y + 2 * kCopyLineFeed, change_line(width), p_.small, Face::mono, width);
    } else if (three) {
      text(".number", y + 2 * kCopyLineFeed,
           p_.say("scene.stack.copy_number", {{"number", std::to_string(g.copy_number)}}), p_.small,
           Face::sans, width);
    }
  }

  // The name on the left, and the size on the right if it has a place there. In a column of many
  // the margins are the first to go.
  void paint_line(float width) const {
    const state::GreenletState& g = *copy_.greenlet;
    float left = kInset;
    if (box_.w < 110) left = 5, width = box_.w - 10;
    const float name_size =
        fitting_size(g.name, std::min(p_.normal, box_.h - 3), 8.5f, Face::bold, width);
    const float y = box_.y + box_.h / 2 + name_size * kMiddleToBaseline;
    const float name = text_width(g.name, name_size, Face::bold);
    text(".name", y, g.name, name_size, Face::bold, width, left);
    if (name + 50 >= width) return;
    const float small = std::min(name_size, p_.small);
    const std::string number = std::to_string(copy_.bytes);
    const float room = width - name - 8;
    const Text size{
        {box_.right() - kInset, y},
        longest_fitting({size_text(p_, copy_), p_.say("scene.stack.bytes", {{"bytes", number}}),
                         p_.say("scene.stack.bytes_short", {{"bytes", number}})},
                        small, Face::sans, room),
        small,
        Face::sans,
        Align::right,
        ink(),
        !copy_.ghost};
    // A number that is cut is another number.
    if (Painter::fits(size, room)) p_.painter.text(id_ + ".size", size, room, {tip_, g.id});
  }

 private:
  Style ink() const { return copy_.ghost ? kInk : Style{Role::greenlet, copy_.greenlet->id}; }
  std::string change_line(float width) const {
    const std::string was = std::to_string(copy_.bytes_before), is = std::to_string(copy_.bytes);
    return longest_fitting(
        {p_.say("scene.stack.saved_change", {{"before", was}, {"after", is}}), was + " → " + is},
        p_.small, Face::mono, width);
  }
  std::string size_line(float width) const {
    const std::string shorter =
        copy_.ghost ? p_.say("scene.stack.copy_freed_short")
                    : p_.say("scene.stack.bytes", {{"bytes", std::to_string(copy_.bytes)}});
    return longest_fitting({size_text(p_, copy_), shorter}, p_.small, Face::sans, width);
  }
  void text(const char* part, float y, const std::string& words, float size, Face face, float width,
            float left = kInset) const {
    p_.painter.text(id_ + part,
                    {{box_.x + left, y}, words, size, face, Align::left, ink(), !copy_.ghost},
                    width, {tip_, copy_.greenlet->id});
  }

  const StackPicture& p_;
  const Copy& copy_;
  const Box& box_;
  const std::string id_, tip_;
};

void paint_copy(const StackPicture& p, const Copy& copy, const Box& box) {
  const state::GreenletState& g = *copy.greenlet;
  const std::string id = "stack.copy." + std::to_string(g.id), tip = copy_tip(p, copy);
  const Pattern pattern = paint_box(p, copy, box, id, tip).pattern;
  // Frames are drawn in the copy's own scale: in a column of many they would be hairlines.
  float width = box.w - 2 * kInset;
  if (g.id == p.options.selected && !copy.ghost && g.frames != nullptr && box.h >= kCopyTwoLines &&
      box.w >= kRoomForFrames) {
    const float left = std::min(box.w * 0.54f, 110.0f);
    width = left - kInset - 4;
    paint_frames(p, id, g, {box.x + left, box.y, box.w - left, box.h}, g.stack_start,
                 facts::end_of(g.stack_start, copy.bytes), pattern);
  }
  // A little less height than was asked for will do: rather tight lines than one line less.
  const CopyTexts texts(p, copy, box, id, tip);
  if (box.h >= kCopyTwoLines - 4) {
    texts.paint_lines(width);
  } else if (box.h >= kLeastLine) {
    texts.paint_line(width);
  }
}

bool is_moved(const StackPicture& p, const Copy& copy) {
  return p.moved && p.moved->owner == copy.greenlet->id;
}

// One column, every block beside its bytes as far as there is room. One that has changed gets the
// three lines that its change needs. When all are too high together they share the height in
// proportion; when they are in each other's way they give way to both sides, the moved one least.
std::vector<Box> beside_the_stack(const StackPicture& p, const std::vector<Copy>& copies) {
  const float gaps = kGap * static_cast<float>(copies.size());
  const float least = (p.heap.h - gaps) / static_cast<float>(copies.size());
  std::vector<float> minimums, heights, wanted, weights;
  std::vector<double> sizes;
  float total = 0;
  for (const Copy& copy : copies) {
    minimums.push_back(std::min(copy.changed() ? kCopyThreeLines : kCopyTwoLines, least));
    heights.push_back(std::max(copy.height, minimums.back()));
    sizes.push_back(std::max(1.0f, copy.height));
    wanted.push_back(copy.wanted);
    weights.push_back(is_moved(p, copy) ? kMovedWeight : 1);
    total += heights.back();
  }
  if (total + gaps > p.heap.h) heights = fill(sizes, minimums, p.heap.h - gaps).heights;
  // A slot is a box and half a gap on either side; the outermost halves may stand out.
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

// Many copies: one line each, in columns. Beside the stack each would be a hairline; here at least
// everyone's name and size can be read, still in the order in which their bytes lie on the stack.
// Those that have no place have no box.
std::vector<Box> in_columns(const StackPicture& p, size_t count) {
  const float pitch = kCopyOneLine + kRowGap;
  const size_t rows = std::max<size_t>(1, static_cast<size_t>(p.heap.h / pitch));
  const size_t most = std::max<size_t>(1, static_cast<size_t>(p.heap.w / kLeastCopy));
  const size_t columns = std::min(most, (count + rows - 1) / rows);
  const float width =
      (p.heap.w - kColumnGap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  std::vector<Box> boxes;
  for (size_t i = 0; i < std::min(count, rows * columns); ++i) {
    boxes.push_back({p.heap.x + static_cast<float>(i / rows) * (width + kColumnGap),
                     p.heap.y + static_cast<float>(i % rows) * pitch, width, kCopyOneLine});
  }
  return boxes;
}

std::string how_many_more(const StackPicture& p, size_t count, float width) {
  const auto say = [&](const char* id) { return p.say(id, {{"count", std::to_string(count)}}); };
  return longest_fitting({say("scene.more"), say("scene.more_short")}, p.small, Face::sans, width);
}

}  // namespace

PaintedHeap paint_heap(const StackPicture& p) {
  PaintedHeap result;
  if (p.heap.w <= 0) return result;
  const std::vector<Copy> copies = collect_copies(p);
  if (copies.empty()) {
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
    return result;
  }
  const bool crowded = static_cast<float>(copies.size()) * (kLeastBesideStack + kGap) > p.heap.h;
  const std::vector<Box> boxes =
      crowded ? in_columns(p, copies.size()) : beside_the_stack(p, copies);
  for (size_t i = 0; i < boxes.size(); ++i) {
    // The last box says how many have none, and itself stands for one of them.
    const bool last = i + 1 == boxes.size() && boxes.size() < copies.size();
    if (last) {
      p.painter.text("stack.copy.more",
                     {{boxes[i].x + kInset, boxes[i].y + 13},
                      how_many_more(p, copies.size() - i, boxes[i].w - kInset),
                      p.small,
                      Face::sans,
                      Align::left,
                      kMuted},
                     boxes[i].w - kInset);
      break;
    }
    paint_copy(p, copies[i], boxes[i]);
    if (is_moved(p, copies[i])) result.moved = boxes[i];
    // What no eye sees does not count.
    if (std::abs(boxes[i].h - copies[i].height) > 0.5f) result.to_scale = false;
  }
  return result;
}

}  // namespace greenlens::scene
