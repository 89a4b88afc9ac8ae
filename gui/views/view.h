// A view, as a row of the catalogue: where it stands, and how one is made.
//
// A view is a folder of gui/views and its name in the list in gui/CMakeLists.txt; that is all that
// makes it a part of the window, its tabs, the palette and the tests. In the folder are
//   draw.cc   draws it, and its row: View view(), in the namespace greenlens::gui::<folder>
//   ui.h      what the person chose in it and nobody else needs to know, as a plain struct Ui; and
//             what was made for drawing and can be drawn again. Gone when the session is left.
//   model.h   what it says, as plain functions; where there is more to say than a message
// A view looks and asks: it gets a const look at the app and returns what it wants to be done.
#ifndef GREENLENS_GUI_VIEWS_VIEW_H_
#define GREENLENS_GUI_VIEWS_VIEW_H_

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gui/area.h"
#include "gui/look.h"
#include "gui/request.h"
#include "gui/slot.h"

namespace greenlens::gui {

// Draws a view, into a rectangle of the ImGui window that is being drawn. It holds the view's Ui.
using Draw = std::function<Requests(const Look& look, Area area)>;

// What of the keyboard a view wants while it is in front: nothing; the keys that scroll; arrows,
// Enter and letters; or all that while its text field is typed into, which may write on by Tab, or
// have many lines, in which arrows move.
enum class Keyboard : uint8_t { none, scrolling, letters, field, completing, lines };
constexpr bool has_field(Keyboard keyboard) {
  return keyboard == Keyboard::field || keyboard == Keyboard::completing ||
         keyboard == Keyboard::lines;
}

struct View {
  Slot slot = Slot::whole;
  Draw (*make)() = nullptr;
  // A quiet word beside its tab; null: none.
  std::string (*note)(const Look& look) = nullptr;
  ImVec2 size = {0, 0};  // an overlay's, in pixels at 100 %; smaller where the window is
  Keyboard keyboard = Keyboard::none;
  // It tells what comes later, also where the trace that it sees does not: not to be seen while a
  // question waits.
  bool ahead = false;
  // An overlay that stands beside the pictures where there is room, and stays when something else
  // is clicked.
  bool aside = false;
  bool of_addresses = false;
  const char* id = "";  // its folder's name, given by the catalogue; its title is ui.view.<id>
};

// A view that is made of addresses and registers: in a story it says no more than that.
inline View of_addresses(View view) {
  view.of_addresses = true;
  return view;
}

// For a row's `make`: a drawing function and a fresh Ui, or one that needs none.
template <typename Ui, Requests (*draw)(const Look&, Area, Ui*)>
Draw made() {
  return [ui = Ui()](const Look& look, Area area) mutable { return draw(look, area, &ui); };
}
template <Requests (*draw)(const Look&, Area)>
Draw made() {
  return draw;
}

// All of them, in the order in which tabs stand.
const std::vector<View>& views();
// Null when there is none.
const View* find_view(std::string_view id);
std::string title(const Look& look, const View& view);
// Whether it shares its place, and can stand behind another one.
bool has_tab(const View& view);

// One of each, by id: what is on the screen.
using MadeViews = std::map<std::string, Draw, std::less<>>;
MadeViews make_views();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_VIEWS_VIEW_H_
