// Who ran when. The wheel zooms, a drag chooses steps, with Shift it moves them; above the lanes
// and on the scale below them a drag goes through the steps.
#include "gui/explained.h"
#include "gui/note_commands.h"
#include "gui/show_picture.h"
#include "gui/views/timeline/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/timeline/branches_scene.h"

namespace greenlens::gui::timeline {

namespace {

void add(const Requests& more, Requests* asked) {
  asked->insert(asked->end(), more.begin(), more.end());
}

// The mouse is pressed on the picture.
void drag(const Look& look, Area area, const scene::Scene& scene, Ui* ui, Requests* asked) {
  const ImGuiIO& io = ImGui::GetIO();
  const float x = (io.MousePos.x - area.at.x) / look.settings.scale;
  const float y = (io.MousePos.y - area.at.y) / look.settings.scale;
  if (ImGui::IsItemActivated()) {
    ui->drag = Drag::none;
    ui->begun_x = x, ui->begun_y = y;
    ui->before = *scene.part;
  }
  if (ui->drag == Drag::none && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
    ui->drag = drag_from(ui->begun_x, ui->begun_y, ui->before, io.KeyShift);
  }
  add(dragged(*ui, x, y, scene.height, look.trace->size()), asked);
}

void released(const Look& look, const Pointed& pointed, Ui* ui, Requests* asked) {
  const bool was_click = ui->drag == Drag::none;
  ui->drag = Drag::none;
  if (!was_click) return;
  // What was chosen is given up by a click anywhere.
  if (!look.choices.timeline.marked.all()) asked->push_back(ask::MarkSteps{});
  if (pointed.item != nullptr) return click(look, *pointed.item, asked);
  if (is_on_scale(ui->begun_x, ui->begun_y, ui->before)) {
    asked->push_back(ask::Seek{step_at(ui->before, ui->begun_x)});
  }
}

// A double click in what was chosen shows it.
bool shows_marked(const Look& look, Area area, const scene::ShownPart& shown) {
  const scene::Steps marked = look.choices.timeline.marked;
  if (marked.all() || !ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) return false;
  const uint64_t step =
      step_at(shown, (ImGui::GetIO().MousePos.x - area.at.x) / look.settings.scale);
  return step >= marked.from && step <= marked.to;
}

// Beneath the timeline, where there is room for both.
bool has_branches(const Look& look, Area area) {
  constexpr float kLeastAbove = 66;
  return look.branches && area.size.y >= look.px(kLeastAbove + scene::kBranchesHeight);
}

// A click on the other way shows that one.
void draw_branches(const Look& look, Area area, const scene::ShownPart& above, Ui* ui,
                   Requests* asked) {
  const ShownBranches& branches = *look.branches;
  const scene::SceneOptions options = room(look, area);
  scene::TimelineOptions timeline = look.choices.timeline;
  timeline.at_least = branches.other->size();
  Picture::Key key{look.moment.number, look.trace->size(), options, timeline};
  key.version = branches.version;
  key.places = {above.left, above.right};
  key.timeline.steps = {above.from, above.to};
  ImGui::SetCursorScreenPos(area.at);
  const Pointed pointed = paint_picture(
      look, area, "branches", key, &ui->branches,
      [&] {
        return scene::branches_scene(
            look.messages,
            {*look.trace, *branches.other, branches.fork, branches.caption, branches.other_caption},
            above, options);
      },
      asked);
  if (pointed.item == nullptr) return;
  if (!pointed.item->tooltip.empty()) tooltip(explanation(look, *pointed.item));
  if (!ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return;
  if (pointed.item->id.starts_with(scene::kOtherBranch)) {
    asked->push_back(ask::ToOtherWay{pointed.item->step});
  } else if (pointed.item->step != 0) {
    asked->push_back(ask::Seek{pointed.item->step});
  }
}

Requests draw_timeline(const Look& look, Area area, Ui* ui) {
  Requests asked;
  const scene::SceneOptions options = room(look, area);
  scene::TimelineOptions timeline = look.choices.timeline;
  timeline.times = look.settings.times;
  timeline.axis = look.settings.axis;
  if (look.branches) timeline.at_least = look.branches->other->size();
  for (const NotedStep& one : noted_steps(look)) timeline.noted.push_back({one.step, one.label});
  const Picture::Key key{look.moment.number, look.trace->size(), options, timeline};
  const Pointed pointed = paint_picture(
      look, area, "timeline", key, &ui->picture,
      [&] {
        return scene::timeline_scene(look.messages, *look.trace, look.moment.number, timeline,
                                     options);
      },
      &asked);
  ui->part.reset();
  if (!pointed.scene.part || area.size.x < 1 || area.size.y < 1) return asked;
  const scene::ShownPart& shown = *pointed.scene.part;
  ui->part = shown;
  asked.push_back(ask::Align{area.at.x + look.px(shown.left), area.at.x + look.px(shown.right)});
  // Nobody scrolls beyond the last lane.
  if (timeline.first_lane > shown.first_lane) asked.push_back(ask::ScrollLanes{shown.first_lane});
  if (pointed.hovered && shows_marked(look, area, shown)) {
    add({ask::ShowSteps{timeline.marked}, ask::MarkSteps{}}, &asked);
    return asked;
  }
  if (ImGui::IsItemActive()) {
    drag(look, area, pointed.scene, ui, &asked);
  } else if (ImGui::IsItemDeactivated()) {
    released(look, pointed, ui, &asked);
  }
  if (!pointed.hovered) return asked;
  const ImGuiIO& io = ImGui::GetIO();
  add(turned({io.MouseWheel, io.MouseWheelH, io.KeyShift},
             (io.MousePos.x - area.at.x) / look.settings.scale, shown, look.trace->size()),
      &asked);
  if (ui->drag == Drag::none && pointed.item != nullptr && !pointed.item->tooltip.empty()) {
    tooltip(explanation(look, *pointed.item));
  }
  return asked;
}

Requests draw(const Look& look, Area area, Ui* ui) {
  if (!has_branches(look, area)) return draw_timeline(look, area, ui);
  const float below = look.px(scene::kBranchesHeight);
  Area above = area;
  above.size.y -= below;
  Requests asked = draw_timeline(look, above, ui);
  if (ui->part) {
    draw_branches(look, {{area.at.x, area.at.y + above.size.y}, {area.size.x, below}}, *ui->part,
                  ui, &asked);
  }
  return asked;
}

}  // namespace

View view() { return {Slot::bottom, made<Ui, draw>}; }

}  // namespace greenlens::gui::timeline
