// An interpreter's frames beside the slices that its C functions stand on: records in the heap,
// which no switch copies. A card for each greenlet, as high as its copy, with a line for each call,
// in the order of the stack: whoever was called last is where the slice ends.
#include <algorithm>

#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/words/statistics.h"
#include "tracer/words/waits.h"

namespace greenlens::scene {
namespace {

using Chain = std::vector<const state::InterpreterFrameState*>;

// Pixels.
constexpr float kCallLine = 15, kCardInset = 8, kCardBar = 4, kCardGap = 10, kCardMargin = 3;
// A copy that has less of the column's width has others beside it, and they would share a card.
constexpr float kAlone = 0.9f;

class Card {
 public:
  Card(const StackPicture& p, const state::GreenletState& g, Box box, Chain chain)
      : p_(p), g_(g), box_(box), chain_(std::move(chain)) {
    if (g.wait == nullptr) return;
    wait_ = p.say("scene.calls.waits", {{"what", words::wait_text(p.messages, p.after, *g.wait)}});
  }

  void paint() const {
    const float whole = (box_.h - 2 * kCardMargin) / kCallLine;
    const auto lines_in_box = std::max<size_t>(1, static_cast<size_t>(whole));
    // A line for that goes before the outer callers.
    const bool says_wait = !wait_.empty() && lines_in_box > 1;
    const size_t room = lines_in_box - (says_wait ? 1 : 0);
    const Meaning meaning{p_.say("scene.calls.tip", {{"name", name_of(p_.after, g_.id)}}), g_.id};
    p_.painter.rect(id(), box_, {Role::panel, 0}, meaning).outlined = false;
    p_.painter
        .rect(id() + ".bar", {box_.x, box_.y, kCardBar, box_.h}, {Role::greenlet, g_.id}, meaning)
        .outlined = false;
    // The innermost ones say most.
    const size_t more = chain_.size() > room ? chain_.size() - std::max<size_t>(room - 1, 1) : 0;
    const size_t frames = chain_.size() - more, lines = std::min(room, frames + (more > 0 ? 1 : 0));
    const bool up = p_.options.high_addresses_on_top;
    const size_t all = lines + (says_wait ? 1 : 0);
    float y = box_.y + (box_.h - static_cast<float>(all) * kCallLine) / 2;
    if (says_wait && !up) paint_wait(y), y += kCallLine;
    for (size_t i = 0; i < lines; ++i, y += kCallLine) {
      const size_t from_top = up ? i : lines - 1 - i;  // from the outermost
      const bool is_more = lines > frames && from_top == 0;
      const size_t outer = from_top - (lines > frames ? 1 : 0);
      is_more ? paint_more(more, y) : paint_frame(*chain_[frames - 1 - outer], y);
    }
    if (says_wait && up) paint_wait(y);
  }

 private:
  std::string id() const { return "stack.calls." + std::to_string(g_.id); }
  float baseline(float y) const { return y + kCallLine / 2 + p_.small * kMiddleToBaseline; }
  float left() const { return box_.x + kCardBar + kCardInset; }
  float right() const { return box_.right() - kCardInset; }

  void paint_frame(const state::InterpreterFrameState& frame, float y) const {
    const std::string its = id() + '.' + std::to_string(frame.id);
    const std::string place = words::place_text(frame.at);
    const Meaning meaning{
        p_.say(frame.call.empty() ? "scene.calls.frame_tip" : "scene.calls.frame_tip_call",
               {{"function", frame.at.function}, {"place", place}, {"call", frame.call}}),
        g_.id};
    const Style ink = frame.is_library ? kMuted : kInk;
    const std::string shown = longest_fitting({place, ":" + std::to_string(frame.at.line)},
                                              p_.small, Face::mono, (right() - left()) * 0.6f);
    const float width = text_width(shown, p_.small, Face::mono);
    p_.painter.text(its + ".place",
                    {{right(), baseline(y)}, shown, p_.small, Face::mono, Align::right, kMuted},
                    width + 1, meaning);
    const Face face = frame.is_library ? Face::sans : Face::bold;
    const float room = right() - left() - width - kCardGap;
    p_.painter.text(its,
                    {{left(), baseline(y)}, frame.at.function, p_.small, face, Align::left, ink},
                    room, meaning);
    // What it does there, where that can be said as a whole.
    const float name = text_width(frame.at.function, p_.small, face) + kCardGap;
    const Text call{
        {left() + name, baseline(y)}, frame.call, p_.small, Face::mono, Align::left, kMuted};
    if (!frame.call.empty() && Painter::fits(call, room - name)) {
      p_.painter.text(its + ".call", call, room - name, meaning);
    }
  }

  void paint_wait(float y) const {
    p_.painter.text(id() + ".wait",
                    {{left(), baseline(y)}, wait_, p_.small, Face::sans, Align::left, kInk},
                    right() - left(), {wait_, g_.id});
  }

  void paint_more(size_t count, float y) const {
    p_.painter.text(id() + ".more",
                    {{left(), baseline(y)},
                     p_.say("scene.calls.more", {{"count", std::to_string(count)}}),
                     p_.small,
                     Face::sans,
                     Align::left,
                     kMuted},
                    right() - left(),
                    {p_.say("scene.calls.tip", {{"name", name_of(p_.after, g_.id)}}), g_.id});
  }

  const StackPicture& p_;
  const state::GreenletState& g_;
  const Box box_;
  const Chain chain_;
  std::string wait_;  // what it waits for; "": not known
};

}  // namespace

void paint_calls(const StackPicture& p, const PaintedHeap& heap) {
  if (p.calls.w <= 0) return;
  std::vector<PlacedCopy> all = heap.copies;
  all.insert(all.end(), heap.slots.begin(), heap.slots.end());
  for (const PlacedCopy& one : all) {
    if (one.box.w < kAlone * p.heap.w) continue;
    Chain chain = frame_chain(p.after, *one.greenlet);
    if (chain.empty() || one.box.h < kCallLine - 2) continue;
    const Box box{p.calls.x, one.box.y, p.calls.w, one.box.h};
    const float middle = box.y + box.h / 2;
    p.painter.line("stack.calls." + std::to_string(one.greenlet->id) + ".line",
                   {{one.box.right(), middle}, {box.x, middle}}, kMuted);
    Card(p, *one.greenlet, box, std::move(chain)).paint();
  }
  if (p.title_baseline <= 0) return;
  p.painter.text("stack.calls_title",
                 {{p.calls.x + p.calls.w / 2, p.title_baseline},
                  longest_fitting({p.say("scene.calls.title"), p.say("scene.calls.title_short")},
                                  p.normal, Face::sans, p.calls.w),
                  p.normal,
                  Face::sans,
                  Align::center,
                  kMuted},
                 p.calls.w, {p.say("scene.calls.title_tip")});
}

bool has_calls(const StackPicture& p) {
  if (p.options.run != nullptr && p.options.run->has_calls()) return true;
  return std::any_of(p.greenlets.begin(), p.greenlets.end(), [&](const state::GreenletState* g) {
    const Chain chain = frame_chain(p.after, *g);
    return !chain.empty() && chain.back()->is_entry;
  });
}

}  // namespace greenlens::scene
