// All greenlets in a table, in any order, with a filter: of two thousand those that one looks for.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "gui/column_groups.h"
#include "gui/explained.h"
#include "gui/views/greenlets/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"

namespace greenlens::gui::greenlets {
namespace {

using scene::Face;

// Pixels at 100 %.
constexpr float kSwatch = 20, kLeastName = 80, kMostName = 240;

// A number stands at the right, and so does the end of a line's place.
bool stands_right(Column column) { return column != Column::name && column != Column::standing; }

float least_width(Column column) {
  switch (column) {
    case Column::name:
      return kLeastName;
    case Column::standing:
      return 80;
    case Column::on_stack:
    case Column::in_heap:
      return 62;
    case Column::switches:
      return 76;
    case Column::where:
      return 124;
    case Column::since:
      return 136;
    case Column::thread:
      return 66;
  }
  return 0;
}

struct Placed {
  Column column;
  float x, width;  // on the screen
};
struct Shown {
  std::vector<Placed> columns;
  ColumnGroup group;
};

// What is left goes to the name, and to the line where that is seen.
Shown columns_in(const Look& look, float left, float room, size_t group) {
  const std::vector<Column> beside = columns_beside_name(look.moment.after.threads.size() > 1);
  std::vector<float> widths;
  for (const Column column : beside) widths.push_back(look.px(least_width(column)));
  const float least = std::min(look.px(kLeastName), room);
  Shown shown{{}, column_group(widths, room - least, 0, group)};
  const size_t end = shown.group.first + shown.group.count;
  float rest = room - least;
  for (size_t i = shown.group.first; i < end; ++i) rest -= widths[i];
  // One alone may have too little.
  if (rest < 0) widths[shown.group.first] += rest, rest = 0;
  const auto where = std::find(beside.begin(), beside.end(), Column::where) - beside.begin();
  const auto line = static_cast<size_t>(where);
  const bool has_line = line >= shown.group.first && line < end;
  const float more = std::min(has_line ? rest / 2 : rest, look.px(kMostName) - least);
  if (has_line) widths[line] += rest - std::max(0.0f, more);
  float x = left;
  const auto put = [&](Column column, float width) {
    shown.columns.push_back({column, x, std::max(0.0f, width)});
    x += width;
  };
  put(Column::name, least + std::max(0.0f, more));
  for (size_t i = shown.group.first; i < end; ++i) put(beside[i], widths[i]);
  return shown;
}

std::string fitted(const Look& look, const std::string& words, float size, Face face, float width) {
  return scene::elide(words, size, face, width / look.settings.scale - 8);
}

// Of a file and a line the end says most.
std::string end_fitted(const Look& look, const std::string& words, float width) {
  const float room = width / look.settings.scale - 8;
  if (scene::text_width(words, kSmall, Face::sans) <= room) return words;
  for (size_t from = 1; from < words.size(); ++from) {
    if ((static_cast<unsigned char>(words[from]) & 0xC0) == 0x80) continue;  // within a letter
    std::string rest = "…" + words.substr(from);
    if (scene::text_width(rest, kSmall, Face::sans) <= room) return rest;
  }
  return "";
}

void draw_titles(const Look& look, const Shown& shown, Ui* ui) {
  const float y = ImGui::GetCursorScreenPos().y;
  for (const Placed& column : shown.columns) {
    const std::string id = column_id(column.column);
    const bool chosen = ui->order.by == column.column;
    std::string label = look.text("ui.greenlets." + id);
    if (chosen) label += ui->order.descending ? " ↓" : " ↑";
    const float width =
        width_of(look, Face::sans, kBody, label) + 2 * ImGui::GetStyle().FramePadding.x;
    const float x = stands_right(column.column) ? column.x + column.width - width : column.x;
    ImGui::SetCursorScreenPos({std::max(x, column.x - look.px(14)), y});
    if (tab(label, chosen)) ui->order = clicked(ui->order, column.column);
    if (ImGui::IsItemHovered()) {
      tooltip(
          with_meaning(look.text("ui.greenlets." + id), look.glossary.of(term_of(column.column))));
    }
    note_widget("sort " + id);
  }
}

// Beside the filter, which leaves room for it.
void draw_more_columns(const Look& look, const Shown& shown, ImVec2 corner, Ui* ui) {
  std::vector<std::string> titles;
  for (const Column column : columns_beside_name(look.moment.after.threads.size() > 1)) {
    titles.push_back(look.text(std::string("ui.greenlets.") + column_id(column)));
  }
  if (more_columns(look, "greenlets", shown.group, titles, corner)) ++ui->group;
}

Requests draw_row(const Look& look, const Row& row, const std::vector<Placed>& columns) {
  const Colors colors = colors_of(look.settings.theme);
  const bool selected = look.choices.selected == row.id;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  swatch(look, row.id);
  const float name_room = columns[0].width - look.px(kSwatch);
  Requests asked;
  const auto& hidden = look.choices.hidden;
  const bool is_hidden = std::binary_search(hidden.begin(), hidden.end(), row.id);
  const std::string name =
      is_hidden ? look.text("ui.greenlets.hidden", {{"name", row.name}}) : row.name;
  if (selectable(look, selected ? Face::bold : Face::sans, kSmall,
                 "greenlet " + std::to_string(row.id),
                 fitted(look, name, kSmall, Face::sans, name_room), selected)) {
    asked.push_back(ask::Select{selected ? 0 : row.id});
  }
  for (size_t i = 1; i < columns.size(); ++i) {
    const Placed& column = columns[i];
    const std::string whole = cell(row, column.column);
    const std::string words = column.column == Column::where
                                  ? end_fitted(look, whole, column.width)
                                  : fitted(look, whole, kSmall, Face::sans, column.width);
    const float width = width_of(look, Face::sans, kSmall, words);
    const float x =
        stands_right(column.column) ? column.x + column.width - width - look.px(6) : column.x;
    write(look, Face::sans, kSmall, {x, at.y}, colors.ink, words);
  }
  return asked;
}

// Beside the filter: what is listed is all that one wants to see; and back.
Requests draw_hiding(const Look& look, const Ui& ui) {
  Requests asked;
  if (ui.filter[0] != '\0' && !ui.rows.empty()) {
    if (button(look.text("ui.greenlets.only"))) {
      std::vector<facts::GreenletId> hidden;
      for (const auto& [id, greenlet] : look.moment.after.greenlets) {
        const auto is_it = [id = id](const Row& row) { return row.id == id; };
        if (std::none_of(ui.rows.begin(), ui.rows.end(), is_it)) hidden.push_back(id);
      }
      asked.push_back(ask::Hide{std::move(hidden)});
    }
    if (ImGui::IsItemHovered()) tooltip(look.text("ui.greenlets.only.tip"));
    if (!look.choices.hidden.empty()) ImGui::SameLine();
  }
  if (!look.choices.hidden.empty() && button(look.text("ui.greenlets.all"))) {
    asked.push_back(ask::Hide{});
  }
  return asked;
}

void refresh(const Look& look, Ui* ui) {
  const bool has_moves = look.moves != nullptr;
  if (ui->step == look.moment.number && ui->has_moves == has_moves &&
      ui->filtered_by == ui->filter && ui->ordered_by == ui->order) {
    return;
  }
  ui->step = look.moment.number;
  ui->has_moves = has_moves;
  ui->filtered_by = ui->filter;
  ui->ordered_by = ui->order;
  ui->rows = rows(look.messages, look.moment.after, look.moves, ui->filter, ui->order);
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked = {ask::Count{}};
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room =
      std::max(1.0f, ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ScrollbarSize);
  const Shown shown = columns_in(look, at.x, room, ui->group);
  field("filter", look.text("ui.greenlets.filter"), ui->filter, sizeof ui->filter, look.summoned);
  draw_more_columns(look, shown, {at.x + room, at.y}, ui);
  for (const Request& request : draw_hiding(look, *ui)) asked.push_back(request);
  draw_titles(look, shown, ui);
  refresh(look, ui);
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGui::BeginChild("greenlets");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui->rows.size()),
                std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      for (const Request& request :
           draw_row(look, ui->rows[static_cast<size_t>(i)], shown.columns)) {
        asked.push_back(request);
      }
    }
  }
  if (ui->rows.empty()) {
    text_wrapped(look, Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text(ui->filter[0] != '\0' ? "ui.greenlets.none_like" : "scene.tree.empty"));
  }
  ImGui::EndChild();
  ImGui::PopFont();
  return asked;
}

}  // namespace

View view() { return {Slot::right_below, made<Ui, draw>, nullptr, {0, 0}, Keyboard::field}; }

}  // namespace greenlens::gui::greenlets
