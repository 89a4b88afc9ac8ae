// A picture to move about.
#ifndef GREENLENS_TESTS_GUI_ONE_BOX_H_
#define GREENLENS_TESTS_GUI_ONE_BOX_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::testing {

inline scene::Scene box_at(float x, const std::string& tooltip = "") {
  scene::Scene scene;
  scene.width = scene.height = 100;
  scene::Item item;
  item.id = "box";
  item.tooltip = tooltip;
  scene::Rect box;
  box.box = {x, 0, 10, 10};
  item.shape = box;
  scene.items = {item};
  return scene;
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_ONE_BOX_H_
