// The processes of the run on one clock. A click on a process's row shows that process at that
// time; the wheel zooms, a drag moves what is shown.
#include <algorithm>

#include "gui/explained.h"
#include "gui/show_picture.h"
#include "gui/views/processes/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::processes {
namespace {

constexpr float kZoom = 1.25f;  // of a notch of the wheel

// The picture as it was made, where the mouse is in it: pixels at 100 %.
struct Mouse {
  float x = 0, y = 0;
};
Mouse mouse_in(const Look& look, ImVec2 at) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  return {(mouse.x - at.x) / look.settings.scale, (mouse.y - at.y) / look.settings.scale};
}

Requests clicked(const Look& look, const Ui& ui, const Mouse& mouse) {
  const scene::ProcessRow* row = scene::row_at(ui.made, mouse.y);
  if (row == nullptr) return {};
  if (!look.processes->family.processes[row->process].given) return {};
  // Beside the lanes it is the process that is meant, and not a time.
  const bool is_time = mouse.x >= ui.made.left && mouse.x <= ui.made.right;
  ask::ShowProcess asked{row->process, {}};
  if (is_time) asked.clock_ns = scene::time_at(ui.made, mouse.x);
  Requests all = {asked};
  if (row->greenlet != 0 && look.process == row->process) {
    all.push_back(ask::Select{row->greenlet});
  }
  return all;
}

void turn(const Look& look, const Mouse& mouse, const Ui& ui, Requests* asked) {
  const ImGuiIO& io = ImGui::GetIO();
  const uint64_t length = look.processes->family.length_ns;
  // With Shift the rows are scrolled, which ImGui does.
  if (io.MouseWheel != 0 && !io.KeyShift) {
    const float times = io.MouseWheel > 0 ? kZoom : 1 / kZoom;
    asked->push_back(ask::ShowTimes{scene::times_zoomed(ui.made, length, mouse.x, times)});
  }
}

Requests react(const Look& look, ImVec2 at, const Pointed& pointed, Ui* ui) {
  const Mouse mouse = mouse_in(look, at);
  Requests asked;
  if (ImGui::IsItemActivated()) ui->dragging = false, ui->dragged_x = mouse.x;
  if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
    ui->dragging = true;
    const uint64_t length = look.processes->family.length_ns;
    asked.push_back(ask::ShowTimes{scene::times_moved(ui->made, length, ui->dragged_x - mouse.x)});
    ui->dragged_x = mouse.x;
  }
  if (ImGui::IsItemDeactivated() && !ui->dragging) {
    for (const Request& request : clicked(look, *ui, mouse)) asked.push_back(request);
  }
  if (!pointed.hovered) return asked;
  turn(look, mouse, *ui, &asked);
  if (pointed.item != nullptr && !pointed.item->tooltip.empty() && !ui->dragging) {
    tooltip(explanation(look, *pointed.item));
  }
  return asked;
}

Requests draw(const Look& look, Area area, Ui* ui) {
  Requests asked;
  if (look.processes == nullptr || look.processes->family.processes.empty()) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.processes.none"));
    return asked;
  }
  scene::ProcessesOptions shown;
  shown.shown = look.choices.process_times;
  shown.current = look.process;
  if (look.process && look.moment.event != nullptr) {
    shown.now_ns = greenlens::processes::on_clock(look.processes->family.processes[*look.process],
                                                  look.moment.event->time_ns);
  }
  ImGui::BeginChild("processes", area.size, false, ImGuiWindowFlags_NoScrollWithMouse);
  scene::SceneOptions options;
  options.width = area.size.x / look.settings.scale;
  options.height = area.size.y / look.settings.scale;
  Picture::Key key{shown.now_ns.value_or(0), look.processes_version, options};
  key.timeline.steps = {shown.shown.from_ns, shown.shown.to_ns};
  key.timeline.first_lane = look.process.value_or(SIZE_MAX);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const Pointed pointed = paint_picture(
      look, {at, area.size}, "processes", key, &ui->picture,
      [&] {
        ui->made = scene::processes_scene(look.messages, look.processes->family,
                                          look.processes->given, shown, options);
        return std::move(ui->made.scene);
      },
      &asked);
  for (const Request& request : react(look, at, pointed, ui)) asked.push_back(request);
  if (pointed.hovered && ImGui::GetIO().KeyShift && ImGui::GetIO().MouseWheel != 0) {
    ImGui::SetScrollY(ImGui::GetScrollY() - ImGui::GetIO().MouseWheel * look.px(40));
  }
  ImGui::EndChild();
  return asked;
}

std::string how_many(const Look& look) {
  if (look.processes == nullptr || look.processes->family.processes.size() < 2) return "";
  return look.text("ui.processes.count",
                   {{"count", std::to_string(look.processes->family.processes.size())}});
}

}  // namespace

View view() {
  View view{Slot::middle, made<Ui, draw>, how_many};
  view.ahead = true;
  return view;
}

}  // namespace greenlens::gui::processes
