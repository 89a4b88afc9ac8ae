// The trace in numbers, or the part of it that was chosen: plots, and a table below them where
// there is room.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "gui/column_groups.h"
#include "gui/show_picture.h"
#include "gui/views/statistics/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/statistics/statistics_scene.h"
#include "tracer/words/statistics.h"

namespace greenlens::gui::statistics {
namespace {

using scene::Face;

// Pixels at 100 %.
constexpr float kRoomForTable = 330, kTableShare = 0.38f, kTitleRows = 2.5f;
constexpr float kLeastName = 110, kMostName = 240, kNumber = 88, kSwatch = 20;

struct Placed {
  Column column;
  float x, width;  // on the screen
};
struct Shown {
  std::vector<Placed> columns;
  ColumnGroup group;
};

// The name has what is left, and numbers stand at the right of theirs.
Shown columns_in(const Look& look, float left, float room, size_t group) {
  const std::vector<float> widths(kColumns.size() - 1, look.px(kNumber));
  const float least = std::min(room, look.px(kLeastName));
  const float button = more_columns_width(look, widths.size());
  Shown shown{{}, column_group(widths, room - least, button, group)};
  if (shown.group.hidden > 0) room = std::max(least, room - button);
  const size_t count = shown.group.count;
  const float number = std::min(look.px(kNumber), (room - least) / static_cast<float>(count));
  const float name = std::clamp(room - static_cast<float>(count) * number, least,
                                std::max(least, look.px(kMostName)));
  shown.columns = {{Column::name, left, name}};
  for (size_t i = 0; i < count; ++i) {
    shown.columns.push_back({kColumns[1 + shown.group.first + i],
                             left + name + static_cast<float>(i) * number, number});
  }
  return shown;
}

void draw_titles(const Look& look, const Shown& shown, float right, Ui* ui) {
  const float y = ImGui::GetCursorScreenPos().y;
  for (const Placed& column : shown.columns) {
    const std::string id = column_id(column.column);
    const bool chosen = ui->order.by == column.column;
    std::string label = look.text("statistics." + id);
    if (chosen) label += ui->order.descending ? " ↓" : " ↑";
    const float width =
        width_of(look, Face::sans, kBody, label) + 2 * ImGui::GetStyle().FramePadding.x;
    const float x = column.column != Column::name ? column.x + column.width - width : column.x;
    ImGui::SetCursorScreenPos({std::max(x, column.x - look.px(14)), y});
    if (tab(label, chosen)) ui->order = clicked(ui->order, column.column);
    note_widget("numbers by " + id);
  }
  std::vector<std::string> titles;
  for (size_t i = 1; i < kColumns.size(); ++i) {
    titles.push_back(look.text(std::string("statistics.") + column_id(kColumns[i])));
  }
  if (more_columns(look, "statistics", shown.group, titles, {right, y})) ++ui->group;
}

void draw_row(const Look& look, const store::GreenletNumbers& row,
              const std::vector<Placed>& columns, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const bool selected = row.id != 0 && look.choices.selected == row.id;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  swatch(look, row.id);
  const auto words = [&](const Placed& column, float less) {
    return scene::elide(cell(look.messages, row, column.column), kSmall, Face::sans,
                        (column.width - less) / look.settings.scale - 8);
  };
  if (selectable(look, selected ? Face::bold : Face::sans, kSmall,
                 "numbers of " + std::to_string(row.id), words(columns[0], look.px(kSwatch)),
                 selected)) {
    asked->push_back(ask::Select{selected ? 0 : row.id});
  }
  for (size_t i = 1; i < columns.size(); ++i) {
    const std::string text = words(columns[i], 0);
    const float width = width_of(look, Face::sans, kSmall, text);
    const float x = columns[i].x + columns[i].width - width - look.px(6);
    write(look, Face::sans, kSmall, {x, at.y}, colors.ink, text);
  }
}

void draw_table(const Look& look, Ui* ui, Requests* asked) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize;
  const Shown shown = columns_in(look, at.x, std::max(1.0f, room), ui->group);
  draw_titles(look, shown, at.x + room, ui);
  if (ui->numbers != look.numbers || ui->ordered_by != ui->order) {
    ui->numbers = look.numbers;
    ui->ordered_by = ui->order;
    ui->rows = sorted(words::told_apart(look.messages, look.numbers->greenlets), ui->order);
  }
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGui::BeginChild("numbers");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui->rows.size()),
                std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      draw_row(look, ui->rows[static_cast<size_t>(i)], shown.columns, asked);
    }
  }
  ImGui::EndChild();
  ImGui::PopFont();
}

// Which steps these are, where a part is counted, and back to all of them.
void draw_part(const Look& look, float room, Requests* asked) {
  const std::string all = look.text("ui.statistics.all");
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const float taken =
      width_of(look, Face::sans, kBody, all) + 2 * ImGui::GetStyle().FramePadding.x + gap;
  const std::string steps = scene::elide(words::counted_text(look.messages, *look.numbers), kBody,
                                         Face::sans, (room - taken) / look.settings.scale);
  ImGui::AlignTextToFramePadding();
  text(look, Face::sans, kBody, colors_of(look.settings.theme).muted, steps);
  ImGui::SameLine(0, gap);
  if (button(all)) {
    asked->push_back(ask::MarkSteps{});
    asked->push_back(ask::ShowSteps{});
  }
  if (ImGui::IsItemHovered()) tooltip(look.text("ui.statistics.all.tip"));
}

// A row above all, where there is something to say or to choose. Returns the rest.
Area draw_above(const Look& look, Area area, bool both, Ui* ui, Requests* asked) {
  const bool part = !look.choices.counted().all();
  if (!part && both) return area;
  const std::string other = look.text(ui->table ? "ui.statistics.plots" : "ui.statistics.table");
  const float gap = ImGui::GetStyle().ItemSpacing.x;
  const float taken =
      width_of(look, Face::sans, kBody, other) + 2 * ImGui::GetStyle().FramePadding.x + gap;
  if (part) draw_part(look, area.size.x - (both ? 0 : taken), asked);
  if (part && !both) ImGui::SameLine(0, gap);
  if (!both) {
    if (button(other)) ui->table = !ui->table;
    note_widget("plots or table");
  }
  const float row = ImGui::GetFrameHeightWithSpacing();
  area.at.y += row, area.size.y -= row;
  ImGui::SetCursorScreenPos(area.at);
  return area;
}

Requests draw(const Look& look, Area area, Ui* ui) {
  Requests asked = {ask::Count{}};
  if (look.numbers == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.statistics.counting"));
    return asked;
  }
  const bool both = area.size.y >= look.px(kRoomForTable);
  const bool table = both || ui->table;
  area = draw_above(look, area, both, ui, &asked);
  if (!both && table) {
    draw_table(look, ui, &asked);
    return asked;
  }
  Area above = area;
  if (table) {
    const float row = look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y;
    const float all = (static_cast<float>(look.numbers->greenlets.size()) + kTitleRows) * row;
    above.size.y -= std::min(kTableShare * area.size.y, all);
  }
  const scene::SceneOptions options = room(look, above);
  const store::Statistics& sums = look.numbers->sums;
  const Picture::Key key{sums.from(), sums.to(), options};
  for (const Request& request : show_picture(look, above, "statistics", key, &ui->picture, [&] {
         return scene::statistics_scene(look.messages, *look.numbers, options);
       })) {
    asked.push_back(request);
  }
  if (table) draw_table(look, ui, &asked);
  return asked;
}

}  // namespace

View view() {
  View view{Slot::middle, made<Ui, draw>};
  view.ahead = true;
  return view;
}

}  // namespace greenlens::gui::statistics
