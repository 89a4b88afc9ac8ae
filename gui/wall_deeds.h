// What can be asked for in front of a class: what commands and the pen ask the app for by
// ask::OnWall (gui/request.h).
#ifndef GREENLENS_GUI_WALL_DEEDS_H_
#define GREENLENS_GUI_WALL_DEEDS_H_

#include <imgui.h>

#include <cstdint>
#include <variant>

#include "gui/blackout.h"
#include "gui/pen.h"

namespace greenlens::gui {

namespace deed {

// The layout for a wall; the one before it comes back at the end.
struct Present {
  enum class From : uint8_t { beginning, here } from = From::beginning;
};
struct EndPresenting {};
struct Light {  // the spotlight
  bool on = true;
};
struct ShowPointer {  // a large dot where the mouse is
  bool on = true;
};
struct Magnify {
  bool on = true;
};
struct Cover {  // the window; what it says stands still meanwhile
  Blackout with = Blackout::black;
};
struct Resize {  // what is uppermost of zoom, spotlight and pen, by so many steps
  float steps = 1;
};
struct TakePen {
  bool on = true;
};
struct Dip {
  Ink ink = Ink::magenta;
};
struct BeginStroke {
  ImVec2 at;
};
struct GoOnStroke {
  ImVec2 at;
};
struct EndStroke {};
struct UndoStroke {};
struct ClearStrokes {};  // of what is shown

}  // namespace deed

using WallDeed =
    std::variant<deed::Present, deed::EndPresenting, deed::Light, deed::ShowPointer, deed::Magnify,
                 deed::Cover, deed::Resize, deed::TakePen, deed::Dip, deed::BeginStroke,
                 deed::GoOnStroke, deed::EndStroke, deed::UndoStroke, deed::ClearStrokes>;

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WALL_DEEDS_H_
