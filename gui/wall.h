// What a person in front of a class has taken in hand: spotlight, pointer, pen, zoom, blackout. A
// value; the App's, and views see it.
#ifndef GREENLENS_GUI_WALL_H_
#define GREENLENS_GUI_WALL_H_

#include <imgui.h>

#include <optional>

#include "gui/blackout.h"
#include "gui/pen.h"
#include "gui/settings.h"
#include "gui/spotlight.h"
#include "gui/zoom.h"

namespace greenlens::gui {

// Where one points: with the mouse, or with the keyboard's focus, whichever moved last.
struct Aim {
  ImVec2 low = {0, 0}, high = {0, 0};  // the same point: with the mouse
  bool is_mouse() const { return low.x == high.x && low.y == high.y; }
  ImVec2 middle() const { return {(low.x + high.x) / 2, (low.y + high.y) / 2}; }
};

struct Look;

struct Wall {
  Spotlight spotlight;
  bool pointer = false;
  Pen pen;
  Zoom zoom;
  Blackout blackout = Blackout::none;
  std::optional<Aim> aim;                  // none: nobody has pointed anywhere
  std::optional<LayoutChoice> shown_from;  // the layout before the one for a wall; none: not shown

  // Something is in hand that Esc puts away.
  bool is_in_hand() const {
    return pen.is_taken() || zoom.is_on() || spotlight.on || pointer || shown_from.has_value();
  }
  // Something has a size that the wheel and keys change.
  bool has_size() const { return pen.is_taken() || zoom.is_on() || spotlight.on; }
  ImVec2 at(ImVec2 window) const {
    return aim ? aim->middle() : ImVec2{window.x / 2, window.y / 2};
  }
};

// What strokes lie over now.
StrokePlace stroke_place(const Look& look);
// There is a trace, and no menu and no overlay, which would lie below what is in hand.
bool is_wall_free(const Look& look);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WALL_H_
