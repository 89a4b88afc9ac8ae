// A scene in a view: painted, explained under the mouse, and clicked.
#ifndef GREENLENS_GUI_SHOW_PICTURE_H_
#define GREENLENS_GUI_SHOW_PICTURE_H_

#include <functional>

#include "gui/look.h"
#include "gui/picture.h"
#include "gui/request.h"

namespace greenlens::gui {

// The room that a scene has there, and what the person chose.
scene::SceneOptions room(const Look& look, Area area);

// Shows the picture as the widget `name`. A click on an item asks for its step, and for its
// greenlet to be selected or, if it is, to be followed no more.
Requests show_picture(const Look& look, Area area, const char* name, const Picture::Key& key,
                      Picture* picture, const std::function<scene::Scene()>& make);

// The same, where a view makes more of the mouse than clicks.
struct Pointed {
  const scene::Scene& scene;          // as it is on the screen; good until the next frame
  const scene::Item* item = nullptr;  // under the mouse
  bool hovered = false;
};
Pointed paint_picture(const Look& look, Area area, const char* name, const Picture::Key& key,
                      Picture* picture, const std::function<scene::Scene()>& make, Requests* asked);
// What a click on it asks for. Where it says how many have no room, they are shown in the table,
// and charts in the large view.
void click(const Look& look, const scene::Item& item, Requests* asked);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SHOW_PICTURE_H_
