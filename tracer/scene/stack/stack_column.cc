// The C stack as a column of blocks, one for each range of bytes that is somebody's, and in the
// block of the selected greenlet its C frames. Made from stack_ranges() and the scale; it decides
// nothing about who owns what. Addresses are the ruler's and the marks' business, not this
// column's.
//
// A living block is solid in its greenlet's colour, what was left behind is faint with a dashed
// border: whose bytes they were can still be seen, but they cannot be mistaken for bytes that
// matter.
#include <algorithm>
#include <map>
#include <sstream>

#include "tracer/facts/address.h"
#include "tracer/facts/ended_switch.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

// Pixels. Name and detail take two lines, in a high block below its upper edge and else in its
// middle; in a lower one they share a line; the lowest have colour and tooltip only.
constexpr float kTwoLines = 34, kLooseLines = 42, kTwoLinesFromTop = 48, kOneLine = 12;
constexpr float kLineFeed = 16, kTightFeed = 14, kWordGap = 8;
constexpr float kLeastDetail = 8.5f, kLeastName = 9;  // text sizes
constexpr float kStrokeWide = 7, kStrokeHigh = 4, kBetweenStrokes = 6;
constexpr float kBelowLine = 4;  // what a text has below its baseline

std::string in_place_detail(const StackPicture& p, const state::GreenletState& owner,
                            uint64_t bytes) {
  const std::string here = std::to_string(bytes);
  if (owner.finished) return p.say("scene.stack.dying", {{"bytes", here}});
  // In a switch nobody runs its own code, though one is current.
  if (owner.id == p.thread.current && !p.thread.in_switch) {
    return p.say("scene.stack.running", {{"bytes", here}});
  }
  if (owner.stack_saved > 0) {
    return p.say("scene.stack.in_place_partly",
                 {{"bytes", here}, {"all", std::to_string(bytes + owner.stack_saved)}});
  }
  return p.say("scene.stack.in_place", {{"bytes", here}});
}

std::string stale_detail(const StackPicture& p, const state::GreenletState* owner, uint64_t bytes) {
  const char* id = owner == nullptr || owner->finished ? "scene.stack.stale_dead"
                   : owner->stack_saved > 0            ? "scene.stack.stale_copied"
                                                       : "scene.stack.stale";
  return p.say(id, {{"bytes", std::to_string(bytes)}});
}

// The ring says "changed now". Of a block that is: it got its bytes back, or somebody began or went
// on in it. (Who ends has no block any more: its bytes are stale from that step on. Where bytes
// went to the heap, the ring is around the copy.)
bool is_highlighted(const StackPicture& p, const state::StackRange& range) {
  if (p.event == nullptr || range.occupancy != state::Occupancy::in_place) return false;
  if (const auto* f = p.fact<facts::SliceRestored>()) return f->target == range.owner;
  if (const auto f = facts::ended_switch(p.event->fact)) return f->target == range.owner;
  if (const auto* f = p.fact<facts::BodyEntered>()) return f->greenlet == range.owner;
  return false;
}

Box paint_small_lines(const StackPicture& p, const std::string& id, const Box& box,
                      const std::vector<std::string>& names,
                      const std::vector<std::string>& details, Style style,
                      facts::GreenletId greenlet) {
  const float width = box.w - 2 * kInset, x = box.x + kInset;
  const bool on_greenlet = style.role == Role::greenlet;
  const SmallLines lines = small_lines(box, p.small);
  const auto write = [&](const char* part, float y, const std::vector<std::string>& wordings,
                         Face face, Style ink) {
    Text text{{x, y},      longest_fitting(wordings, lines.size, face, width),
              lines.size,  face,
              Align::left, ink,
              on_greenlet, !on_greenlet};
    const bool is_name = face == Face::bold;
    if (!is_name) text.size = fitting_size(text.text, text.size, kLeastDetail, face, width);
    if (is_name || Painter::fits(text, width)) {
      p.painter.text(id + part, text, width, {"", greenlet});
    }
  };
  write(".name", lines.first, names, Face::bold, style);
  write(".detail", lines.second, details, Face::sans,
        on_greenlet ? style : Style{Role::muted, style.greenlet});
  return {box.x, lines.first - lines.size, box.w, lines.second - lines.first + lines.size};
}

// Name and detail on two lines, or on one, or nothing: as the height allows. Where it has a line of
// its own the name shrinks before it is cut, because it says who this is; a detail is exchanged for
// a shorter wording, down to the bare number of bytes.
Box paint_texts(const StackPicture& p, const std::string& id, const Box& box,
                const std::vector<std::string>& names, const std::vector<std::string>& details,
                Style style, facts::GreenletId greenlet) {
  const float width = box.w - 2 * kInset, x = box.x + kInset;
  const bool on_greenlet = style.role == Role::greenlet, on_stale = !on_greenlet;
  const Style quiet = on_greenlet ? style : Style{Role::muted, style.greenlet};
  if (width <= 0) return {};
  if (box.h >= kTwoLines) {
    const std::string name = longest_fitting(names, 14, Face::bold, width);
    const float name_size = fitting_size(name, 14, kLeastName, Face::bold, width);
    // A ring around the neighbour lies on the edge of a block.
    const bool tight = box.h < kLooseLines;
    const float feed = tight ? kTightFeed : kLineFeed;
    const float y = box.h >= kTwoLinesFromTop ? box.y + 20 : box.y + box.h / 2 - (tight ? 2 : 3);
    p.painter.text(id + ".name",
                   {{x, y}, name, name_size, Face::bold, Align::left, style, on_greenlet, on_stale},
                   width, {"", greenlet});
    Text detail{{x, y + feed}, longest_fitting(details, p.small, Face::sans, width),
                p.small,       Face::sans,
                Align::left,   quiet,
                on_greenlet,   on_stale};
    detail.size = fitting_size(detail.text, p.small, kLeastDetail, Face::sans, width);
    // Half of a number is another number.
    if (Painter::fits(detail, width)) p.painter.text(id + ".detail", detail, width, {"", greenlet});
    return {box.x, y - name_size, box.w, name_size + feed + kBelowLine};
  }
  if (box.h >= kOneLine) {
    const float most = std::min(p.normal, box.h - 3);
    const std::string name = longest_fitting(names, most, Face::bold, width);
    const float size = fitting_size(name, most, std::min(most, kLeastName), Face::bold, width);
    const float y = box.y + box.h / 2 + size * kMiddleToBaseline;
    const float name_width = text_width(name, size, Face::bold);
    const float least_detail =
        text_width(details.back(), std::min(size, p.small), Face::sans) + kWordGap;
    if (box.h >= kTwoSmallLines && name_width + least_detail > width) {
      return paint_small_lines(p, id, box, names, details, style, greenlet);
    }
    p.painter.text(id + ".name",
                   {{x, y}, name, size, Face::bold, Align::left, style, on_greenlet, on_stale},
                   width, {"", greenlet});
    const float left = width - name_width - kWordGap;
    const Text detail{{x + name_width + kWordGap, y},
                      longest_fitting(details, std::min(size, p.small), Face::sans, left),
                      std::min(size, p.small),
                      Face::sans,
                      Align::left,
                      quiet,
                      on_greenlet,
                      on_stale};
    // Half of a number is another number.
    if (Painter::fits(detail, left)) p.painter.text(id + ".detail", detail, left, {"", greenlet});
    return {box.x, y - size, box.w, size + kBelowLine};
  }
  return {};
}

void paint_unused(const StackPicture& p, const std::string& id, const Box& box) {
  p.painter.rect(id, box, {Role::unused, 0}, {p.say("scene.stack.unused_tip")});
}

void paint_range(const StackPicture& p, const state::StackRange& range, const std::string& id,
                 const std::vector<Home>& homes) {
  const float a = p.scale.y(range.high), b = p.scale.y(range.low);
  const Box box{p.column.x, std::min(a, b), p.column.w, std::abs(b - a)};
  const uint64_t bytes = static_cast<uint64_t>(range.high - range.low);
  const std::string name = name_of(p.after, range.owner);
  const std::string from = p.address(range.low), to = p.address(range.high);
  const std::initializer_list<words::Messages::Place> places = {
      {"name", name}, {"bytes", std::to_string(bytes)}, {"from", from}, {"to", to}};
  const std::string count = p.bytes_text(bytes),
                    short_count = p.say("scene.stack.bytes_short", places);
  const auto paint_homes = [&](const Box* texts, Style style) {
    for (const Home& home : homes) {
      if (home.range_low == range.low) paint_home(p, home, texts, style);
    }
  };
  const Box free = beside_homes(homes, range.low, box, kTwoLines);
  const state::GreenletState* owner = find(p.after, range.owner);
  if (range.occupancy == state::Occupancy::unused) {
    paint_unused(p, id, box);
    paint_homes(nullptr, kMuted);
  } else if (range.occupancy == state::Occupancy::stale) {
    Rect& rect = p.painter.rect(id, box, {Role::stale, range.owner},
                                {p.say("scene.stack.stale_tip", places), range.owner});
    rect.pattern = Pattern::dashed_outline;
    const std::string was = p.say("scene.stack.was", places);
    const bool has_room = text_width(was, kLeastName, Face::bold) <= free.w - 2 * kInset;
    const Box texts =
        paint_texts(p, id, free,
                    {p.say("scene.stack.was_here", places),
                     has_room ? was : p.say("scene.stack.was_short", places)},
                    {stale_detail(p, owner, bytes), p.say("scene.stack.stale", places),
                     p.say("scene.stack.stale_short", places), count, short_count},
                    {Role::ink, range.owner}, range.owner);
    paint_homes(&texts, {Role::ink, range.owner});
  } else {
    Rect& rect = p.painter.rect(id, box, {Role::greenlet, range.owner},
                                {p.say("scene.stack.in_place_tip", places), range.owner});
    rect.highlighted = is_highlighted(p, range);
    if (owner == nullptr) return;
    const bool open = range.owner == p.options.selected && frames_hold(p.after, *owner);
    Box text = open ? box : free;
    if (open) {
      float left = box.x;  // of what bars have left
      for (const Home& home : homes) {
        if (home.range_low == range.low) left = std::max(left, home.right);
      }
      const FramesPlace place = frames_place({left, box.y, box.right() - left, box.h}, 0.42f, 120);
      text = place.texts;
      paint_frames(p, id, *owner, place.frames, range.low, range.high, Pattern::solid);
    }
    const std::string shorter = owner->finished ? p.say("scene.stack.dying_short", places)
                                                : p.say("scene.stack.in_place", places);
    Box texts = paint_texts(p, id, text, {name},
                            {in_place_detail(p, *owner, bytes), shorter, count, short_count},
                            {Role::greenlet, range.owner}, range.owner);
    if (open) texts = box;
    paint_homes(&texts, {Role::greenlet, range.owner});
  }
}

// The stack below everything that was ever used: it goes on, and the picture says where to.
void paint_empty_end(const StackPicture& p) {
  const bool up = p.options.high_addresses_on_top;
  const float edge = p.scale.y(p.lowest_used);
  const Box unused = up ? Box{p.column.x, edge, p.column.w, p.column.bottom() - edge}
                        : Box{p.column.x, p.column.y, p.column.w, edge - p.column.y};
  paint_unused(p, "stack.unused", unused);
  if (unused.h < 16) return;
  const float width = unused.w - 2 * kInset;
  p.painter.text("stack.unused.text",
                 {{unused.x + kInset, unused.y + unused.h / 2 + 4},
                  longest_fitting({p.say(up ? "scene.stack.unused" : "scene.stack.unused_up"),
                                   p.say("scene.stack.unused_short")},
                                  p.small, Face::sans, width),
                  p.small,
                  Face::sans,
                  Align::left,
                  kMuted},
                 width);
}

// Where the axis is broken: two strokes through both edges of the column, at the same place at
// every step, whosever bytes are there. The ruler says how much it is.
void paint_fold(const StackPicture& p, const AddressScale::Fold& fold) {
  const float y = fold_y(p, fold);
  const Meaning meaning{fold_tip(p, fold)};
  for (const bool left : {true, false}) {
    const float x = left ? p.column.x : p.column.right();
    for (int i = 0; i < 2; ++i) {
      const float at = y + (i == 0 ? -kBetweenStrokes / 2 : kBetweenStrokes / 2);
      p.painter
          .line("stack.fold." + std::to_string(fold.high) + (left ? ".left." : ".right.") +
                    std::to_string(i),
                {{x - kStrokeWide, at + kStrokeHigh}, {x + kStrokeWide, at - kStrokeHigh}}, kInk,
                meaning)
          .width = 2;
    }
  }
}

// "stack.in_place.2": by kind and owner, not by address, so that a block that grows or shrinks from
// step to step is the same block to the animation. Should an owner have several of a kind, the one
// at the highest addresses keeps the plain id and the others are numbered.
std::string range_id(const state::StackRange& range, std::map<std::string, int>* seen) {
  std::string id = range.occupancy == state::Occupancy::in_place ? "stack.in_place."
                   : range.occupancy == state::Occupancy::stale  ? "stack.stale."
                                                                 : "stack.free.";
  id += std::to_string(range.owner);
  const int number = ++(*seen)[id];
  return number > 1 ? id + "." + std::to_string(number) : id;
}

}  // namespace

float fold_y(const StackPicture& p, const AddressScale::Fold& fold) {
  return (p.scale.y(fold.low) + p.scale.y(fold.high)) / 2;
}

std::string fold_tip(const StackPicture& p, const AddressScale::Fold& fold) {
  return p.say(
      "scene.stack.fold_tip",
      {{"kib", kib_text(fold)}, {"from", p.address(fold.low)}, {"to", p.address(fold.high)}});
}

std::string kib_text(const AddressScale::Fold& fold) {
  return std::to_string(state::slice_size(fold.low, fold.high) / 1024);
}

SmallLines small_lines(const Box& box, float most) {
  constexpr float kOfHeight = 0.4f, kFeed = 1.1f, kBelow = 0.22f;  // of a line: of its size
  const float size = std::min(most, box.h * kOfHeight);
  const float high = size * (1 + kFeed);
  const float first = box.y + (box.h - high) / 2 + size * (1 - kBelow / 2);
  return {size, first, first + size * kFeed};
}

namespace {

// In one line, or a word a line.
std::vector<std::string> words_of_nothing(const StackPicture& p, float room) {
  if (p.thread.ended) return {p.say("scene.stack.gone")};
  const std::string words = longest_fitting(
      {p.say("scene.stack.empty"), p.say("scene.stack.empty_short")}, p.normal, Face::sans, room);
  if (text_width(words, p.normal, Face::sans) <= room) return {words};
  std::vector<std::string> lines;
  std::istringstream in(words);
  for (std::string word; in >> word;) lines.push_back(word);
  return lines;
}

void paint_nothing(const StackPicture& p) {
  constexpr float kInsetOfNothing = 5;
  const float room = p.column.w - 2 * kInsetOfNothing, feed = p.normal * 1.3f;
  const std::vector<std::string> lines = words_of_nothing(p, room);
  float y = p.column.y + p.column.h / 2 - feed * static_cast<float>(lines.size() - 1) / 2;
  for (size_t i = 0; i < lines.size(); ++i, y += feed) {
    p.painter.text(
        i == 0 ? "stack.empty" : "stack.empty." + std::to_string(i),
        {{p.column.x + p.column.w / 2, y}, lines[i], p.normal, Face::sans, Align::center, kMuted},
        room);
  }
}

}  // namespace

void paint_column(const StackPicture& p) {
  if (p.ranges.empty()) {
    paint_unused(p, "stack.unused", p.column);
    paint_nothing(p);
    return;
  }
  paint_empty_end(p);
  const std::vector<Home> homes = homes_of(p);
  std::map<std::string, int> seen;
  std::vector<std::pair<const state::StackRange*, std::string>> ringed;
  for (const state::StackRange& range : p.ranges) {
    if (range.high <= p.lowest_used) continue;  // the empty end
    const std::string id = range_id(range, &seen);
    // A ring lies around its block, on the neighbours: they must be there before.
    if (is_highlighted(p, range)) {
      ringed.emplace_back(&range, id);
    } else {
      paint_range(p, range, id, homes);
    }
  }
  for (const auto& [range, id] : ringed) paint_range(p, *range, id, homes);
  for (const AddressScale::Fold& fold : p.scale.folds()) paint_fold(p, fold);
}

}  // namespace greenlens::scene
