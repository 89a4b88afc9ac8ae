// A picture as data: rectangles, texts, lines, arrows and ribbons with stable ids and meanings.
//
// Scenes are made by pure functions of a state and drawn by thin backends (ImDrawList, SVG).
// Colours are not in here: an item says what it means, a theme says how that looks. Units are
// pixels at 100 %, y grows downwards. Ids are stable between steps: the same id is the same thing,
// so animation is interpolation by id. A scene is a value: it refers to no state, font or window,
// and the same state and size give the same one.
#ifndef GREENLENS_TRACER_SCENE_SCENE_H_
#define GREENLENS_TRACER_SCENE_SCENE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace greenlens::scene {

struct Point {
  float x = 0, y = 0;
};
struct Box {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
};

// What a thing means. Colour says which greenlet, and one accent says what changed now; the rest is
// ink on paper.
enum class Role : uint8_t {
  greenlet,  // the greenlet's colour, solid
  stale,     // the greenlet's colour, faint: bytes left behind, lanes not reached yet
  unused,    // empty stack
  panel,     // background of a group
  ink,       // text and outlines
  muted,     // secondary text, rulers
  accent,    // what changed at this step, the cursor
  error,
  pointer,  // the stack pointer: a colour of its own, never a fill
};
// Told without colour, for readers who cannot tell colours apart and for print.
enum class Pattern : uint8_t {
  solid,
  hatched,         // a part only: a copy that does not hold its whole slice
  dashed_outline,  // was here: stale bytes, a freed copy, a dead greenlet
};
enum class Face : uint8_t { sans, mono, bold };
enum class Align : uint8_t { left, center, right };

struct Style {
  Role role = Role::ink;
  uint32_t greenlet = 0;  // which colour, for the first two roles (a GreenletId)
  bool operator==(const Style&) const = default;
};

struct Rect {
  Box box;
  Style fill;
  Pattern pattern = Pattern::solid;
  bool outlined = true;      // 1.5 px of ink
  bool highlighted = false;  // a ring of accent around it: changed now
  float radius = 0;
  float opacity = 1;
};
struct Text {
  Point at;          // baseline; x by `align`
  std::string text;  // one line of UTF-8
  float size = 13;   // pixels to an em
  Face face = Face::sans;
  Align align = Align::left;
  Style style;               // role ink or muted on paper ...
  bool on_greenlet = false;  // ... or the readable ink for text on that greenlet's fill
  bool on_stale = false;     // ... or again ink or muted, on what that greenlet has left
  bool over_edges = false;   // ... or on paper that lines may cross where a theme has them
  float opacity = 1;
};
struct Line {
  std::vector<Point> points;  // 2: straight; 4: a cubic Bézier curve; fewer than 2: nothing
  Style style;
  float width = 1.5f;
  bool arrow = false;  // at the last point
  bool dashed = false;
  float opacity = 1;
};

// What joins two heights: the left one at `left`, the right one at `right`. Faint, and without
// lines that would strike words through; where a theme has no colours its two edges are lines.
struct Ribbon {
  float left = 0, right = 0;
  float left_top = 0, left_bottom = 0, right_top = 0, right_bottom = 0;
  Style fill;
  float opacity = 1;
};

using Shape = std::variant<Rect, Text, Line, Ribbon>;

struct Item {
  std::string id;         // "stack.gr2.in_place", unique in the scene
  std::string tooltip;    // a sentence, may be empty
  uint64_t step = 0;      // clicking goes to this step, when not 0
  uint32_t greenlet = 0;  // clicking selects this greenlet, when not 0
  Shape shape;
};

// Where a step stands, of a picture that shows many: a share of the width, 0 to 1.
struct StepPlace {
  uint64_t step = 0;
  double share = 0;
  bool operator==(const StepPlace&) const = default;
};

// Which part of a trace a picture shows, and where: of one that shows many steps.
struct ShownPart {
  uint64_t from = 0, to = 0;  // steps (from, to]
  bool exact = true;          // else by levels of detail (tracer/store/levels.h)
  float left = 0, right = 0;  // where the first one begins and the last one ends
  size_t lanes = 0, all_lanes = 0;
  size_t first_lane = 0;  // so many are above what is shown
  // Where steps stand, ascending, with straight ways between (tracer/scene/timeline/axis.h); empty:
  // evenly.
  std::vector<StepPlace> places{};
  float lanes_top = 0, lanes_bottom = 0;
  float scale_top = 0;  // of the scale below them; 0: there is none
};

// Where a stack stands in a picture of it, for who points at addresses there.
struct ShownStack {
  uint32_t thread = 0, stack = 0;  // whose it is; 0: the thread's own stack
  Box column;
  // Where something begins or ends: blocks, slices, the stack pointer. Ascending by address, each
  // once.
  struct Edge {
    int64_t address = 0;
    float y = 0;
    bool operator==(const Edge&) const = default;
  };
  std::vector<Edge> edges{};
};

struct Scene {
  float width = 0, height = 0;
  std::string title, description;  // for <title> and <desc>
  std::string language;            // of its texts, by BCP 47; empty: not said
  std::optional<ShownPart> part;   // of a timeline
  std::vector<ShownStack> stacks;  // of a stack diagram, from left to right
  std::vector<Item> items;         // painted in order: later ones lie above
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_SCENE_H_
