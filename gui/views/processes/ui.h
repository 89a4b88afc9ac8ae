// What the view of the processes keeps from frame to frame.
#ifndef GREENLENS_GUI_VIEWS_PROCESSES_UI_H_
#define GREENLENS_GUI_VIEWS_PROCESSES_UI_H_

#include "gui/picture.h"
#include "tracer/scene/processes/processes_scene.h"

namespace greenlens::gui::processes {

struct Ui {
  scene::ProcessesPicture made;  // without its scene, which the picture has
  Picture picture;
  float dragged_x = 0;  // where the mouse was, while it moves what is shown
  bool dragging = false;
};

}  // namespace greenlens::gui::processes

#endif  // GREENLENS_GUI_VIEWS_PROCESSES_UI_H_
