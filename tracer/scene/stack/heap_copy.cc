#include "tracer/scene/stack/heap_copy.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/address.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

constexpr float kLowestTwoLines = 32;
// Of three lines in a box that is hardly high enough for them: none of them on its border.
constexpr float kCopyLineFeed = 16, kTightLineFeed = 15, kTightBelow = 60, kLowLineFeed = 14;

std::string size_text(const StackPicture& p, const Copy& copy) {
  if (copy.ghost) return p.say("scene.stack.copy_freed");
  return p.say(
      copy_is_whole(*copy.greenlet) ? "scene.stack.copy_whole" : "scene.stack.copy_partial",
      {{"bytes", std::to_string(copy.bytes)}});
}

constexpr float kBandOfQuiet = 8;  // pixels: the colour of a copy that nobody looks for

// Solid, hatched or dashed: the whole slice, a part of it, or nothing any more. A ghost keeps its
// box, or the arrow of the bytes that came back would begin nowhere. Of very many only those that
// the step is about have all of their colour.
Pattern paint_box(const StackPicture& p, const Copy& copy, const Box& box, const std::string& id,
                  const std::string& tip) {
  const state::GreenletState& g = *copy.greenlet;
  const Pattern pattern = copy.ghost         ? Pattern::dashed_outline
                          : copy_is_whole(g) ? Pattern::solid
                                             : Pattern::hatched;
  const Meaning meaning{tip, g.id};
  const Style style{copy.ghost ? Role::stale : Role::greenlet, g.id};
  Rect& rect = p.painter.rect(id, box, copy.quiet ? Style{Role::panel, 0} : style, meaning);
  rect.highlighted = copy.changed();
  if (!copy.quiet) {
    rect.pattern = pattern;
    return pattern;
  }
  const Box band{box.x, box.y, std::min(kBandOfQuiet, box.w), box.h};
  p.painter.rect(id + ".band", band, style, meaning).pattern = pattern;
  return Pattern::solid;
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
    const bool tight = three && box_.h < kTightBelow;
    const bool low = box_.h < kCopyTwoLines - 2;
    const float feed = low ? kLowLineFeed : tight ? kTightLineFeed : kCopyLineFeed;
    const float y = tight   ? box_.y + 18
                    : three ? box_.y + 20
                            : box_.y + box_.h / 2 - (low ? 2.0f : 3.0f);
    const std::string title = p_.say("scene.stack.copy", {{"name", g.name}});
    const std::string name = longest_fitting({title, g.name}, 13.5f, Face::bold, width);
    // Whose it is shrinks before it is cut.
    const float name_size = fitting_size(name, 13.5f, 9.5f, Face::bold, width);
    text(".name", y, name, name_size, Face::bold, width);
    if (copy_.changed() && !three) {
      text(".change", y + feed, change_line(width), p_.small, Face::mono, width);
      return;
    }
    text(".size", y + feed, size_line(width), p_.small, Face::sans, width);
    if (three && copy_.changed()) {
      text(".change", y + 2 * feed, change_line(width), p_.small, Face::mono, width);
    } else if (three) {
      text(".number", y + 2 * feed,
           is_for_nobody()
               ? longest_fitting(
                     {p_.say("scene.stack.for_nobody"), p_.say("scene.stack.for_nobody_short")},
                     p_.small, Face::bold, width)
               : p_.say("scene.stack.copy_number", {{"number", std::to_string(g.copy_number)}}),
           p_.small, is_for_nobody() ? Face::bold : Face::sans, width);
    }
  }

  // The name on the left, and the size on the right if it has a place there. In a column of many
  // the margins are the first to go.
  void paint_line(float width) const {
    const state::GreenletState& g = *copy_.greenlet;
    const float inset = box_.w < 110 ? 5 : kInset;
    float left = inset;
    width = std::max(width, box_.w - 2 * inset);
    const float band = copy_.quiet                       ? kBandOfQuiet + 3
                       : copy_.ghost || copy_is_whole(g) ? 0
                                                         : hatched_band(box_).w + 3;
    if (left < band) width -= band - left, left = band;
    float name_size =
        fitting_size(g.name, std::min(p_.normal, box_.h - 3), 8.5f, Face::bold, width);
    float small = std::min(name_size, p_.small);
    // Both a little smaller rather than one without the other.
    const auto both = [&] {
      return text_width(g.name, name_size, Face::bold) + 8 +
             text_width(sizes().back(), small, Face::sans);
    };
    while (box_.h < kTwoSmallLines && both() > width && name_size > 9) {
      name_size -= 0.5f, small = std::min(name_size, p_.small);
    }
    const float y = box_.y + box_.h / 2 + name_size * kMiddleToBaseline;
    const float name = text_width(g.name, name_size, Face::bold);
    const float room = width - name - 8;
    const Text size{{box_.right() - inset, y},
                    longest_fitting(sizes(), small, Face::sans, room),
                    small,
                    Face::sans,
                    Align::right,
                    ink(),
                    on_colour()};
    // A number that is cut is another number.
    if (!Painter::fits(size, room) && box_.h >= kTwoSmallLines)
      return paint_small_lines(width, left);
    text(".name", y, g.name, name_size, Face::bold, width, left);
    if (Painter::fits(size, room)) p_.painter.text(id_ + ".size", size, room, {tip_, g.id});
  }

 private:
  void paint_small_lines(float width, float left) const {
    const SmallLines lines = small_lines(box_, p_.small);
    const std::string& name = copy_.greenlet->name;
    text(".name", lines.first, name, fitting_size(name, lines.size, 8.5f, Face::bold, width),
         Face::bold, width, left);
    text(".size", lines.second, longest_fitting(sizes(), lines.size, Face::sans, width), lines.size,
         Face::sans, width, left);
  }
  // How much it is, from the longest wording to the shortest.
  std::vector<std::string> sizes() const {
    if (copy_.ghost) return {size_text(p_, copy_), p_.say("scene.stack.copy_freed_short")};
    return {size_text(p_, copy_), p_.bytes_text(copy_.bytes),
            p_.say("scene.stack.bytes_short", {{"bytes", std::to_string(copy_.bytes)}})};
  }
  bool on_colour() const { return !copy_.ghost && !copy_.quiet; }
  Style ink() const { return !on_colour() ? kInk : Style{Role::greenlet, copy_.greenlet->id}; }
  std::string change_line(float width) const {
    const std::string was = std::to_string(copy_.bytes_before), is = std::to_string(copy_.bytes);
    return longest_fitting({p_.say("scene.stack.saved_change", {{"before", was}, {"after", is}}),
                            was + " → " + is, was + "→" + is, is},
                           p_.small, Face::mono, width);
  }
  // Whoever has not finished when the program has never will.
  bool is_for_nobody() const {
    return p_.after.program_finished && p_.after.end != facts::End::detached &&
           !copy_.greenlet->is_main && !copy_.ghost;
  }
  std::string size_line(float width) const {
    const std::string bytes = std::to_string(copy_.bytes);
    if (is_for_nobody() && box_.h < kCopyThreeLines - 2) {
      return longest_fitting({p_.say("scene.stack.bytes_for_nobody", {{"bytes", bytes}}),
                              p_.say("scene.stack.for_nobody"),
                              p_.say("scene.stack.for_nobody_short"), sizes().back()},
                             p_.small, Face::sans, width);
    }
    return longest_fitting(sizes(), p_.small, Face::sans, width);
  }
  void text(const char* part, float y, const std::string& words, float size, Face face, float width,
            float left = kInset) const {
    p_.painter.text(id_ + part,
                    {{box_.x + left, y}, words, size, face, Align::left, ink(), on_colour()}, width,
                    {tip_, copy_.greenlet->id});
  }

  const StackPicture& p_;
  const Copy& copy_;
  const Box& box_;
  const std::string id_, tip_;
};

}  // namespace

void paint_copy(const StackPicture& p, const Copy& copy, const Box& box) {
  const state::GreenletState& g = *copy.greenlet;
  const std::string id = "stack.copy." + std::to_string(g.id), tip = copy_tip(p, copy);
  const Pattern pattern = paint_box(p, copy, box, id, tip);
  if (g.id == p.options.selected) {
    p.painter.selection_frame(id, box, {p.say("scene.selected"), g.id});
  }
  // Frames are drawn in the copy's own scale: in a column of many they would be hairlines.
  Box place = box;
  float width = box.w - 2 * kInset;
  if (g.id == p.options.selected && !copy.ghost && frames_hold(p.after, g) &&
      box.h >= kCopyTwoLines) {
    const FramesPlace places = frames_place(box, 0.54f, 110);
    place = places.texts;
    width = place.w - kInset - 4;
    paint_frames(p, id, g, places.frames, g.stack_start, facts::end_of(g.stack_start, copy.bytes),
                 pattern);
  }
  // A little less height than was asked for will do: rather tight lines than one line less.
  const CopyTexts texts(p, copy, place, id, tip);
  if (place.h >= kLowestTwoLines) {
    texts.paint_lines(width);
  } else if (place.h >= kLeastLine) {
    texts.paint_line(width);
  }
}

}  // namespace greenlens::scene
