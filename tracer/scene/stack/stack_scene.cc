// Lays the stack diagram out and has its parts painted: how wide each column is, which address is
// how high, what the lines above and below say. Made from one moment and nothing before it: that
// bytes were left behind is in the state, not remembered here.
#include "tracer/scene/stack/stack_scene.h"

#include <algorithm>
#include <set>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"
#include "tracer/scene/stack/stack_panels.h"
#include "tracer/scene/stack/stack_picture.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/narration.h"
#include "tracer/words/thread_name.h"

namespace greenlens::scene {
namespace {

// Pixels, unless it is said otherwise.
constexpr float kPadding = 12, kSmallPadding = 7;  // a ring has room there
constexpr float kUnused = 28;                      // the empty stack below everything
constexpr float kBlockHeight = 38;                 // a block with a name and a detail
constexpr float kPieceHeight = 18;                 // a part of a slice with one line
constexpr size_t kMostParts = 16;                  // that are worth a part of their own
constexpr float kFrameHeight = 16;                 // a C frame with its name
constexpr size_t kMaxFramesShown = 12;
constexpr facts::Address kLeastShown =
    -0x200;  // so that a stack with little in it is not one huge block
constexpr facts::Address kLeastDigits = -0x100;  // the ruler is at least as wide as this

// Of the height, all minimums together take at most so much: the rest is left to bytes, so that the
// largest slice still looks largest.
constexpr float kShareOfMinimums = 0.8f;
constexpr float kShareOfFrames = 0.5f;  // ... and the frames of the selected one so much of it

// The narrowest column, and the narrowest column beside which something else may stand.
constexpr float kLeastContext = 60, kLeastStack = 90, kLeastBeside = 136;
constexpr float kRoomForUnits = 110;   // narrower ones have no room for "bytes" behind a number
constexpr float kShareOfHeap = 0.46f;  // ... of what the two have
constexpr float kWidestColumn = 280, kWidestHeap = 240;
// The opened slice, and what the column and the copies keep beside it.
constexpr float kLeastOpened = 250, kWidestOpened = 420, kLeastWithOpened = 290;
constexpr float kLeastCalls = 150, kWidestCalls = 300;
constexpr float kOpenedMargin = 24;
constexpr float kRulerGap = 22, kMarksGap = 39, kHeapGap = 32;  // the room for lines and arrows
constexpr float kMarksLeft = 15,
                kMarksRight = 22;  // of that: leaders to addresses; an arrow that turns

// Lower or narrower pictures have smaller texts, and lower ones no titles.
constexpr float kSmallWidth = 480, kSmallHeight = 300, kLeastTitled = 150;
constexpr float kTitleHeight = 34, kLowTitleHeight = 28, kCaptionHeight = 26, kBare = 8;
constexpr float kLeastFooter = 260;   // in a lower picture the stack has its room
constexpr float kLeastForBoth = 330;  // a footer with chain and sum, whichever has to be cut
constexpr float kHeadHeight = 22;     // a line over each of several panels: whose it is
constexpr float kMoreHeight = 12, kMoreSize = 11.5f;  // a line about those that have no panel

bool has_contexts(const StackPicture& p) {
  return (p.options.run != nullptr && p.options.run->has_contexts()) ||
         state::has_contexts(p.after);
}

std::optional<MovedBytes> moved_bytes(const facts::Event* event) {
  if (event == nullptr) return std::nullopt;
  if (const auto* saved = std::get_if<facts::SliceSaved>(&event->fact)) {
    return MovedBytes{saved->owner, saved->from, saved->to, true};
  }
  if (const auto* restored = std::get_if<facts::SliceRestored>(&event->fact)) {
    return MovedBytes{restored->target, restored->from, restored->to, false};
  }
  return std::nullopt;
}

// Whether pieces side by side look higher than one that is clearly larger than all of them. What is
// folded says itself that it is shorter than it is.
bool turns_order_round(const std::vector<ScalePiece>& pieces, float height) {
  constexpr facts::Address kClearly = 3;
  const AddressScale scale(pieces, 0, height, true);
  if (!scale.folds().empty()) return false;
  std::vector<float> ends = {0};
  for (const ScalePiece& piece : pieces) ends.push_back(scale.y(piece.low));
  for (size_t large = 0; large < pieces.size(); ++large) {
    const facts::Address most = (pieces[large].high - pieces[large].low) / kClearly;
    const float its = ends[large + 1] - ends[large];
    for (size_t from = 0; from < pieces.size(); ++from) {
      for (size_t to = from; to < pieces.size(); ++to) {
        if (pieces[from].high - pieces[to].low > most) break;
        if (ends[to + 1] - ends[from] > its) return true;
      }
    }
  }
  return false;
}

// The same at every step: in proportion to bytes, but each part that is ever told apart can be
// seen, as far as what is larger still looks larger. Where there are too many of those, where
// slices end goes before where their parts do.
std::vector<ScalePiece> pieces_of_run(const StackExtent& extent, float height) {
  std::set<facts::Address> edges = extent.pieces;
  edges.insert(extent.stops.begin(), extent.stops.end());
  if (edges.size() > kMostParts) edges = extent.stops;
  if (edges.size() > kMostParts) edges.clear();
  edges.insert({std::min(extent.lowest, kLeastShown), 0});
  const float share = kShareOfMinimums * height / static_cast<float>(edges.size());
  std::vector<ScalePiece> pieces;
  for (auto low = edges.rbegin(), high = low++; low != edges.rend(); high = low++) {
    if (*low < *high && *high <= 0) pieces.push_back({*low, *high, std::min(kPieceHeight, share)});
  }
  while (turns_order_round(pieces, height)) {
    for (ScalePiece& piece : pieces) piece.minimum = std::max(0.0f, piece.minimum - 2);
  }
  return pieces;
}

// Every part of the stack gets room for its texts, the selected greenlet's for its frames. The
// empty end has no text, but is as high: a mark in it has to be told from the block above.
std::vector<ScalePiece> scale_pieces(const StackPicture& p, float height) {
  if (p.extent() != nullptr) return pieces_of_run(*p.extent(), height);
  if (p.other() != nullptr && !p.ranges.empty()) {
    return {{p.ranges.back().low, top(p.stack), std::min(kBlockHeight, height)}};
  }
  std::vector<ScalePiece> pieces;
  size_t used = 0;
  for (const state::StackRange& range : p.ranges)
    used += range.occupancy != state::Occupancy::unused;
  const float share = used > 0 ? kShareOfMinimums * height / static_cast<float>(used) : 0;
  for (const state::StackRange& range : p.ranges) {
    float minimum = std::min(kBlockHeight, share);
    const state::GreenletState* owner = find(p.after, range.owner);
    if (owner != nullptr && range.owner == p.options.selected &&
        range.occupancy == state::Occupancy::in_place && frames_hold(p.after, *owner)) {
      size_t count = 0;
      for (const facts::CFrame& frame : *owner->frames) {
        count += frame.low < range.high && frame.high > range.low;
      }
      const float wish = kFrameHeight * static_cast<float>(std::min(count, kMaxFramesShown));
      minimum = std::max(minimum, std::min(wish, height * kShareOfFrames));
    }
    pieces.push_back({range.low, range.high, minimum});
  }
  return pieces;
}

// Marks may lie below everything that was used so far: the picture reaches down to them. When a
// start is prepared, say, the new stack_stop may be below all that anyone has written, as far as is
// known.
void add_empty_stack(StackPicture* p) {
  if (p->ranges.empty()) return;
  p->lowest_used = p->ranges.back().low;
  facts::Address lowest = std::min(p->lowest_used, top(p->stack) + kLeastShown);
  for (const state::GreenletState* greenlet : p->greenlets) {
    if (facts::is_stack_address(greenlet->stack_stop))
      lowest = std::min(lowest, greenlet->stack_stop);
    if (facts::is_stack_address(greenlet->stack_start))
      lowest = std::min(lowest, greenlet->stack_start);
  }
  if (facts::is_stack_address(p->sp)) lowest = std::min(lowest, p->sp);
  if (p->extent() != nullptr) lowest = std::min(lowest, p->extent()->lowest);
  if (p->other() != nullptr) lowest = std::min(lowest, p->other()->lowest);
  if (lowest < p->lowest_used) {
    p->ranges.push_back({lowest, p->lowest_used, 0, state::Occupancy::unused});
  }
}

// The selected slice opens at the right edge, when the column and the copies keep enough of the
// `room` that they share. Returns how much it takes of that.
float lay_out_opened(StackPicture* p, float room, float top, float bottom) {
  const auto is_selected = [&](const state::GreenletState* g) {
    return g->id == p->options.selected;
  };
  if (std::none_of(p->greenlets.begin(), p->greenlets.end(), is_selected)) return 0;
  const float most = room - kLeastWithOpened - kOpenedMargin;
  if (most < kLeastOpened || p->options.height < kSmallHeight) return 0;
  const float width = std::min(most, kWidestOpened);
  p->opened = {p->options.width - p->padding - width, top, width, bottom - top};
  return width + kOpenedMargin;
}

// Likewise the interpreter's frames, where no slice is opened.
float lay_out_calls(StackPicture* p, float room, float top, float bottom) {
  if (p->opened.w > 0 || !has_calls(*p)) return 0;
  const float most = room - kLeastWithOpened - kOpenedMargin;
  if (most < kLeastCalls || p->options.height < kSmallHeight) return 0;
  const float width = std::min(most, kWidestCalls);
  p->calls = {p->options.width - p->padding - width, top, width, bottom - top};
  return width + kOpenedMargin;
}

// Widths of the columns, from things that do not change from step to step, so that nothing
// jumps: names, and how many digits the lowest address has that was ever used. (So this comes
// before add_empty_stack(), which follows the marks.)
//
// As the picture gets narrower the marks go first, then the copies, then the ruler: the column with
// whose bytes are where is the last that is left.
void lay_out_columns(StackPicture* p, float top, float bottom) {
  const float width = p->options.width;
  facts::Address lowest = kLeastDigits;
  for (const state::StackRange& range : p->ranges) lowest = std::min(lowest, p->shown(range.low));
  float marks = 0;
  if (const StackExtent* extent = p->extent()) {
    lowest = std::min(lowest, extent->lowest);
    marks = extent->widest_name * p->small + text_width(".stack_start", p->small, Face::mono);
  }
  for (const state::GreenletState* greenlet : p->greenlets) {
    marks = std::max(marks, text_width(greenlet->name + ".stack_start", p->small, Face::mono));
  }
  if (p->other() != nullptr) lowest = std::min(lowest, p->shown(p->other()->lowest));
  const std::string widest =
      p->messages.tells_addresses() ? "sp " + facts::format_address(lowest) : "sp";
  float ruler = text_width(widest, p->small, Face::mono) + kRulerGap;
  marks = std::clamp(marks, 90.0f, std::max(90.0f, width * 0.24f)) + kMarksGap;
  float rest = width - 2 * p->padding;
  if (rest - ruler < (has_contexts(*p) ? kLeastContext : kLeastStack)) ruler = 0;
  rest -= ruler;
  float heap = 0;
  rest -= lay_out_opened(p, rest - marks, top, bottom);
  rest -= lay_out_calls(p, rest - marks, top, bottom);
  if (rest - marks < kLeastBeside) marks = 0;
  // Only slices have marks and copies, and they lie on their thread's own stack.
  const bool has_slices = p->stack.kind == facts::StackKind::thread && !has_contexts(*p);
  if (!has_slices) marks = 0;
  if (rest - marks >= kLeastBeside && has_slices) {
    heap = std::min(kWidestHeap, (rest - marks) * kShareOfHeap);
    const Box& beside = p->opened.w > 0 ? p->opened : p->calls;
    const float right = beside.w > 0 ? beside.x - kOpenedMargin : width - p->padding;
    p->heap = {right - heap, top, heap, bottom - top};
    if (marks == 0) heap += kHeapGap;  // else the marks are the gap
  }
  const float column = std::min(kWidestColumn, rest - marks - heap);
  p->column = {p->padding + ruler, top, column, bottom - top};
  p->ruler_right = ruler > 0 ? p->column.x - 18 : 0;
  p->marks_left = p->column.right() + kMarksLeft;
  p->short_units = heap > 0 && std::min(column, p->heap.w) < kRoomForUnits;
  p->marks_width = marks > 0 ? std::max(0.0f, p->heap.x - kMarksRight - p->marks_left) : 0;
}

// From whoever's slice is lowest now, upwards: greenlet.c's list of those that occupy the stack. At
// the steps that set the target's own link it is the target's, though the origin still is current.
std::string stack_prev_chain(const StackPicture& p) {
  facts::GreenletId first = p.thread.current;
  if (const auto* f = p.fact<facts::StartPrepared>()) first = f->target;
  if (const auto* f = p.fact<facts::ReturnedTwice>()) first = f->target;
  if (const auto* f = p.fact<facts::StackPrevRelinked>()) first = f->target;
  if (const auto* f = p.fact<facts::RegistersRestored>()) first = f->target;
  std::string chain = name_of(p.after, first);
  std::set<facts::GreenletId> seen{first};
  for (const state::GreenletState* g = find(p.after, first); g != nullptr && g->stack_prev != 0;
       g = find(p.after, g->stack_prev)) {
    if (!seen.insert(g->stack_prev).second) break;  // a damaged trace may hold a cycle
    chain += " → " + name_of(p.after, g->stack_prev);
  }
  return chain;
}

// The sum of all copies is short and always whole; the chain has what is left of the line.
void paint_footer(const StackPicture& p, float baseline) {
  uint64_t bytes = 0, copies = 0;
  for (const state::GreenletState* greenlet : p.greenlets) {
    bytes += greenlet->stack_saved;
    copies += greenlet->stack_saved > 0;
  }
  const float room = p.options.width - 2 * kPadding;
  std::string held = p.say("scene.stack.held",
                           {{"bytes", std::to_string(bytes)}, {"copies", std::to_string(copies)}});
  if (copies == 0) held = p.say("scene.stack.held_none");
  const float held_width = text_width(held, p.small, Face::sans);
  const std::string chain = p.say("scene.stack.prev", {{"chain", stack_prev_chain(p)}});
  // A narrow panel has room for one of the two: who lies where is what the picture cannot show.
  const bool both =
      text_width(chain, p.small, Face::mono) + 16 + held_width <= room || room >= kLeastForBoth;
  if (both)
    p.painter.text(
        "stack.held",
        {{p.options.width - kPadding, baseline}, held, p.small, Face::sans, Align::right, kMuted},
        room, {p.say("scene.stack.held_tip")});
  if (p.thread.current == 0) return;
  const bool changed =
      p.fact<facts::StackPrevRelinked>() != nullptr || p.fact<facts::StartPrepared>() != nullptr;
  p.painter.text(
      "stack.prev",
      {{kPadding, baseline}, chain, p.small, Face::mono, Align::left, changed ? kAccent : kMuted},
      both ? room - held_width - 16 : room, {p.say("scene.stack.prev_tip")});
}

// Above the marks stands whether heights can be compared. Half of that sentence would say the
// opposite, so it is there as a whole or not at all; it may stand out a little on either side.
void paint_titles(const StackPicture& p, float baseline, bool copies_to_scale) {
  const auto title = [&](const char* id, const Box& over, std::string text, float width) {
    p.painter.text(id,
                   {{over.x + over.w / 2, baseline},
                    std::move(text),
                    p.normal,
                    Face::sans,
                    Align::center,
                    kMuted},
                   width);
  };
  if (p.stack.name.empty()) {
    title(
        "stack.title", p.column,
        longest_fitting({p.say(std::string("scene.stack.title.") + facts::enum_name(p.stack.kind)),
                         p.say("scene.stack.title.short")},
                        p.normal, Face::sans, p.column.w),
        p.column.w);
  } else {
    // The program's own name for it.
    const Box whole{p.padding, p.column.y, p.options.width - 2 * p.padding, p.column.h};
    title("stack.title", whole, facts::shown(p.stack.name), whole.w);
  }
  if (p.heap.w > 0) title("stack.heap_title", p.heap, p.say("scene.stack.heap_title"), p.heap.w);
  if (p.marks_width > 0 && p.thread.current != 0) {
    Text note{{p.marks_left + p.marks_width / 2, baseline},
              p.say(!p.scale.folds().empty()                ? "scene.stack.broken_scale"
                    : p.scale.to_scale() && copies_to_scale ? "scene.stack.to_scale"
                                                            : "scene.stack.not_to_scale"),
              p.small - 1,
              Face::sans,
              Align::center,
              kMuted};
    if (Painter::fits(note, p.marks_width + 20)) {
      p.painter.text("stack.scale", note, p.marks_width + 20, {p.say("scene.stack.scale_tip")});
    }
  }
}

}  // namespace

bool slice_of(const state::GreenletState& greenlet, facts::Address* low, facts::Address* high) {
  if (!facts::is_stack_address(greenlet.stack_start)) return false;
  *low = greenlet.stack_start;
  *high = facts::is_stack_address(greenlet.stack_stop) ? greenlet.stack_stop : 0;
  return *low < *high;
}

bool copy_is_whole(const state::GreenletState& greenlet) {
  facts::Address low = 0, high = 0;
  return slice_of(greenlet, &low, &high) && facts::end_of(low, greenlet.stack_saved) >= high;
}

bool has_left(const state::State& state, const state::GreenletState& greenlet) {
  if (!facts::is_stack_address(greenlet.stack_start) || greenlet.finished) return false;
  if (life(state, greenlet) == state::Life::suspended) return true;
  const auto& in_switch = thread_of(state, greenlet).in_switch;
  return in_switch && in_switch->origin == greenlet.id && in_switch->origin_suspended;
}

namespace {

// What a person can point at: not any byte, but where one thing ends and another one begins.
ShownStack shown_stack(const StackPicture& p) {
  std::set<facts::Address> all;
  for (const state::StackRange& range : p.ranges) all.insert({range.low, range.high});
  for (const state::GreenletState* greenlet : p.greenlets) {
    all.insert({greenlet->stack_start, greenlet->stack_stop});
  }
  all.insert(p.sp);
  ShownStack shown{p.thread.id, p.stack.id, p.column, {}};
  for (const facts::Address address : all) {
    const bool is_there = facts::is_stack_address(address) && !p.ranges.empty() &&
                          address >= p.ranges.back().low && address <= p.ranges.front().high;
    if (is_there) shown.edges.push_back({address, p.scale.y(address)});
  }
  return shown;
}

// One stack, in a picture of its own size.
void paint_panel(const words::Messages& messages, const state::Moment& moment, const Panel& panel,
                 const SceneOptions& options, float top, Painter* painter) {
  const bool is_teller = moment.event != nullptr && moment.event->thread == panel.thread->id;
  const facts::Event* event = is_teller ? moment.event.get() : nullptr;
  StackPicture p{messages,      moment.before, event,   moment.after,
                 *panel.thread, *panel.stack,  options, *painter};
  if (p.stack.kind == facts::StackKind::thread) {
    for (const auto& [id, greenlet] : p.after.greenlets) {
      if (greenlet.thread == p.thread.id && greenlet.stack == 0) p.greenlets.push_back(&greenlet);
    }
    p.moved = moved_bytes(event);
  }
  p.ranges = stack_ranges(moment.after, p.stack);
  p.sp = known_sp(moment.after, p.stack);
  // Its stack went with it; what greenlets of it left in the heap is still there.
  if (p.thread.ended && moment.after.thread != p.thread.id) p.ranges.clear(), p.sp = facts::kNull;
  if (options.width < kSmallWidth || options.height < kSmallHeight)
    p.small = 10.5f, p.normal = 11.5f, p.label_height = 13, p.padding = kSmallPadding;

  const bool roomy = options.height >= kLeastTitled;
  const bool footed = options.height >= kLeastFooter;
  const float bottom = std::max(top, options.height - (footed ? kTitleHeight : kBare));
  lay_out_columns(&p, top, bottom);
  add_empty_stack(&p);
  // At the end with low addresses some stack is left free, whatever is used: the stack goes on.
  const float unused = std::min(kUnused, (bottom - top) * 0.12f);
  const bool up = options.high_addresses_on_top;
  const float first = up ? top : top + unused, last = up ? bottom - unused : bottom;
  p.scale = AddressScale(scale_pieces(p, last - first), first, last, up);

  if (p.column.w <= 20 || bottom - top <= 20) return;
  // The arrow needs to know where the copy is, and the title whether copies are to scale.
  painter->scene().stacks.push_back(shown_stack(p));
  paint_column(p);
  const PaintedHeap heap = paint_heap(p);
  paint_ruler(p);
  paint_pointers(p);
  if (!p.ranges.empty()) paint_marks(p, heap);
  if (roomy) paint_titles(p, top - 14, heap.to_scale);
  if (roomy) p.title_baseline = top - 14;
  paint_opened(p);
  paint_calls(p, heap);
  const bool has_slices = p.stack.kind == facts::StackKind::thread && !has_contexts(p);
  if (footed && has_slices) paint_footer(p, options.height - 11);
}

// Whose it is for himself, where contexts have stacks of their own: the thread's own is that of its
// first one.
const state::GreenletState* whose_own(const state::State& state, const Panel& panel) {
  if (!panel.is_there || panel.thread->ended || !has_contexts(state)) return nullptr;
  if (panel.stack->kind == facts::StackKind::thread) return find(state, panel.thread->main);
  return resident(state, *panel.stack);
}

// "thread 2 · worker" over its panel, and who runs there; of another stack who stands on it.
void paint_head(const words::Messages& messages, const state::State& state, const Panel& panel,
                float baseline, float width, Painter* painter) {
  const bool own = panel.stack->kind == facts::StackKind::thread;
  const bool stands_here = panel.thread->stack == panel.stack->id;
  if (const state::GreenletState* lives = whose_own(state, panel)) {
    const bool now = state.thread == panel.thread->id && stands_here;
    const std::string name = facts::shown(lives->name);
    painter->text(
        "head",
        {{kPadding, baseline},
         messages.text(stands_here ? "scene.stack.head.context_here" : "scene.stack.head.context",
                       {{"name", name}, {"state", words::state_text(messages, state, *lives)}}),
         12.5f,
         now ? Face::bold : Face::sans,
         Align::left,
         now ? kInk : kMuted},
        width - 2 * kPadding,
        {messages.text("scene.stack.head.context_tip", {{"name", name}}), lives->id});
    return;
  }
  const std::string thread = words::thread_name(messages, *panel.thread);
  const std::string who = name_of(state, panel.thread->current);
  const char* id = panel.thread->ended      ? "scene.stack.head.ended"
                   : !panel.is_there && own ? "scene.stack.head.not_begun"
                   : !panel.is_there        ? "scene.stack.head.not_used"
                   : !own ? stands_here ? "scene.stack.head.stands" : "scene.stack.head.stood"
                   : stands_here ? "scene.stack.head.runs"
                                 : "scene.stack.head.elsewhere";
  const bool told = state.thread == panel.thread->id && stands_here;
  painter->text("head",
                {{kPadding, baseline},
                 messages.text(id, {{"thread", thread}, {"name", who}}),
                 12.5f,
                 told ? Face::bold : Face::sans,
                 Align::left,
                 told ? kInk : kMuted},
                width - 2 * kPadding,
                {messages.text("scene.stack.head.tip", {{"thread", thread}, {"name", who}}),
                 panel.thread->current});
}

std::string panel_id(const Panel& panel) {
  std::string thread = "thread." + std::to_string(panel.thread->id) + ".";
  if (panel.stack->kind == facts::StackKind::thread) return thread;
  return thread + std::to_string(panel.stack->id) + ".";
}

}  // namespace

Scene stack_scene(const words::Messages& messages, const state::Moment& moment,
                  const SceneOptions& options) {
  Painter painter(options.width, options.height);
  const words::Narration sentence = narrate(messages, moment);
  painter.scene().title = messages.text("scene.stack.name");
  painter.scene().description =
      sentence.headline + (sentence.detail.empty() ? "" : " ") + sentence.detail;
  const bool roomy = options.height >= kLeastTitled;
  const float title = options.height < kSmallHeight ? kLowTitleHeight : kTitleHeight;
  float top = roomy ? title : kBare;
  if (options.caption && roomy) {
    painter.text("stack.caption",
                 {{kPadding, 24}, sentence.headline, 14.5f, Face::bold, Align::left, kInk},
                 options.width - 2 * kPadding);
    top += kCaptionHeight;
  }
  const Panels panels = stack_panels(moment.after, options);
  if (panels.shown.size() == 1 && panels.left_out == 0) {
    paint_panel(messages, moment, panels.shown[0], options, top, &painter);
    return std::move(painter.scene());
  }

  // Where there are no heads the words about those left out need a line.
  if (roomy) top += kHeadHeight;
  if (!roomy && panels.left_out > 0) top += kMoreHeight;
  const std::string more =
      panels.left_out > 0
          ? messages.text("scene.stack.more", {{"count", std::to_string(panels.left_out)}})
          : "";
  const float beside = more.empty() ? 0 : text_width(more, kMoreSize, Face::sans) + kPadding;
  const float head = top - title - 2;  // the baseline of whose they are
  for (const Panel& panel : panels.shown) {
    SceneOptions its_options = options;
    its_options.width = panel.width;
    Painter its(panel.width, options.height);
    paint_panel(messages, moment, panel, its_options, top, &its);
    const bool last = &panel == &panels.shown.back();
    if (roomy) {
      paint_head(messages, moment.after, panel, head, panel.width - (last ? beside : 0), &its);
    }
    painter.put(std::move(its.scene()), panel_id(panel), panel.x);
    if (panel.x > 0) {
      painter.line(panel_id(panel) + "edge", {{panel.x, kBare}, {panel.x, options.height - kBare}},
                   {Role::panel, 0});
    }
  }
  if (!more.empty()) {
    painter.text("stack.more",
                 {{options.width - kPadding, roomy ? head : 10.0f},
                  more,
                  kMoreSize,
                  Face::sans,
                  Align::right,
                  kMuted},
                 options.width - 2 * kPadding, {messages.text("scene.stack.more_tip")});
  }
  return std::move(painter.scene());
}

}  // namespace greenlens::scene
