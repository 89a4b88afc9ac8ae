// What happened at this step, in one sentence; or what went wrong.
#include "gui/app_state.h"
#include "gui/views/views.h"
#include "gui/widgets.h"
#include "tracer/words/narration.h"

namespace greenlens::gui {

using scene::Face;

void draw_sentence(App& app, Area area) {
  Palette colors = palette(app.settings().theme);
  float s = app.scale();
  bool trouble = !app.problem().empty();
  ImDrawList* list = ImGui::GetWindowDrawList();
  ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
  list->AddRectFilled(area.at, high, colors.accent_faint, 4 * s);
  list->AddRectFilled(area.at, {area.at.x + 5 * s, high.y}, trouble ? colors.error : colors.accent);

  ImGui::SetCursorScreenPos({area.at.x + 20 * s, area.at.y + 8 * s});
  ImGui::BeginGroup();
  ImGui::PushTextWrapPos(high.x - 40 * s);
  if (trouble) {
    text(app, Face::bold, kTitle, colors.error, app.problem());
  } else {
    words::Narration words = words::narrate(app.messages(), app.moment());
    text(app, Face::bold, kTitle, colors.ink, words.headline);
    text(app, Face::sans, kBody, colors.muted, words.detail);
  }
  ImGui::PopTextWrapPos();
  ImGui::EndGroup();
  if (!trouble) return;
  ImGui::SetCursorScreenPos({high.x - 34 * s, area.at.y + 10 * s});
  if (button("×", Look::plain, true, {24 * s, 24 * s})) app.dismiss_problem();
}

}  // namespace greenlens::gui
