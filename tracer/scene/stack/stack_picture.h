// What the parts of the stack diagram share: the states, the scale, where the columns are.
//
//   ruler | C stack | marks and arrow | heap copies | interpreter frames
//                                                  or the selected slice, opened
//
// That is one panel, of one stack; where there are several threads or stacks, there are as many
// panels side by side as have room.
//
// Each part is a function that reads this and paints; stack_scene.cc lays out and calls them in
// order. What a reader must be able to tell apart: whose bytes lie in place, what was only left
// behind, what is free, which part of a slice is in the heap, and what of all that changed now.
//
// Private to the stack diagram. Everything here lives as long as one call of stack_scene().
#ifndef GREENLENS_TRACER_SCENE_STACK_STACK_PICTURE_H_
#define GREENLENS_TRACER_SCENE_STACK_STACK_PICTURE_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/scene/options.h"
#include "tracer/scene/painter.h"
#include "tracer/scene/stack/address_scale.h"
#include "tracer/scene/stack/run_extent.h"
#include "tracer/state/footprint.h"
#include "tracer/state/pointers.h"
#include "tracer/state/queries.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::scene {

inline constexpr float kInset = 10;  // pixels, of a block's texts
// Of what stands beside the column: rather a little smaller than without whose it is.
inline constexpr float kLeastMarkText = 9.5f;
// Pixels: a wider block has its frames beside its texts; a narrower one below them, when it is so
// high.
inline constexpr float kRoomForFrames = 150, kHeightForFrames = 100, kAboveFrames = 42;

// The bytes that this step moved between stack and heap.
struct MovedBytes {
  facts::GreenletId owner = 0;  // whose they are, wherever they lie
  facts::Address low = facts::kNull, high = facts::kNull;
  bool out = true;  // to the heap
};

// The references are the caller's. `event` is null at the beginning of a trace, where `before` and
// `after` are the same. What has a default is filled in by stack_scene() before anything is
// painted.
struct StackPicture {
  const words::Messages& messages;
  const state::State& before;
  const facts::Event* event;  // null also where another thread told it
  const state::State& after;
  const state::Thread& thread;  // of `after`: whose stack this is, and the stack
  const state::Stack& stack;
  const SceneOptions& options;
  Painter& painter;

  std::vector<const state::GreenletState*> greenlets = {};  // of `after`: whose slices lie here
  std::vector<state::StackRange> ranges = {};               // of `after`
  facts::Address sp = facts::kNull;                         // as far as it is known
  facts::Address lowest_used = 0;  // the end of what `ranges` had before empty stack was added
  AddressScale scale = {};
  std::optional<MovedBytes> moved = {};
  float padding = 12;   // left and right
  float small = 11.5f;  // text sizes
  float normal = 12.5f;
  bool short_units = false;  // there is no room for "bytes" beside the numbers everywhere
  float ruler_right = 0;     // ruler texts end here; 0: no room for a ruler
  float label_height = 14;
  Box column = {};                        // the C stack
  float marks_left = 0, marks_width = 0;  // 0: no room for marks
  Box heap = {};                          // w 0: no room for copies
  Box opened = {};                        // w 0: no room for it, or nobody is selected
  Box calls = {};                         // w 0: no room, none are known, or one is opened
  float title_baseline = 0;               // 0: no room for titles

  // Of the whole recording, where that is known; and the stack's is a thread's own one.
  const StackExtent* extent() const {
    const bool own = stack.kind == facts::StackKind::thread;
    return own && options.run != nullptr ? options.run->stack(thread.id) : nullptr;
  }
  // Likewise of one that is no thread's own.
  const KnownStack* other() const {
    return options.run != nullptr ? options.run->other(thread.id, stack.id) : nullptr;
  }
  // Whether its thread is on this one of its stacks. Else `sp` is where it was when it left.
  bool stands_here() const { return thread.stack == stack.id; }
  // An address as it is shown: on a stack that is no thread's own relative to that one's end.
  facts::Address shown(facts::Address address) const {
    return facts::is_stack_address(address) ? address - top(stack) : address;
  }
  std::string address(facts::Address address) const {
    return facts::format_address(shown(address));
  }
  std::string say(std::string_view id,
                  std::initializer_list<words::Messages::Place> places = {}) const {
    return messages.text(id, places);
  }
  // "320 bytes", or in all of a picture "320 B".
  std::string bytes_text(uint64_t count) const {
    return say(short_units ? "scene.stack.bytes_short" : "scene.stack.bytes",
               {{"bytes", std::to_string(count)}});
  }
  // What led to `after`, if it is a fact of that kind; else null.
  template <typename F>
  const F* fact() const {
    return event != nullptr ? std::get_if<F>(&event->fact) : nullptr;
  }
};

// [low, high) of a greenlet's slice, whether its bytes are in place or in the heap; main's reaches
// up to the stack base. False while it has none, or none with a known low end; `low` and `high` may
// have been written to then.
bool slice_of(const state::GreenletState& greenlet, facts::Address* low, facts::Address* high);
// Whether a copy holds the whole slice.
bool copy_is_whole(const state::GreenletState& greenlet);
// Whether stack_start says where the slice ends: not while it runs, is new or has finished.
bool has_left(const state::State& state, const state::GreenletState& greenlet);

// Of a part that is drawn shorter than it is: where it is marked, and what is said of it.
float fold_y(const StackPicture& picture, const AddressScale::Fold& fold);
std::string fold_tip(const StackPicture& picture, const AddressScale::Fold& fold);
std::string kib_text(const AddressScale::Fold& fold);  // how much it is
// The column of blocks. The C frames of the selected greenlet are drawn into its block.
void paint_column(const StackPicture& picture);
// A part of the stack that the bytes of a copy belong to, and come back to: where others' bytes are
// now.
struct Home {
  const state::GreenletState* greenlet = nullptr;
  facts::Address range_low = facts::kNull;  // of the block that it lies on
  uint64_t bytes = 0;                       // there
  Box bar = {};
  int beside = 0;   // so many others belong to the same bytes and stand to the left of it
  int part = 0;     // so many parts of it lie higher up
  float right = 0;  // of all bars on that block
  bool labelled = false;
};
std::vector<Home> homes_of(const StackPicture& picture);
// What of a block is left for its texts, of which all need `texts` pixels of height.
Box beside_homes(const std::vector<Home>& homes, facts::Address range_low, Box block, float texts);
// `texts`: where the block has its own; null: nowhere. The style is that of text on the block.
void paint_home(const StackPicture& picture, const Home& home, const Box* texts, Style style);
// Addresses and sp on the left. Nothing when there is no room for it.
void paint_ruler(const StackPicture& picture);
// A copy that has a place and holds bytes.
struct PlacedCopy {
  const state::GreenletState* greenlet = nullptr;
  Box box = {};
};
// An edge of what joins a copy to where its bytes belong: its heights beside column and copy.
struct RibbonEdge {
  float y = 0, at_copy = 0;
  bool upper = false;
};
// From the copies to where their bytes belong, below all that paint_marks() and paint_heap() paint.
std::vector<RibbonEdge> paint_ribbons(const StackPicture& picture,
                                      const std::vector<PlacedCopy>& copies, bool very_many);
// The copies; a word when there are none, nothing when there is no room.
struct PaintedHeap {
  std::optional<Box> moved;  // the copy whose bytes moved at this step
  std::vector<PlacedCopy> copies = {};
  bool to_scale = true;  // all are as high as their bytes are on the stack
  std::vector<RibbonEdge> edges = {};
  std::vector<PlacedCopy> slots = {};  // places of those who have no copy now
};
PaintedHeap paint_heap(const StackPicture& picture);
// The heights of the arrow of bytes that move: at the stack and at their copy. The same where both
// have one in common, and so straight; else as near to each other as they are.
struct Way {
  float at_stack = 0, at_copy = 0;
};
Way way_of_move(const StackPicture& picture, const Box& copy);
// The bytes that move: a bar along the column, as long as they are, and one arrow between the bar
// and their copy. The arrow shows the direction, out to the heap or back; both ends are where the
// bytes are, so that the eye can follow it. The word is above or below it.
void paint_move(const StackPicture& picture, const Box& copy, Way way, float word_y);
// A variable that leads from one place of this stack to another, of whoever runs or is selected.
struct StackPointer {
  std::string id;  // of the arrow
  const state::GreenletState* holder = nullptr;
  const facts::LocalValue* variable = nullptr;
  std::optional<state::OnlyInHeap> lost = {};  // the bytes that it means are in the heap alone
};
// Those that can be drawn, the lost ones first.
std::vector<StackPointer> pointers_of(const StackPicture& picture);
std::string pointer_tip(const StackPicture& picture, const StackPointer& pointer);
void paint_pointers(const StackPicture& picture);
// From beside what is said of a lost one to the bytes that it means, where their copy has a place.
void paint_meant(const StackPicture& picture, const StackPointer& pointer, Point from,
                 const PaintedHeap& heap);
// stack_start and stack_stop on the right, and the arrow of the bytes that moved at this step: to
// or from where paint_heap() has put their copy, if it has a place.
void paint_marks(const StackPicture& picture, const PaintedHeap& heap);
// Whether the recording knows of an interpreter's frames; and those of each whose copy, or place
// for one, has been painted.
bool has_calls(const StackPicture& picture);
void paint_calls(const StackPicture& picture, const PaintedHeap& heap);
// The selected greenlet's frames and words, where there is a place for them.
void paint_opened(const StackPicture& picture);
// Two lines in a box that is too low for more than the smallest letters: their size and baselines.
// Better than one line that has no room for the number.
inline constexpr float kTwoSmallLines = 25;  // pixels: the least height
struct SmallLines {
  float size = 0, first = 0, second = 0;
};
SmallLines small_lines(const Box& box, float most);
// Where in a selected greenlet's block the frames go, and what is left for its texts; no frames
// when it is too small for both.
struct FramesPlace {
  Box texts, frames;
};
FramesPlace frames_place(const Box& block, float texts_share, float most_texts);
// The C frames of `greenlet` between two addresses, in `box`, whose top shows `high` (or `low` when
// flipped). Ids begin with `id`. Serves blocks and copies alike. Nothing when its frames were not
// recorded.
void paint_frames(const StackPicture& picture, const std::string& id,
                  const state::GreenletState& greenlet, const Box& box, facts::Address low,
                  facts::Address high, Pattern pattern);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_STACK_PICTURE_H_
