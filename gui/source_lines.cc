#include "gui/source_lines.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "gui/draw_scene.h"
#include "gui/widgets.h"
#include "tracer/facts/ended_switch.h"
#include "tracer/facts/event.h"
#include "tracer/scene/apart.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/lists.h"

namespace greenlens::gui {
namespace {

using scene::Face;
using scene::Role;

constexpr float kRow = 20, kTag = 11.5f;
constexpr size_t kTabStop = 4;
constexpr size_t kMostRows = 100'000;  // no file that people write has more

// How wide the gutter is in which tags stand: as wide as the widest that can stand there.
constexpr float kLeastGutter = 40, kMostGutter = 92, kTagInset = 5;
constexpr float kMostOfPanel = 0.3f;  // in a narrow one the code has most of the room
// From the gutter to the text: the line's number.
constexpr float kDigits = 34;
constexpr float kUsualLine = 44;      // letters
constexpr size_t kMostOfLine = 4096;  // bytes: no more are looked at
// In still less room, on a wall, the code is smaller and has no numbers; where greenlets stand it
// is larger.
constexpr float kLeastCode = 10.5f, kBesideGutter = 6, kCompactScale = 1.5f, kCompactIndent = 0.5f;

// The current one, and how many more.
std::string name_on(const Look& look, const SourceRow& row) {
  return drawable(state::name_of(look.moment.after, row.greenlets.back()));
}
std::string others_on(const SourceRow& row) {
  return row.greenlets.size() > 1 ? " +" + std::to_string(row.greenlets.size() - 1) : "";
}

// Those that stand on a row, the current one by name; the others are said under the mouse.
void draw_tag(const Look& look, const SourceRow& row, const std::string& name, float left, float y,
              float width) {
  const facts::GreenletId id = row.greenlets.back();
  ImDrawList* list = ImGui::GetWindowDrawList();
  const scene::Theme theme = look.settings.theme;
  const ImVec2 low{left, y + look.px(1.5f)}, high{left + width, y + look.px(kRow) - look.px(1.5f)};
  paint_greenlet(list, low, high, theme, {Role::greenlet, id}, look.settings.scale, look.px(3));
  scene::Text sample;
  sample.on_greenlet = true;
  sample.style = {Role::ink, id};
  const ImVec2 at{left + look.px(kTagInset), y + (look.px(kRow) - look.px(kTag)) / 2};
  if (theme == scene::Theme::contrast || theme == scene::Theme::mono) {
    list->AddRect(low, high, colors_of(theme).ink, look.px(3), 0, look.px(1));
  }
  if (scene::has_plate(theme, sample)) {
    const float right = at.x + width_of(look, Face::bold, kTag, name);
    list->AddRectFilled({at.x - look.px(2), low.y + look.px(1)},
                        {right + look.px(2), high.y - look.px(1)},
                        to_im(scene::fill_color(theme, {Role::greenlet, id})));
  }
  write(look, Face::bold, kTag, at, to_im(scene::text_color(theme, sample)), name);
  if (!ImGui::IsMouseHoveringRect(low, high)) return;
  std::string names;
  for (const facts::GreenletId each : row.greenlets) {
    words::add_name(look.messages, state::name_of(look.moment.after, each), &names);
  }
  tooltip(look.text("ui.source.stand_here", {{"names", names}}));
}

// On which that one stands, or which the step is about; -1: none.
int row_of(const std::vector<SourceRow>& rows, facts::GreenletId who) {
  int found = -1;
  for (size_t i = 0; i < rows.size(); ++i) {
    const auto& on = rows[i].greenlets;
    if (rows[i].now || std::find(on.begin(), on.end(), who) != on.end()) {
      found = static_cast<int>(i);
    }
  }
  return found;
}

// Whether somebody runs there: in a switch nobody's own code does.
bool runs_on(const Look& look, const SourceRow& row) {
  return std::any_of(row.greenlets.begin(), row.greenlets.end(), [&](facts::GreenletId id) {
    const state::GreenletState* greenlet = find(look.moment.after, id);
    return greenlet != nullptr && is_current(look.moment.after, *greenlet) &&
           !thread_of(look.moment.after, *greenlet).in_switch && !greenlet->finished;
  });
}

// Who takes part in the switch that the step belongs to.
std::vector<facts::GreenletId> taking_part(const Look& look) {
  const state::Thread& thread = told_by(look.moment.after);
  if (thread.in_switch) return {thread.in_switch->origin, thread.in_switch->target};
  if (look.moment.event == nullptr) return {};
  const std::optional<facts::EndedSwitch> ended = facts::ended_switch(look.moment.event->fact);
  if (!ended) return {};
  return {ended->origin, ended->target};
}

// Their rows, ascending.
std::set<size_t> rows_of(const std::vector<SourceRow>& rows,
                         const std::vector<facts::GreenletId>& who) {
  std::set<size_t> found;
  if (who.empty()) return found;
  for (size_t i = 0; i < rows.size(); ++i) {
    for (const facts::GreenletId id : rows[i].greenlets) {
      if (std::find(who.begin(), who.end(), id) != who.end()) found.insert(i);
    }
  }
  return found;
}

struct Columns {
  float left, gutter, right;  // of the window; the gutter's width
  float size;                 // of the text
  float size_here;            // ... of a row on which somebody stands, at most
  bool numbered;
  float indent;  // of a space at a line's beginning, beside other letters
  const Tags& tags;
};

size_t indent_of(const std::string& text) {
  return std::min(text.find_first_not_of(' '), text.size());
}

// From the gutter on.
float before_code(const Look& look, bool numbered) {
  return look.px(numbered ? kDigits : kBesideGutter);
}

// So that usual lines of code have room: rather a little smaller than cut, and where everything is
// large rather without their numbers.
void fit_code(const Look& look, const std::vector<SourceRow>& rows, Columns* columns) {
  const bool compact = look.settings.scale >= kCompactScale;
  columns->indent = compact ? kCompactIndent : 1;
  float longest = 0;  // letters
  for (const SourceRow& row : rows) {
    const auto indent = static_cast<float>(indent_of(row.text));
    const auto letters = static_cast<float>(std::min(row.text.size(), kMostOfLine));
    longest = std::max(longest, letters - (1 - columns->indent) * std::min(indent, letters));
  }
  longest = std::min(longest, kUsualLine);
  const float room = columns->right - columns->left - columns->gutter - look.px(4);
  const auto fits = [&](float size, bool numbered) {
    return longest * width_of(look, Face::mono, size, "0") + before_code(look, numbered) <= room;
  };
  columns->numbered = !compact || fits(kSmall, true);
  columns->size = fits(kBody, columns->numbered)                ? kBody
                  : !compact || fits(kSmall, columns->numbered) ? kSmall
                                                                : kLeastCode;
  columns->size_here = compact ? kBody : columns->size;
}

// As many of its letters, which are all as wide, as there is room for.
std::string cut_to(const std::string& text, float letters) {
  std::string shown = drawable(text);
  const auto room = static_cast<size_t>(std::max(0.0f, letters));
  if (words::characters_in(shown) <= room) return shown;
  std::string kept;
  size_t count = 0;
  for (const char c : shown) {
    if ((static_cast<unsigned char>(c) & 0xc0) != 0x80 && ++count >= room) break;
    kept += c;
  }
  return room == 0 ? "" : kept + "…";
}

// As much of it as has room up to `right`; the rest is said under the mouse.
void draw_code(const Look& look, const SourceRow& row, ImVec2 at, float right, ImU32 color,
               const Columns& columns) {
  const size_t spaces = indent_of(row.text);
  const std::string code = row.text.substr(spaces);
  const float indent = columns.indent * static_cast<float>(spaces);
  const auto letters = [&](float size) {
    return (right - at.x) / width_of(look, Face::mono, size, "0") - indent;
  };
  const auto all = static_cast<float>(words::characters_in(code));
  const bool large = !row.greenlets.empty() && all <= letters(columns.size_here);
  const float size = large ? columns.size_here : columns.size;
  const std::string text = cut_to(code, letters(size));
  write(look, Face::mono, size,
        {at.x + indent * width_of(look, Face::mono, size, "0"),
         at.y + (look.px(kRow) - look.px(size)) / 2 - look.px(1)},
        color, text);
  const ImVec2 below{right, at.y + look.px(kRow)};
  if (text != code && ImGui::IsMouseHoveringRect(at, below)) tooltip(row.text);
}

// What stands at the right end; nothing where it would cut the code and leave too little of it.
std::string words_beside(const Look& look, const SourceRow& row, float room, float size) {
  constexpr float kMost = 0.42f;
  if (row.never_reached) return look.text("ui.never_reached");
  const float width = width_of(look, Face::bold, kTag, row.beside) + look.px(16);
  const auto letters = static_cast<float>(words::characters_in(row.text));
  const float code = letters * width_of(look, Face::mono, size, "0");
  return width <= kMost * room || width + code <= room ? row.beside : "";
}

void draw_row(const Look& look, const SourceRow& row, size_t number, float y,
              const Columns& columns) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float bottom = y + look.px(kRow), size = look.px(kBody);
  if (!row.greenlets.empty()) {
    list->AddRectFilled(
        {columns.left, y}, {columns.right, bottom},
        to_im(scene::fill_color(look.settings.theme, {Role::stale, row.greenlets.back()})));
  }
  if (runs_on(look, row)) {
    list->AddRect({columns.left, y + look.px(0.5f)}, {columns.right, bottom - look.px(0.5f)},
                  colors.ink, look.px(3), 0, look.px(1.25f));
  }
  if (row.now || row.lit) {
    list->AddRectFilled({columns.left, y}, {columns.right, bottom}, colors.accent_faint);
  }
  if (row.now) {
    list->AddRectFilled({columns.left, y}, {columns.left + look.px(3), bottom}, colors.accent);
  }
  if (row.stops) {
    const float x = columns.left + columns.gutter + look.px(1);
    list->AddRectFilled({x, y + look.px(2)}, {x + look.px(5), bottom - look.px(2)}, colors.error,
                        look.px(2));
  }
  if (!row.greenlets.empty()) {
    draw_tag(look, row, columns.tags.find(number - 1)->second, columns.left, y, columns.gutter);
  }
  const float text_y = y + (look.px(kRow) - size) / 2 - look.px(1);
  const std::string digits = std::to_string(number);
  const float digits_right = columns.left + columns.gutter + look.px(kDigits - 8);
  if (columns.numbered) {
    write(look, Face::mono, kSmall,
          {digits_right - width_of(look, Face::mono, kSmall, digits), text_y + look.px(0.5f)},
          colors.muted, digits);
  }
  const float text_x = columns.left + columns.gutter + before_code(look, columns.numbered);
  const std::string words = words_beside(look, row, columns.right - text_x, columns.size_here);
  const Face face = row.never_reached || row.warns ? Face::sans : Face::bold;
  const float taken = words.empty() ? 0 : width_of(look, face, kTag, words) + look.px(8);
  const bool may_be_faint =
      look.settings.theme == scene::Theme::light || look.settings.theme == scene::Theme::dark;
  const ImU32 faint =
      may_be_faint ? (colors.muted & ~IM_COL32_A_MASK) | (150u << IM_COL32_A_SHIFT) : colors.muted;
  draw_code(look, row, {text_x, y}, columns.right - look.px(4) - taken,
            row.never_reached ? faint : colors.ink, columns);
  if (words.empty()) return;
  write(look, face, kTag, {columns.right - look.px(4) - taken + look.px(8), text_y},
        face == Face::sans ? colors.error : colors.ink, words);
}

// A row that is out of sight and has to be seen, at the edge behind which it lies.
void draw_pinned(const Look& look, const SourceRow& row, size_t number, float y, bool above,
                 const Columns& columns) {
  const Colors colors = colors_of(look.settings.theme);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const float bottom = y + look.px(kRow);
  list->AddRectFilled({columns.left, y}, {columns.right, bottom}, colors.panel);
  // How far it is indented tells nothing without its neighbours.
  SourceRow alone = row;
  alone.text.erase(0, std::min(row.text.find_first_not_of(' '), row.text.size()));
  draw_row(look, alone, number, y, columns);
  const float edge = above ? bottom : y;
  list->AddLine({columns.left, edge}, {columns.right, edge}, colors.muted, look.px(1.5f));
}

float gutter_of(const Look& look, const std::vector<SourceRow>& rows) {
  float widest = look.px(kLeastGutter);
  bool any = false;
  for (const SourceRow& row : rows) {
    if (row.greenlets.empty()) continue;
    any = true;
    const std::string whole = name_on(look, row) + others_on(row);
    // As it is measured where it is shortened.
    widest =
        std::max(widest, look.px(scene::text_width(whole, kTag, Face::bold) + 2 * kTagInset) + 1);
  }
  return any ? std::min(widest, look.px(kMostGutter)) : 0;
}

// Includes, namespaces and what is empty: nobody ever stands there.
bool says_nothing(const std::string& text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return true;
  for (const char* start : {"#", "//", "namespace ", "using "}) {
    if (text.compare(begin, std::string_view(start).size(), start) == 0) return true;
  }
  return false;
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

// Another row than before is brought into sight; at first what stands before all code is not.
void follow_row(const Look& look, const std::vector<SourceRow>& rows, float view,
                SourceLines* lines) {
  const float height = look.px(kRow);
  const int now = lines->sought != 0 && lines->sought <= rows.size()
                      ? static_cast<int>(lines->sought) - 1
                      : row_to_follow(look.moment.after, rows);
  // In a lower panel it may be out of sight.
  const bool is_lower = view < std::exchange(lines->view, view);
  if (lines->begun && ((now == lines->shown && !is_lower) || now < 0)) return;
  float scrolled = ImGui::GetScrollY();
  if (!lines->begun) {
    const auto code = std::find_if(rows.begin(), rows.end(),
                                   [](const SourceRow& row) { return !says_nothing(row.text); });
    scrolled = static_cast<float>(code - rows.begin()) * height;
    if (code == rows.end()) scrolled = 0;
    ImGui::SetScrollY(scrolled);
  }
  lines->begun = true;
  lines->shown = now;
  if (now < 0) return;
  const float y = static_cast<float>(now) * height;
  if (y < scrolled + height || y > scrolled + view - 2 * height) {
    // By whole rows: what is pinned above covers one of them.
    ImGui::SetScrollY(std::max(0.0f, std::floor((y - view / 2) / height) * height));
  }
}

// `row` is the line at the height of the mouse, from 1; what is pinned stands outside of `between`.
void hear_mouse(const Look& look, const Columns& columns, size_t row, ImVec2 between,
                SourceLines* lines) {
  lines->clicked = lines->hovered = 0;
  lines->pressed = false;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (mouse.y <= between.x || mouse.y >= between.y || !ImGui::IsWindowHovered()) return;
  lines->hovered = row <= lines->rows.size() ? row : 0;
  lines->pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left);
  const bool on_numbers = mouse.x < columns.left + columns.gutter + look.px(kDigits);
  if (columns.numbered && on_numbers && lines->pressed) {
    lines->clicked = std::min(row, lines->rows.size());
  }
}

}  // namespace

int row_to_follow(const state::State& state, const std::vector<SourceRow>& rows) {
  const state::Thread& thread = told_by(state);
  int now = row_of(rows, thread.current);
  if (now >= 0 || !thread.in_switch) return now;
  now = row_of(rows, thread.in_switch->origin);
  return now >= 0 ? now : row_of(rows, thread.in_switch->target);
}

Tags tags_of(const Look& look, const std::vector<SourceRow>& rows, float gutter) {
  std::vector<size_t> places;
  std::vector<scene::NameInRoom> names;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].greenlets.empty()) continue;
    const float others = scene::text_width(others_on(rows[i]), kTag, Face::bold);
    places.push_back(i);
    names.push_back(
        {name_on(look, rows[i]), gutter / look.settings.scale - 2 * kTagInset - others, kTag});
  }
  const std::vector<std::string> shown = scene::told_apart(names, Face::bold);
  Tags tags;
  for (size_t i = 0; i < places.size(); ++i) {
    const SourceRow& row = rows[places[i]];
    tags[places[i]] =
        shown[i].empty() ? "+" + std::to_string(row.greenlets.size()) : shown[i] + others_on(row);
  }
  return tags;
}

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
  // As wide as it ever was: a text that moved aside now and then could not be read.
  if (lines->measured_at != look.settings.scale) lines->gutter = 0;
  lines->measured_at = look.settings.scale;
  lines->gutter = std::max(lines->gutter, gutter_of(look, rows));
  ImGui::BeginChild("lines", {0, 0}, false);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float height = look.px(kRow), view = ImGui::GetWindowHeight();
  const float wide = ImGui::GetWindowContentRegionMax().x;
  const float gutter =
      std::min(lines->gutter, std::max(look.px(kLeastGutter), kMostOfPanel * wide));
  const Tags tags = tags_of(look, rows, gutter);
  Columns columns{
      ImGui::GetWindowPos().x, gutter, ImGui::GetWindowPos().x + wide, kBody, kBody, true, 1, tags};
  fit_code(look, rows, &columns);
  const auto row_at = [&](float y) {
    const float row = (y - origin.y) / height;
    return static_cast<size_t>(std::clamp(row, 0.0f, static_cast<float>(rows.size())));
  };
  const float top = ImGui::GetWindowPos().y;
  const size_t end = std::min(row_at(top + view) + 1, rows.size());
  for (size_t i = row_at(top); i < end; ++i) {
    draw_row(look, rows[i], i + 1, origin.y + static_cast<float>(i) * height, columns);
  }
  // Both lines of a switch are seen at once.
  float above = top, below = top + view;
  std::set<size_t> part = rows_of(rows, taking_part(look));
  // At the end the lines that were never reached are.
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].never_reached) part.insert(i);
  }
  for (const size_t i : part) {
    const float y = origin.y + static_cast<float>(i) * height;
    if (y + height <= top + height / 2 && above < below - 3 * height) {
      draw_pinned(look, rows[i], i + 1, above, /*above=*/true, columns);
      above += height;
    }
  }
  for (auto i = part.rbegin(); i != part.rend(); ++i) {
    const float y = origin.y + static_cast<float>(*i) * height;
    if (y >= top + view - height / 2 && above < below - 3 * height) {
      below -= height;
      draw_pinned(look, rows[*i], *i + 1, below, /*above=*/false, columns);
    }
  }
  hear_mouse(look, columns, row_at(ImGui::GetIO().MousePos.y) + 1, {above, below}, lines);
  ImGui::Dummy({1, static_cast<float>(rows.size()) * height});
  follow_row(look, rows, view, lines);
  ImGui::EndChild();
}

}  // namespace greenlens::gui
