#include "gui/source_lines.h"

#include <algorithm>

#include "gui/draw_scene.h"
#include "gui/widgets.h"
#include "tracer/state/queries.h"

namespace greenlens::gui {
namespace {

using scene::Face;
using scene::Role;

constexpr float kRow = 18, kTag = 11.5f;
constexpr size_t kTabStop = 4;
constexpr size_t kMostRows = 100'000;  // no file that people write has more

// A greenlet's name, ending at `right`.
void draw_tag(const Look& look, facts::GreenletId id, float right, float y) {
  const std::string name = state::name_of(look.moment.after, id);
  const float width = width_of(look, Face::bold, kTag, name) + look.px(10);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const scene::Theme theme = look.settings.theme;
  list->AddRectFilled({right - width, y + look.px(1.5f)},
                      {right, y + look.px(kRow) - look.px(1.5f)},
                      to_im(scene::fill_color(theme, {Role::greenlet, id})), look.px(3));
  scene::Text sample;
  sample.on_greenlet = true;
  sample.style = {Role::ink, id};
  write(look, Face::bold, kTag, {right - width + look.px(5), y + (look.px(kRow) - look.px(13)) / 2},
        to_im(scene::text_color(theme, sample)), name);
}

// The row to be followed; -1: none.
int row_now(const std::vector<SourceRow>& rows, facts::GreenletId current) {
  int now = -1;
  for (size_t i = 0; i < rows.size(); ++i) {
    const SourceRow& row = rows[i];
    const bool stands = !row.greenlets.empty() && (row.greenlets.back() == current || now < 0);
    if (stands || row.now) now = static_cast<int>(i);
  }
  return now;
}

// Of a face whose letters are all as wide that is the one with the most of them: a hundred thousand
// lines are counted and not measured.
float widest(const Look& look, const std::vector<SourceRow>& rows) {
  const auto letters = [](const std::string& text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
  };
  const auto longest = std::max_element(
      rows.begin(), rows.end(),
      [&](const SourceRow& a, const SourceRow& b) { return letters(a.text) < letters(b.text); });
  return longest == rows.end() ? 0 : width_of(look, Face::mono, kSmall, longest->text);
}

struct Columns {
  float text, left, right, seen_right;  // where texts begin; the window; what of it is seen
};

void draw_row(const Look& look, const SourceRow& row, size_t number, float y,
              const Columns& columns) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float bottom = y + look.px(kRow), size = look.px(kSmall);
  if (!row.greenlets.empty()) {
    list->AddRectFilled(
        {columns.left, y}, {columns.right, bottom},
        to_im(scene::fill_color(look.settings.theme, {Role::stale, row.greenlets.back()})));
  }
  if (row.now) {
    list->AddRectFilled({columns.left, y}, {columns.right, bottom}, colors.accent_faint);
    list->AddRectFilled({columns.left, y}, {columns.left + look.px(3), bottom}, colors.accent);
  }
  const float text_y = y + (look.px(kRow) - size) / 2 - look.px(1);
  const std::string digits = std::to_string(number);
  const float width = width_of(look, Face::mono, kSmall, digits);
  write(look, Face::mono, kSmall, {columns.text + look.px(26) - width, text_y}, colors.muted,
        digits);
  const ImU32 faint = (colors.muted & ~IM_COL32_A_MASK) | (150u << IM_COL32_A_SHIFT);
  write(look, Face::mono, kSmall, {columns.text + look.px(38), text_y},
        row.never_reached ? faint : colors.ink, row.text);
  float edge = columns.seen_right;
  for (const facts::GreenletId id : row.greenlets) {
    draw_tag(look, id, edge, y);
    edge -= look.px(44);
  }
  if (!row.never_reached) return;
  const std::string words = look.text("ui.never_reached");
  const float taken = width_of(look, Face::sans, kTag, words);
  list->AddRectFilled({columns.seen_right - taken - look.px(8), y}, {columns.right, bottom},
                      colors.panel);
  write(look, Face::sans, kTag, {columns.seen_right - taken, text_y}, colors.error, words);
}

// A line as an editor shows it: a tab leads to the next stop, and a line's end may be two signs.
std::string expanded(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  std::string text;
  for (const char c : line) {
    if (c == '\t') {
      text.append(kTabStop - text.size() % kTabStop, ' ');
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::vector<SourceRow> bare_rows(const std::string& text) {
  std::vector<SourceRow> rows;
  for (size_t begin = 0; begin < text.size();) {
    if (rows.size() == kMostRows) {
      rows.push_back({"… [" + std::to_string(text.size()) + " B]", {}, false, false});
      break;
    }
    const size_t end = std::min(text.find('\n', begin), text.size());
    rows.push_back({expanded(std::string_view(text).substr(begin, end - begin)), {}, false, false});
    begin = end + 1;
  }
  return rows;
}

void draw_source_lines(const Look& look, SourceLines* lines) {
  const std::vector<SourceRow>& rows = lines->rows;
  if (lines->widest < 0 || lines->measured_at != look.settings.scale) {
    lines->widest = widest(look, rows);
    lines->measured_at = look.settings.scale;
  }
  ImGui::BeginChild("lines", {0, 0}, false, ImGuiWindowFlags_HorizontalScrollbar);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float height = look.px(kRow), view = ImGui::GetWindowHeight();
  Columns columns;
  columns.text = origin.x;
  columns.left = ImGui::GetWindowPos().x;
  columns.right =
      ImGui::GetWindowPos().x + ImGui::GetWindowContentRegionMax().x + ImGui::GetScrollX();
  columns.seen_right = columns.right - look.px(4);
  const auto row_at = [&](float y) {
    const float row = (y - origin.y) / height;
    return static_cast<size_t>(std::clamp(row, 0.0f, static_cast<float>(rows.size())));
  };
  const float top = ImGui::GetWindowPos().y;
  const size_t end = std::min(row_at(top + view) + 1, rows.size());
  for (size_t i = row_at(top); i < end; ++i) {
    draw_row(look, rows[i], i + 1, origin.y + static_cast<float>(i) * height, columns);
  }
  ImGui::Dummy({lines->widest + look.px(48), static_cast<float>(rows.size()) * height});
  const int now = row_now(rows, told_by(look.moment.after).current);
  if (now >= 0 && now != lines->shown) {
    const float y = static_cast<float>(now) * height, scrolled = ImGui::GetScrollY();
    if (y < scrolled + 2 * height || y > scrolled + view - 3 * height) {
      ImGui::SetScrollY(std::max(0.0f, y - view / 2));
    }
  }
  lines->shown = now;
  ImGui::EndChild();
}

}  // namespace greenlens::gui
