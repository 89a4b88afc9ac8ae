#include "gui/column_groups.h"

#include "gui/widgets.h"
#include "tracer/words/lists.h"

namespace greenlens::gui {
namespace {

// How many from `first` on have room: one, however little there is.
size_t fitting(const std::vector<float>& widths, size_t first, float room) {
  size_t count = 1;
  float taken = widths[first];
  while (first + count < widths.size() && taken + widths[first + count] <= room) {
    taken += widths[first + count++];
  }
  return count;
}

std::string label_of(const Look& look, size_t hidden) {
  return look.text("ui.columns.more", {{"count", std::to_string(hidden)}});
}

}  // namespace

ColumnGroup column_group(const std::vector<float>& widths, float room, float button, size_t group) {
  const size_t all = widths.size();
  float sum = 0;
  for (const float width : widths) sum += width;
  if (all == 0 || sum <= room) return {0, all, 0};
  std::vector<size_t> firsts;
  for (size_t first = 0; first < all; first += fitting(widths, first, room - button)) {
    firsts.push_back(first);
  }
  size_t first = firsts[group % firsts.size()];
  const bool is_last = first == firsts.back();
  while (is_last && first > 0 && first - 1 + fitting(widths, first - 1, room - button) == all) {
    --first;
  }
  const size_t count = fitting(widths, first, room - button);
  return {first, count, all - count};
}

float more_columns_width(const Look& look, size_t columns) {
  return width_of(look, scene::Face::sans, kBody, label_of(look, columns)) +
         2 * ImGui::GetStyle().FramePadding.x + ImGui::GetStyle().ItemSpacing.x;
}

bool more_columns(const Look& look, const char* table, const ColumnGroup& shown,
                  const std::vector<std::string>& titles, ImVec2 corner) {
  if (shown.hidden == 0) return false;
  std::string names;
  for (size_t i = 0; i < titles.size(); ++i) {
    if (i >= shown.first && i < shown.first + shown.count) continue;
    words::add_name(look.messages, titles[i], &names);
  }
  const std::string label = label_of(look, shown.hidden);
  const float width = more_columns_width(look, shown.hidden) - ImGui::GetStyle().ItemSpacing.x;
  ImGui::SetCursorScreenPos({corner.x - width, corner.y});
  const std::string words = look.text("ui.columns.more.tip", {{"names", names}});
  const bool clicked = button(label, ButtonLook::plain, true, {0, 0}, words);
  note_widget(std::string("more columns of ") + table);
  if (ImGui::IsItemHovered()) tooltip(words);
  return clicked;
}

}  // namespace greenlens::gui
