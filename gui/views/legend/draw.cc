// The signs that occur in the pictures of this step, with a sentence each.
#include <imgui.h>

#include <algorithm>

#include "gui/show_picture.h"
#include "gui/views/legend/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/legend/legend_scene.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::gui::legend {

namespace {

// Pixels at 100 %: pictures with room for all of their signs, whatever the window has for them.
constexpr float kPictureWidth = 900, kTimelineHeight = 170;

scene::Scene make(const Look& look, const scene::SceneOptions& options) {
  scene::SceneOptions full = options;
  full.width = kPictureWidth, full.height = scene::SceneOptions().height;
  const scene::Scene stack = scene::stack_scene(look.messages, look.moment, full);
  const scene::Scene tree = scene::tree_scene(look.messages, look.moment, full);
  full.height = kTimelineHeight;
  const scene::Scene timeline = scene::timeline_scene(
      look.messages, *look.trace, look.moment.number, look.choices.timeline, full);
  return scene::legend_scene(look.messages, look.moment.after, {&stack, &tree, &timeline}, options);
}

Requests draw(const Look& look, Area area, Ui* ui) {
  if (look.trace == nullptr) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("scene.timeline.empty"));
    return {};
  }
  ImGui::BeginChild("legend", area.size);
  area = {ImGui::GetCursorScreenPos(),
          {std::max(1.0f, area.size.x - ImGui::GetStyle().ScrollbarSize), area.size.y}};
  const scene::SceneOptions options = room(look, area);
  const Picture::Key key{look.moment.number, look.trace->size(), options, look.choices.timeline};
  Requests asked =
      show_picture(look, area, "legend", key, &ui->picture, [&] { return make(look, options); });
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::overlay, made<Ui, draw>, nullptr, {320, 560}};
  view.aside = true;
  return view;
}

}  // namespace greenlens::gui::legend
