// All greenlets in a table, in any order, with a filter: of two thousand those that one looks for.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "gui/explained.h"
#include "gui/views/greenlets/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::greenlets {
namespace {

using scene::Face;

// Pixels at 100 %: in less room a column gives way.
constexpr float kRoomForWhere = 360, kRoomForSwitches = 440, kRoomForSince = 640;
constexpr float kSwatch = 20, kNumber = 62, kStanding = 82, kThread = 52, kSince = 200;

struct Placed {
  Column column;
  float x, width;  // on the screen
  bool right;      // numbers stand at the right
};

std::vector<Placed> columns_in(const Look& look, float left, float room) {
  std::vector<Placed> fixed;
  const bool threads = look.moment.after.threads.size() > 1;
  const bool where = room >= look.px(kRoomForWhere);
  const bool switches = room >= look.px(kRoomForSwitches), since = room >= look.px(kRoomForSince);
  const float taken = look.px(kStanding + 2 * kNumber + (threads ? kThread : 0) +
                              (switches ? kNumber : 0) + (since ? kSince : 0));
  const float rest = std::max(look.px(40), room - taken);
  const float name = where ? rest * 0.5f : rest;
  float x = left;
  const auto put = [&](Column column, float width, bool right) {
    fixed.push_back({column, x, width, right});
    x += width;
  };
  put(Column::name, name, false);
  put(Column::standing, look.px(kStanding), false);
  put(Column::on_stack, look.px(kNumber), true);
  put(Column::in_heap, look.px(kNumber), true);
  if (switches) put(Column::switches, look.px(kNumber), true);
  if (where) put(Column::where, rest - name, true);
  if (since) put(Column::since, look.px(kSince), true);
  if (threads) put(Column::thread, look.px(kThread), true);
  return fixed;
}

std::string fitted(const Look& look, const std::string& words, float size, Face face, float width) {
  return scene::elide(words, size, face, width / look.settings.scale - 8);
}

void draw_titles(const Look& look, const std::vector<Placed>& columns, Ui* ui) {
  const float y = ImGui::GetCursorScreenPos().y;
  for (const Placed& column : columns) {
    const std::string id = column_id(column.column);
    const bool chosen = ui->order.by == column.column;
    std::string label = look.text("ui.greenlets." + id);
    if (chosen) label += ui->order.descending ? " ↓" : " ↑";
    const float width =
        width_of(look, Face::sans, kBody, label) + 2 * ImGui::GetStyle().FramePadding.x;
    const float x = column.right ? column.x + column.width - width : column.x;
    ImGui::SetCursorScreenPos({std::max(x, column.x - look.px(14)), y});
    if (tab(label, chosen)) ui->order = clicked(ui->order, column.column);
    if (ImGui::IsItemHovered()) {
      tooltip(
          with_meaning(look.text("ui.greenlets." + id), look.glossary.of(term_of(column.column))));
    }
    note_widget("sort " + id);
  }
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
    const std::string words =
        fitted(look, cell(row, column.column), kSmall, Face::sans, column.width);
    const float width = width_of(look, Face::sans, kSmall, words);
    const float x = column.right ? column.x + column.width - width - look.px(6) : column.x;
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
  field("filter", look.text("ui.greenlets.filter"), ui->filter, sizeof ui->filter, look.summoned);
  for (const Request& request : draw_hiding(look, *ui)) asked.push_back(request);
  const float bar = ImGui::GetStyle().ScrollbarSize;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const auto columns =
      columns_in(look, at.x, std::max(1.0f, ImGui::GetContentRegionAvail().x - bar));
  draw_titles(look, columns, ui);
  refresh(look, ui);
  ImGui::PushFont(look.fonts.get(Face::sans, kSmall));
  ImGui::BeginChild("greenlets");
  ImGuiListClipper clipper;
  clipper.Begin(static_cast<int>(ui->rows.size()),
                std::floor(look.px(kSmall) + ImGui::GetStyle().ItemSpacing.y));
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      for (const Request& request : draw_row(look, ui->rows[static_cast<size_t>(i)], columns)) {
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
