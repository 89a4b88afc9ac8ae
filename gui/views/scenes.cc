// The three pictures: stack and heap, parent tree, timeline.
#include <fmt/format.h>

#include "gui/app_state.h"
#include "gui/draw_scene.h"
#include "gui/views/views.h"
#include "gui/widgets.h"
#include "tracer/scene/options.h"
#include "tracer/scene/stack/stack_scene.h"
#include "tracer/scene/timeline/timeline_scene.h"
#include "tracer/scene/tree/tree_scene.h"

namespace greenlens::gui {
namespace {

// Draws a scene into what is left of the panel; hovering explains, clicking goes there.
void show_scene(App& app, const std::string& name, const scene::Scene& scene) {
  ImVec2 origin = ImGui::GetCursorScreenPos();
  float s = app.scale();
  ImVec2 size{scene.width * s, scene.height * s};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->PushClipRect(origin, {origin.x + size.x, origin.y + size.y}, true);
  paint_scene(list, scene, origin, app.fonts(), app.settings().theme);
  list->PopClipRect();
  if (size.x < 1 || size.y < 1) return;
  ImGui::InvisibleButton(name.c_str(), size);
  note_widget(name);
  if (!ImGui::IsItemHovered()) return;
  const scene::Item* item = item_at(scene, origin, s, ImGui::GetIO().MousePos);
  if (item == nullptr) return;
  if (!item->tooltip.empty()) ImGui::SetTooltip("%s", item->tooltip.c_str());
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  if (item->step != 0) app.seek(item->step);
  if (item->greenlet != 0) {
    app.ui().selected = app.ui().selected == item->greenlet ? 0 : item->greenlet;
  }
}

scene::SceneOptions room(const App& app) {
  ImVec2 left = ImGui::GetContentRegionAvail();
  scene::SceneOptions options;
  options.width = left.x / app.scale();
  options.height = left.y / app.scale();
  options.high_addresses_on_top = app.ui().high_on_top;
  options.selected = app.ui().selected;
  return options;
}

// What a picture depends on.
std::string key_of(const App& app, const scene::SceneOptions& options) {
  return fmt::format("{} {} {}x{} {} {}", app.moment().after.step, app.trace().size(),
                     options.width, options.height, options.selected,
                     options.high_addresses_on_top);
}

}  // namespace

void draw_stack(App& app, Area area) {
  begin_panel(app, "stack panel", area.at, area.size, app.text("ui.stack"));
  scene::SceneOptions options = room(app);
  show_scene(app, "stack", app.picture("stack", key_of(app, options), [&] {
    return scene::stack_scene(app.messages(), app.moment(), options);
  }));
  end_panel();
}

void draw_tree(App& app, Area area) {
  begin_panel(app, "tree panel", area.at, area.size, app.text("ui.tree"));
  scene::SceneOptions options = room(app);
  show_scene(app, "tree", app.picture("tree", key_of(app, options), [&] {
    return scene::tree_scene(app.messages(), app.moment(), options);
  }));
  end_panel();
}

void draw_timeline(App& app, Area area) {
  begin_panel(app, "timeline panel", area.at, area.size, app.text("ui.timeline"));
  show_scene(
      app, "timeline",
      app.tweened("timeline", scene::timeline_scene(app.messages(), app.trace(),
                                                    app.session()->cursor(), 0, 0, room(app))));
  end_panel();
}

}  // namespace greenlens::gui
