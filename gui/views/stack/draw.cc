// The stack and the copies in the heap.
#include "gui/show_picture.h"
#include "gui/views/stack/ui.h"
#include "gui/views/view.h"
#include "tracer/scene/stack/stack_scene.h"

namespace greenlens::gui::stack {

namespace {

Requests draw(const Look& look, Area area, Ui* ui) {
  const scene::SceneOptions options = room(look, area);
  return show_picture(look, area, "stack", {look.moment.number, 0, options}, &ui->picture,
                      [&] { return scene::stack_scene(look.messages, look.moment, options); });
}

}  // namespace

View view() { return {Slot::middle, made<Ui, draw>}; }

}  // namespace greenlens::gui::stack
