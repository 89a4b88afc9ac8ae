// Where each place of the window is: one layout for each kind of room that there can be. Pure
// functions; a window of any size gets an arrangement.
#ifndef GREENLENS_GUI_LAYOUTS_H_
#define GREENLENS_GUI_LAYOUTS_H_

#include <vector>

#include "gui/area.h"
#include "gui/look.h"
#include "gui/slot.h"

namespace greenlens::gui {

struct Placed {
  Slot slot;
  Area area;
  std::vector<Slot> with = {};  // whose views stand there, too, as tabs: they have no place here
  bool titled = true;           // a view that stands there alone has its title above it
};

// A gap between panels that can be dragged. The share is of `whole` pixels and grows to the right
// or down if `sign` is 1, the other way if it is -1.
struct Splitter {
  const char* id;
  Area gap;
  bool vertical;
  float whole;
  float sign;
  float Settings::*share;
};

struct Arrangement {
  std::vector<Placed> places;  // in the order in which they are drawn
  std::vector<Splitter> splitters;
};

struct Layout {
  const char* id;
  bool (*suits)(const Look& look, Area window);
  Arrangement (*arrange)(const Look& look, Area window);
};

// Which tabs of so many widths have room, in order: all, or the first ones and the one in front
// beside a button for the others, which is `more` wide. Never none.
std::vector<size_t> tabs_that_fit(const std::vector<float>& widths, size_t front, float room,
                                  float more);

// The scale at which the text of the layout for a wall is a thirtieth of the window's height, as
// far as scales go. `height` is in pixels.
float classroom_scale(float height);

// Where each place for panels would be if none were empty: where a view can be moved to.
std::vector<Placed> panel_places(const Look& look, Area window);

// The first one that suits is taken; the last one always does.
const std::vector<Layout>& layouts();
const Layout& layout_for(const Look& look, Area window);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LAYOUTS_H_
