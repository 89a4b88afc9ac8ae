// Who is whose parent.
#include "gui/show_picture.h"
#include "gui/views/tree/ui.h"
#include "gui/views/view.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::gui::tree {

namespace {

Requests draw(const Look& look, Area area, Ui* ui) {
  const scene::SceneOptions options = room(look, area);
  return show_picture(look, area, "tree", {look.moment.number, 0, options}, &ui->picture,
                      [&] { return scene::tree_scene(look.messages, look.moment, options); });
}

}  // namespace

View view() { return {Slot::right, made<Ui, draw>}; }

}  // namespace greenlens::gui::tree
