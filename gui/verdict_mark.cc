#include "gui/verdict_mark.h"

#include "gui/widgets.h"

namespace greenlens::gui {

using greenlens::questions::Outcome;

ImU32 color_of(const Look& look, Outcome outcome) {
  const Colors colors = colors_of(look.settings.theme);
  switch (outcome) {
    case Outcome::right:
      return colors.good;
    case Outcome::wrong:
      return colors.error;
    case Outcome::unanswered:
      return colors.muted;
  }
  return colors.muted;
}

void draw_verdict_mark(const Look& look, ImVec2 at, float size, Outcome outcome) {
  const Colors colors = colors_of(look.settings.theme);
  const float radius = size / 2, arm = size * 0.22f, thick = size * 0.11f;
  const ImVec2 c{at.x + radius, at.y + radius};
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->AddCircleFilled(c, radius, color_of(look, outcome));
  const ImU32 ink = colors.panel;
  switch (outcome) {
    case Outcome::right: {
      const ImVec2 way[] = {{c.x - 1.1f * arm, c.y + 0.1f * arm},
                            {c.x - 0.2f * arm, c.y + arm},
                            {c.x + 1.2f * arm, c.y - arm}};
      list->AddPolyline(way, 3, ink, 0, thick);
      break;
    }
    case Outcome::wrong:
      list->AddLine({c.x - arm, c.y - arm}, {c.x + arm, c.y + arm}, ink, thick);
      list->AddLine({c.x - arm, c.y + arm}, {c.x + arm, c.y - arm}, ink, thick);
      break;
    case Outcome::unanswered:
      list->AddCircleFilled(c, 0.7f * arm, ink);
      break;
  }
}

}  // namespace greenlens::gui
