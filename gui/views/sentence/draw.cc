// What happened at this step, in one sentence and why.
#include <algorithm>
#include <cmath>

#include "gui/explained.h"
#include "gui/line_wrap.h"
#include "gui/verdict_mark.h"
#include "gui/views/sentence/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::sentence {

namespace {

using scene::Face;

constexpr float kAbove = 6, kBetween = 1;  // pixels at 100 %: two lines of detail have room
constexpr float kLeft = 20, kLeftOfQuestion = 46, kSign = 13;  // the sign's radius
constexpr float kLeastForLints = 420, kLintsButton = 26;

struct Sizes {
  float headline, detail;
  bool cut;      // even so it has no room
  float bottom;  // of the last line that has room, below the area's upper edge; on the screen
};

// Of a text that is wrapped, on the screen.
float height_of(const Look& look, Face face, float size, const std::string& words, float wrap) {
  return wrapped_height(look.fonts.get(face, size), look.fonts.line(face, size), drawable(words),
                        wrap);
}

// As large as all of it has room, the headline as long as it may be; for a wall larger than
// elsewhere.
Sizes sizes_of(const Look& look, const Sentence& words, ImVec2 room) {
  const bool wall = look.settings.layout == LayoutChoice::classroom;
  Sizes sizes{};
  for (const float headline_size : {kLarge, kTitle, kBody}) {
    if (headline_size == kLarge &&
        (!wall || width_of(look, Face::bold, kLarge, words.headline.text) > room.x)) {
      continue;
    }
    const float headline = height_of(look, Face::bold, headline_size, words.headline.text, room.x);
    for (const float size : {kTitle, kBody, kSmall, kSizes[0]}) {
      if (size > (wall ? kTitle : kBody) || size > headline_size) continue;
      const float above = look.px(kAbove + kBetween) + headline;
      const float detail = height_of(look, Face::sans, size, words.detail.text, room.x);
      const float line = look.fonts.line(Face::sans, size);
      const float lines = std::max(0.0f, std::floor((room.y - above) / line));
      sizes = {headline_size, size, above + detail > room.y, above + lines * line};
      if (!sizes.cut) return sizes;
    }
  }
  return sizes;
}

// Before the words: here is something to be answered.
void draw_question_mark(const Look& look, Area area, float size) {
  const Colors colors = colors_of(look.settings.theme);
  const float line = look.fonts.line(Face::bold, size), radius = look.px(kSign);
  const ImVec2 c{area.at.x + look.px(12) + radius, area.at.y + look.px(kAbove) + line / 2};
  ImGui::GetWindowDrawList()->AddCircleFilled(c, radius, colors.ink);
  const float wide = width_of(look, Face::bold, kLarge, "?");
  write(look, Face::bold, kLarge, {c.x - wide / 2, c.y - look.px(kLarge) / 2}, colors.panel, "?");
}

// How many lints fire: a button that opens the list, at the right end. What it takes of the width.
float draw_lints(const Look& look, Area area, Requests* asked) {
  const size_t count = lints_that_fire(look);
  if (count == 0 || area.size.x < look.px(kLeastForLints)) return 0;
  const std::string words = look.text("ui.lints", {{"count", std::to_string(count)}});
  const float width = width_of(look, Face::sans, kBody, words) + look.px(24);
  const float height = look.px(kLintsButton);
  ImGui::SetCursorScreenPos({area.at.x + area.size.x - width - look.px(10),
                             area.at.y + std::max(0.0f, (area.size.y - height) / 2)});
  if (button(words, ButtonLook::plain, true, {width, height}, "lints")) {
    asked->push_back(ask::Show{"found"});
  }
  if (ImGui::IsItemHovered()) tooltip(look.text("ui.lints.tip"));
  return width + look.px(10);
}

Requests draw(const Look& look, Area area) {
  const Colors colors = colors_of(look.settings.theme);
  const Sentence words = sentence(look);
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.accent_faint, look.px(4));
  list->AddRectFilled(area.at, {area.at.x + look.px(5), high.y},
                      words.trouble ? colors.error : colors.accent);

  Requests asked;
  const float taken = draw_lints(look, area, &asked);
  const float left = look.px(words.asks || words.outcome ? kLeftOfQuestion : kLeft);
  ImGui::SetCursorScreenPos({area.at.x + left, area.at.y + look.px(kAbove)});
  const float wrap = std::max(1.0f, area.size.x - left - look.px(kLeft) - taken);
  const Sizes sizes = sizes_of(look, words, {wrap, area.size.y});
  // Half of a line says nothing.
  const float bottom = sizes.cut ? std::min(high.y, area.at.y + sizes.bottom) : high.y;
  ImGui::PushClipRect(area.at, {high.x, bottom}, true);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, look.px(kBetween)});
  ImGui::BeginGroup();
  explained(look, Face::bold, sizes.headline, words.trouble ? colors.error : colors.ink,
            words.headline, wrap, &asked);
  explained(look, Face::sans, sizes.detail, colors.muted, words.detail, wrap, &asked);
  ImGui::EndGroup();
  ImGui::PopStyleVar();
  if (words.asks) draw_question_mark(look, area, sizes.headline);
  if (words.outcome) {
    const float high = look.fonts.line(Face::bold, sizes.headline), side = look.px(2 * kSign);
    draw_verdict_mark(look,
                      {area.at.x + look.px(12), area.at.y + look.px(kAbove) + (high - side) / 2},
                      side, *words.outcome);
  }
  ImGui::PopClipRect();
  if (sizes.cut) {
    const float wide = width_of(look, Face::bold, sizes.detail, "…") + look.px(8);
    const ImVec2 at{high.x - wide - taken, bottom - look.fonts.line(Face::sans, sizes.detail)};
    list->AddRectFilled(at, {high.x - taken, high.y}, colors.accent_faint);
    write(look, Face::bold, sizes.detail, {at.x + look.px(4), at.y}, colors.ink, "…");
    if (ImGui::IsMouseHoveringRect(at, {high.x - taken, high.y})) tooltip(words.detail.text);
  }
  return asked;
}

}  // namespace

View view() { return {Slot::sentence, made<draw>}; }

}  // namespace greenlens::gui::sentence
