// Who ran when.
#include "gui/show_picture.h"
#include "gui/views/timeline/ui.h"
#include "gui/views/view.h"
#include "tracer/scene/timeline/timeline_scene.h"

namespace greenlens::gui::timeline {

namespace {

Requests draw(const Look& look, Area area, Ui* ui) {
  const scene::SceneOptions options = room(look, area);
  const Picture::Key key{look.moment.number, look.trace->size(), options};
  return show_picture(look, area, "timeline", key, &ui->picture, [&] {
    return scene::timeline_scene(look.messages, *look.trace, look.moment.number, 0, 0, options);
  });
}

}  // namespace

View view() { return {Slot::bottom, made<Ui, draw>}; }

}  // namespace greenlens::gui::timeline
