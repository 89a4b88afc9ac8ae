// What these switches cost, beside what they would cost with a stack for each and stackless; and,
// measured on this machine, from how much stack on copying is a bad idea.
#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "gui/focus.h"
#include "gui/show_picture.h"
#include "gui/views/strategies/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/strategies/strategies_scene.h"
#include "tracer/strategies/strategies_text.h"

namespace greenlens::gui::strategies {
namespace {

namespace costs = greenlens::strategies;
using scene::Face;

// Pixels at 100 %.
constexpr float kTableRow = 17, kNameShare = 0.34f, kGap = 6, kCurves = 330, kLeastCurves = 180;
constexpr float kTrackHeight = 26, kKnob = 7, kTrackEnds = 12;

void draw_costs(const Look& look, float room, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  const auto now = ui->along.at(*look.trace, look.moment.number);
  if (!now) {
    return text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("strategies.too_long"));
  }
  const auto table = costs::costs_table(look.messages, *now);
  const float name = kNameShare * room;
  const float each = (room - name) / static_cast<float>(costs::kStrategies.size());
  for (size_t row = 0; row < table.size(); ++row) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const Face face = row == 0 ? Face::bold : Face::sans;
    for (size_t column = 0; column < table[row].size(); ++column) {
      const float wide = (column == 0 ? name : each) - look.px(kGap);
      const float x = column == 0 ? at.x : at.x + name + static_cast<float>(column - 1) * each;
      const bool is_quiet = column == 0 || row == 1;
      write(look, face, kSmall, {x, at.y}, is_quiet ? colors.muted : colors.ink,
            scene::elide(table[row][column], kSmall, face, wide / look.settings.scale));
    }
    ImGui::Dummy({room, look.px(kTableRow) - ImGui::GetStyle().ItemSpacing.y});
  }
  ImGui::Dummy({1, look.px(kGap)});
  text_wrapped(look, Face::sans, kBody, colors.ink, costs::costs_sentence(look.messages, *now));
  text_wrapped(look, Face::sans, kSmall, colors.muted,
               costs::assumptions_text(look.messages, *now, costs::Assumptions()));
}

// A track with a place for each size; the knob is drawn along it, or moved by arrows.
void draw_slider(const Look& look, const std::vector<costs::Point>& points, float room, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  size_t at = nearest_size(points, ui->bytes);
  const std::string words =
      look.text("scene.strategies.at", {{"bytes", costs::size_text(points[at].bytes)},
                                        {"count", std::to_string(points[at].greenlets)}});
  text(look, Face::bold, kBody, colors.ink, words);
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float height = look.px(kTrackHeight), ends = look.px(kTrackEnds);
  const float length = std::max(1.0f, room - 2 * ends);
  ImGui::InvisibleButton("size", {std::max(1.0f, room), height});
  note_widget("size");
  const float steps = static_cast<float>(std::max<size_t>(points.size() - 1, 1));
  if (ImGui::IsItemActive()) {
    const float share = std::clamp((ImGui::GetIO().MousePos.x - low.x - ends) / length, 0.0f, 1.0f);
    at = static_cast<size_t>(std::lround(share * steps));
  }
  focus_stop("size", words + ": " + look.text("ui.strategies.slider"), FocusKind::sideways);
  for (const Chord& chord : focus_arrows("size")) {
    if (chord.key == kKeyLeft && at > 0) --at;
    if (chord.key == kKeyRight && at + 1 < points.size()) ++at;
  }
  at = std::min(at, points.size() - 1);
  ui->bytes = points[at].bytes;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float y = low.y + height / 2;
  const auto x_of = [&](size_t i) { return low.x + ends + static_cast<float>(i) / steps * length; };
  list->AddLine({x_of(0), y}, {low.x + ends + length, y}, colors.border, look.px(3));
  for (size_t i = 0; i < points.size(); ++i) {
    list->AddLine({x_of(i), y - look.px(4)}, {x_of(i), y + look.px(4)}, colors.muted,
                  look.px(1.5f));
  }
  list->AddCircleFilled({x_of(at), y}, look.px(kKnob), colors.accent, 24);
}

void draw_numbers(const Look& look, Ui* ui) {
  for (const uint64_t greenlets : costs::kGreenlets) {
    if (costs::points_of(*look.sweep, greenlets).empty()) continue;
    const std::string label =
        look.text("ui.strategies.greenlets", {{"count", std::to_string(greenlets)}});
    if (tab(label, greenlets == ui->greenlets)) ui->greenlets = greenlets;
    const float width = width_of(look, Face::sans, kBody, label);
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < 1.6f * width) ImGui::NewLine();
  }
  ImGui::NewLine();
}

Requests draw_sweep(const Look& look, float room, float below, Ui* ui) {
  Requests asked;
  if (ui->sweep != look.sweep) ui->sweep = look.sweep, ++ui->version;
  draw_numbers(look, ui);
  std::vector<costs::Point> points = costs::points_of(*look.sweep, ui->greenlets);
  if (points.empty()) points = costs::points_of(*look.sweep, look.sweep->points.front().greenlets);
  draw_slider(look, points, room, ui);
  const size_t at = nearest_size(points, ui->bytes);
  text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).ink,
               costs::sweep_sentence(look.messages, points, points[at]));
  const ImVec2 low = ImGui::GetCursorScreenPos();
  const float left = below - low.y;
  const Area area{low, {room, std::clamp(left, look.px(kLeastCurves), look.px(kCurves))}};
  const scene::SceneOptions options = gui::room(look, area);
  const Picture::Key key{ui->version, points[at].greenlets * 1'000'000'000 + points[at].bytes,
                         options};
  const Pointed pointed = paint_picture(
      look, area, "strategies", key, &ui->picture,
      [&] { return scene::strategies_scene(look.messages, points, at, options); }, &asked);
  if (pointed.item != nullptr) {
    if (!pointed.item->tooltip.empty()) tooltip(pointed.item->tooltip);
    const auto picked = scene::picked_point(pointed.item->id);
    if (picked && *picked < points.size() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
      ui->bytes = points[*picked].bytes;
    }
  }
  text_wrapped(look, Face::sans, kSmall, colors_of(look.settings.theme).muted,
               look.text("strategies.sweep.about"));
  return asked;
}

Requests draw_measuring(const Look& look) {
  const Colors colors = colors_of(look.settings.theme);
  if (look.measures) {
    text(look, Face::sans, kBody, colors.muted, look.text("ui.strategies.measuring"));
    return {};
  }
  Requests asked;
  if (look.can_measure && button(look.text("ui.strategies.measure"))) {
    asked.push_back(ask::MeasureStrategies{});
  }
  if (look.can_measure && look.sweep == nullptr) {
    text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.strategies.measure.about"));
  }
  return asked;
}

Requests draw(const Look& look, Area area, Ui* ui) {
  if (look.trace == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("scene.timeline.empty"));
    return {};
  }
  ImGui::BeginChild("strategies", area.size);
  const float room = std::max(1.0f, ImGui::GetContentRegionAvail().x);
  draw_costs(look, room, ui);
  ImGui::Dummy({1, look.px(kGap)});
  Requests asked = draw_measuring(look);
  if (look.sweep != nullptr && !look.sweep->points.empty()) {
    for (Request& request : draw_sweep(look, room, area.at.y + area.size.y, ui)) {
      asked.push_back(std::move(request));
    }
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::middle, made<Ui, draw>}; }

}  // namespace greenlens::gui::strategies
