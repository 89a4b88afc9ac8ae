#include <algorithm>
#include <map>

#include "tracer/facts/address.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/c_frames.h"
#include "tracer/words/narration.h"

namespace greenlens::scene {
namespace {

std::string in_place_detail(const StackPicture& p, const state::GreenletState& owner,
                            uint64_t bytes) {
  const std::string here = std::to_string(bytes);
  if (owner.finished) return p.say("scene.stack.finished", {{"bytes", here}});
  if (owner.id == p.after.current && !p.after.in_switch) {
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

bool is_highlighted(const StackPicture& p, const state::StackRange& range) {
  if (p.event == nullptr || range.occupancy != state::Occupancy::in_place) return false;
  if (const auto* f = p.fact<facts::SliceRestored>()) return f->target == range.owner;
  if (const auto* f = p.fact<facts::Delivered>()) return f->target == range.owner;
  if (const auto* f = p.fact<facts::BodyEntered>()) return f->greenlet == range.owner;
  if (const auto* f = p.fact<facts::GreenletFinished>()) return f->greenlet == range.owner;
  return false;
}

// Name and detail on two lines, or on one, or nothing: as the height allows.
void paint_texts(const StackPicture& p, const std::string& id, const Box& box,
                 const std::vector<std::string>& names, const std::vector<std::string>& details,
                 Style style, bool on_greenlet, facts::GreenletId greenlet) {
  const float width = box.w - 2 * kInset, x = box.x + kInset;
  const Style quiet = on_greenlet ? style : kMuted;
  if (width <= 0) return;
  if (box.h >= 36) {
    const std::string name = longest_fitting(names, 14, Face::bold, width);
    const float name_size = fitting_size(name, 14, 9, Face::bold, width);
    const float y = box.h >= 48 ? box.y + 20 : box.y + box.h / 2 - 3;
    p.painter.text(id + ".name",
                   {{x, y}, name, name_size, Face::bold, Align::left, style, on_greenlet}, width,
                   {"", greenlet});
    p.painter.text(id + ".detail",
                   {{x, y + 16},
                    longest_fitting(details, p.small, Face::sans, width),
                    p.small,
                    Face::sans,
                    Align::left,
                    quiet,
                    on_greenlet},
                   width, {"", greenlet});
  } else if (box.h >= 14) {
    const float size = std::min(p.normal, box.h - 3), y = baseline(box.y + box.h / 2, size);
    const std::string name = longest_fitting(names, size, Face::bold, width);
    const float name_width = text_width(name, size, Face::bold);
    p.painter.text(id + ".name", {{x, y}, name, size, Face::bold, Align::left, style, on_greenlet},
                   width, {"", greenlet});
    if (width - name_width - 8 > 40) {
      p.painter.text(
          id + ".detail",
          {{x + name_width + 8, y},
           longest_fitting(details, std::min(size, p.small), Face::sans, width - name_width - 8),
           std::min(size, p.small),
           Face::sans,
           Align::left,
           quiet,
           on_greenlet},
          width - name_width - 8, {"", greenlet});
    }
  }
}

void paint_fold(const StackPicture& p, const std::string& id, const Box& box,
                const state::StackRange& range) {
  if (!p.scale.folded(range.low, range.high) || box.h < 60) return;
  const Box band{box.x, box.y + box.h * 0.6f, box.w, 18};
  p.painter.rect(id + ".fold", band, {Role::unused, 0},
                 {p.say("scene.stack.fold_tip"), range.owner});
  const uint64_t kib = static_cast<uint64_t>(range.high - range.low) / 1024;
  p.painter.text(id + ".fold_text",
                 {{box.x + box.w / 2, band.y + 13},
                  p.say("scene.stack.fold", {{"kib", std::to_string(kib)}}),
                  p.small,
                  Face::sans,
                  Align::center,
                  kMuted},
                 box.w - 8);
}

void paint_range(const StackPicture& p, const state::StackRange& range, const std::string& id) {
  const float a = p.scale.y(range.high), b = p.scale.y(range.low);
  const Box box{p.column.x, std::min(a, b), p.column.w, std::abs(b - a)};
  const uint64_t bytes = static_cast<uint64_t>(range.high - range.low);
  const std::string name = name_of(p.after, range.owner);
  const std::string from = facts::format_address(range.low), to = facts::format_address(range.high);
  const std::initializer_list<words::Messages::Place> places = {
      {"name", name}, {"bytes", std::to_string(bytes)}, {"from", from}, {"to", to}};
  const std::string count = p.say("scene.stack.bytes", places);
  const state::GreenletState* owner = find(p.after, range.owner);
  if (range.occupancy == state::Occupancy::unused) {
    p.painter.rect(id, box, {Role::unused, 0}, {p.say("scene.stack.unused_tip")});
  } else if (range.occupancy == state::Occupancy::stale) {
    Rect& rect = p.painter.rect(id, box, {Role::stale, range.owner},
                                {p.say("scene.stack.stale_tip", places), range.owner});
    rect.pattern = Pattern::dashed_outline;
    paint_texts(p, id, box, {p.say("scene.stack.was_here", places), name},
                {stale_detail(p, owner, bytes), p.say("scene.stack.stale", places),
                 p.say("scene.stack.stale_short", places), count},
                kInk, false, range.owner);
  } else {
    Rect& rect = p.painter.rect(id, box, {Role::greenlet, range.owner},
                                {p.say("scene.stack.in_place_tip", places), range.owner});
    rect.highlighted = is_highlighted(p, range);
    if (owner == nullptr) return;
    const bool open = range.owner == p.options.selected && owner->frames != nullptr &&
                      !owner->frames->empty() && has_left(p.after, *owner);
    Box text = box;
    if (open) {
      const float left = box.w < kRoomForFrames ? 0 : std::min(box.w * 0.42f, 120.0f);
      text.w = left;
      paint_frames(p, id, *owner, {box.x + left, box.y, box.w - left, box.h}, range.low, range.high,
                   Pattern::solid);
    }
    paint_texts(p, id, text, {name},
                {in_place_detail(p, *owner, bytes), p.say("scene.stack.in_place", places), count},
                {Role::greenlet, range.owner}, true, range.owner);
    if (!open) paint_fold(p, id, box, range);
  }
}

// Where the target's copied bytes will come back to: a bar at the edge, in its colour.
void paint_home(const StackPicture& p) {
  if (!p.after.in_switch) return;
  const state::GreenletState* target = find(p.after, p.after.in_switch->target);
  if (target == nullptr || target->stack_saved == 0 ||
      !facts::is_stack_address(target->stack_start))
    return;
  const facts::Address low = target->stack_start,
                       high = low + static_cast<facts::Address>(target->stack_saved);
  const float a = p.scale.y(high), b = p.scale.y(low);
  const std::string tip = p.say(
      "scene.stack.home", {{"name", target->name}, {"bytes", std::to_string(target->stack_saved)}});
  p.painter.rect("stack.home." + std::to_string(target->id),
                 {p.column.x, std::min(a, b), 6, std::abs(b - a)}, {Role::greenlet, target->id},
                 {tip, target->id});
}

}  // namespace

void paint_column(const StackPicture& p) {
  if (p.ranges.empty()) {
    p.painter.rect("stack.unused", p.column, {Role::unused, 0});
    p.painter.text("stack.empty",
                   {{p.column.x + p.column.w / 2, p.column.y + p.column.h / 2},
                    p.say("scene.stack.empty"),
                    p.normal,
                    Face::sans,
                    Align::center,
                    kMuted},
                   p.column.w - 2 * kInset);
    return;
  }
  const bool up = p.options.high_addresses_on_top;
  const float edge = p.scale.y(p.lowest_used);
  const Box unused = up ? Box{p.column.x, edge, p.column.w, p.column.bottom() - edge}
                        : Box{p.column.x, p.column.y, p.column.w, edge - p.column.y};
  p.painter.rect("stack.unused", unused, {Role::unused, 0}, {p.say("scene.stack.unused_tip")});
  if (unused.h >= 16) {
    p.painter.text("stack.unused.text",
                   {{unused.x + kInset, unused.y + unused.h / 2 + 4},
                    longest_fitting({p.say(up ? "scene.stack.unused" : "scene.stack.unused_up"),
                                     p.say("scene.stack.unused_short")},
                                    p.small, Face::sans, unused.w - 2 * kInset),
                    p.small,
                    Face::sans,
                    Align::left,
                    kMuted},
                   unused.w - 2 * kInset);
  }
  // The first range of a kind and owner has the plain id; a second one is numbered.
  std::map<std::string, int> seen;
  std::vector<std::pair<const state::StackRange*, std::string>> last;
  for (const state::StackRange& range : p.ranges) {
    if (range.high <= p.lowest_used) continue;  // drawn already
    std::string id = range.occupancy == state::Occupancy::in_place ? "stack.in_place."
                     : range.occupancy == state::Occupancy::stale  ? "stack.stale."
                                                                   : "stack.free.";
    id += std::to_string(range.owner);
    const int number = ++seen[id];
    if (number > 1) id += "." + std::to_string(number);
    // Rings lie above the neighbours.
    if (is_highlighted(p, range)) {
      last.emplace_back(&range, id);
    } else {
      paint_range(p, range, id);
    }
  }
  for (const auto& [range, id] : last) paint_range(p, *range, id);
  paint_home(p);
}

void paint_frames(const StackPicture& p, const std::string& id,
                  const state::GreenletState& greenlet, const Box& box, facts::Address low,
                  facts::Address high, Pattern pattern) {
  if (greenlet.frames == nullptr || high <= low || box.w < 40) return;
  const bool up = p.options.high_addresses_on_top;
  const auto y = [&](facts::Address address) {
    const double part = static_cast<double>(high - std::clamp(address, low, high)) /
                        static_cast<double>(high - low);
    return box.y + static_cast<float>((up ? part : 1 - part) * box.h);
  };
  const Style style{Role::greenlet, greenlet.id};
  int number = 0;
  for (const facts::CFrame& frame : *greenlet.frames) {
    ++number;
    if (frame.high <= low || frame.low >= high) continue;
    const float a = y(frame.high), b = y(frame.low);
    const Box part{box.x, std::min(a, b), box.w, std::abs(b - a)};
    if (part.h < 3) continue;
    const std::string name = id + ".frame." + std::to_string(number);
    const std::string function =
        frame.function.empty() ? p.say("scene.stack.no_symbol") : frame.function;
    const std::string tip = p.say("scene.stack.frame_tip",
                                  {{"calls", words::calls_in_frame(p.messages, frame)},
                                   {"bytes", std::to_string(frame.high - frame.low)},
                                   {"from", facts::format_address(frame.low)},
                                   {"to", facts::format_address(frame.high)},
                                   {"return", facts::format_address(frame.return_address_at)}});
    p.painter.rect(name, part, style, {tip, greenlet.id}).pattern = pattern;
    if (part.h >= 13) {
      const float size = std::min(p.small - 0.5f, part.h - 2);
      const std::string in_class = last_parts(function, 2), short_name = last_parts(function, 1);
      const std::string line = frame.line == 0 ? "" : ":" + std::to_string(frame.line);
      p.painter.text(
          name + ".text",
          {{part.x + 6, part.y + std::min(baseline(part.h / 2, size), 16.0f)},
           longest_fitting({function + line, in_class + line, short_name + line, short_name}, size,
                           Face::mono, part.w - 27),
           size,
           Face::mono,
           Align::left,
           style,
           true},
          part.w - 27, {tip, greenlet.id});
    }
    // What the function keeps for its caller: a stroke for each register, where they can be told
    // apart.
    for (const facts::SavedRegister& saved : frame.saved) {
      if (part.h < 13 || saved.at < low || saved.at >= high || saved.at == frame.return_address_at)
        continue;
      p.painter
          .rect(
              name + ".saved." + saved.name,
              {part.right() - 18, std::clamp(y(saved.at) - 1, part.y + 2, part.bottom() - 3), 7, 1},
              kInk,
              {p.say("scene.stack.saved_tip", {{"function", function},
                                               {"register", saved.name},
                                               {"at", facts::format_address(saved.at)}}),
               greenlet.id})
          .outlined = false;
    }
    if (frame.return_address_at >= low && frame.return_address_at < high) {
      const float at = y(frame.return_address_at);
      p.painter
          .rect(name + ".return",
                {part.right() - 9, std::clamp(at - 3, part.y, part.bottom() - 5), 8, 5}, kInk,
                {p.say("scene.stack.return_tip",
                       {{"function", function},
                        {"at", facts::format_address(frame.return_address_at)}}),
                 greenlet.id})
          .outlined = false;
    }
  }
}

}  // namespace greenlens::scene
