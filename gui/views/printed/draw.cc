// What the program printed last, on one line: for a layout that has no place for all of it. A click
// on it goes to where it was printed.
#include <imgui.h>

#include <algorithm>

#include "gui/focus.h"
#include "gui/views/printed/model.h"
#include "gui/views/printed/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::printed {
namespace {

using scene::Face;

// Pixels at 100 %.
constexpr float kSwatchWidth = 8, kSwatchHeight = 13, kBesideSwatch = 5, kBetweenLines = 18;
constexpr float kTitleGap = 14, kInset = 14;

void follow(const Look& look, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  ui->count = look.trace->printed_until(look.moment.number);
  const uint64_t shown = std::min(ui->count, kMostLatest);
  ui->latest = look.trace->printed(ui->count - shown + 1, shown);
}

// Returns how wide it is.
float draw_line(const Look& look, const store::PrintedLine& line, ImVec2 at, float height,
                float room, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const float left = look.px(kSwatchWidth + kBesideSwatch);
  const float top = at.y + (height - look.px(kSwatchHeight)) / 2;
  paint_swatch(look, {{at.x, top}, {look.px(kSwatchWidth), look.px(kSwatchHeight)}}, line.who);
  const std::string words =
      scene::elide(drawable(line.text), kBody, Face::mono, (room - left) / look.settings.scale);
  const bool now = line.step == look.moment.number;
  const float width =
      left + write(look, Face::mono, kBody, {at.x + left, at.y + (height - look.px(kBody)) / 2},
                   now ? colors.accent : colors.ink, words);
  ImGui::SetCursorScreenPos(at);
  const std::string label = "latest " + std::to_string(line.step);
  const bool clicked = ImGui::InvisibleButton(label.c_str(), {std::max(1.0f, width), height});
  note_widget(label);
  if (ImGui::IsItemHovered() && words != line.text) tooltip(line.text);
  if (focus_stop(label, line.text) || clicked) asked->push_back(ask::Seek{line.step});
  return width;
}

Requests draw(const Look& look, Area area, Ui* ui) {
  Requests asked;
  const Colors colors = colors_of(look.settings.theme);
  follow(look, ui);
  const float right = area.at.x + area.size.x - look.px(kInset);
  const float y = area.at.y + (area.size.y - look.px(kBody)) / 2;
  float x = area.at.x + look.px(kInset);
  x += write(look, Face::sans, kBody, {x, y}, colors.muted, look.text("ui.printed")) +
       look.px(kTitleGap);
  if (ui->latest.empty()) {
    write(look, Face::sans, kBody, {x, y}, colors.muted, look.text("ui.output.none"));
    return asked;
  }
  std::vector<float> widths;
  for (const store::PrintedLine& line : ui->latest) {
    widths.push_back(look.px(kSwatchWidth + kBesideSwatch + kBetweenLines) +
                     width_of(look, Face::mono, kBody, line.text));
  }
  const auto earlier = [&](uint64_t count) {
    return look.text("ui.printed.earlier", {{"count", std::to_string(count)}});
  };
  const float more = width_of(look, Face::sans, kBody, earlier(ui->count)) + look.px(kBetweenLines);
  // What is left out before these is said, too.
  const float room = right - x - (ui->count > ui->latest.size() ? more : 0);
  const size_t shown = latest_that_fit(widths, room, more);
  if (shown < ui->count) {
    x += write(look, Face::sans, kBody, {x, y}, colors.muted, earlier(ui->count - shown)) +
         look.px(kBetweenLines);
  }
  for (size_t i = ui->latest.size() - shown; i < ui->latest.size(); ++i) {
    x += draw_line(look, ui->latest[i], {x, area.at.y}, area.size.y, right - x, &asked) +
         look.px(kBetweenLines);
  }
  return asked;
}

}  // namespace

View view() { return {Slot::line, made<Ui, draw>}; }

}  // namespace greenlens::gui::printed
