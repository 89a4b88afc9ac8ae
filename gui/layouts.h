// Where each place of the window is: one layout for each kind of room that there can be.
#ifndef GREENLENS_GUI_LAYOUTS_H_
#define GREENLENS_GUI_LAYOUTS_H_

#include <vector>

#include "gui/look.h"
#include "gui/slot.h"

namespace greenlens::gui {

struct Placed {
  Slot slot;
  Area area;
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

// The first one that suits is taken; the last one always does.
const std::vector<Layout>& layouts();
const Layout& layout_for(const Look& look, Area window);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LAYOUTS_H_
