// The whole window: panels, splitters, and what lies over them.
#include <algorithm>

#include "gui/app_state.h"
#include "gui/views/views.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

constexpr float kBar = 48, kSlider = 30, kSentence = 58, kGap = 8, kMargin = 12;

// A gap between panels that can be dragged. `share` is of `whole`, growing to the right or down if
// `sign` is 1.
void splitter(const char* id, Area gap, bool vertical, float whole, float sign, float least,
              float most, float* share) {
  ImGui::SetCursorScreenPos(gap.at);
  ImGui::InvisibleButton(id, gap.size);
  note_widget(id);
  if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
    ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  }
  if (!ImGui::IsItemActive()) return;
  ImVec2 moved = ImGui::GetIO().MouseDelta;
  *share = std::clamp(*share + sign * (vertical ? moved.x : moved.y) / whole, least, most);
}

void draw_panels(App& app, Area area) {
  Settings& settings = app.settings();
  float s = app.scale(), gap = kGap * s, margin = kMargin * s;
  float x = area.at.x + margin, width = area.size.x - 2 * margin;
  float y = area.at.y + kBar * s;
  draw_slider(app, {{x, y}, {width, kSlider * s}});
  y += kSlider * s + gap / 2;
  draw_sentence(app, {{x, y}, {width, kSentence * s}});
  y += kSentence * s + gap;

  float height = area.at.y + area.size.y - margin - y;
  if (height / s < 330 || width / s < 620) {
    // Everything is large, for a wall: the program and the picture.
    float source = width * 0.34f;
    draw_source(app, {{x, y}, {source, height}});
    draw_stack(app, {{x + source + gap, y}, {width - source - gap, height}});
    return;
  }
  float bottom = settings.bottom * height, top = height - bottom - gap;
  float left = settings.left * width, right = settings.right * width;
  float middle = width - left - right - 2 * gap;
  float middle_x = x + left + gap, right_x = middle_x + middle + gap;
  float output = settings.output * top, source = top - output - gap;
  float tree = settings.tree * top, details = top - tree - gap;

  draw_source(app, {{x, y}, {left, source}});
  draw_output(app, {{x, y + source + gap}, {left, output}});
  draw_stack(app, {{middle_x, y}, {middle, top}});
  draw_tree(app, {{right_x, y}, {right, tree}});
  draw_details(app, {{right_x, y + tree + gap}, {right, details}});
  draw_timeline(app, {{x, y + top + gap}, {width, bottom}});

  splitter("split left", {{x + left, y}, {gap, top}}, true, width, 1, 0.1f, 0.45f, &settings.left);
  splitter("split right", {{middle_x + middle, y}, {gap, top}}, true, width, -1, 0.1f, 0.45f,
           &settings.right);
  splitter("split bottom", {{x, y + top}, {width, gap}}, false, height, -1, 0.12f, 0.5f,
           &settings.bottom);
  splitter("split output", {{x, y + source}, {left, gap}}, false, top, -1, 0.1f, 0.8f,
           &settings.output);
  splitter("split tree", {{right_x, y + tree}, {right, gap}}, false, top, 1, 0.1f, 0.8f,
           &settings.tree);
}

}  // namespace

void draw_app(App& app) {
  widget_places().clear();
  apply_style(app.settings().theme, app.scale());
  ImVec2 size = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(size);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::Begin("greenlens", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  Area whole{{0, 0}, size};
  draw_transport(app, {whole.at, {size.x, kBar * app.scale()}});
  if (app.session() != nullptr) {
    draw_panels(app, whole);
  } else {
    float bar = kBar * app.scale();
    draw_picker(app, {{0, bar}, {size.x, size.y - bar}});
  }
  ImGui::End();
  draw_overlay(app, whole);
}

}  // namespace greenlens::gui
