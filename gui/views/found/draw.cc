// What looks wrong in the recording: a sentence for each, with the step at which to look.
#include <imgui.h>

#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/findings/findings_text.h"

namespace greenlens::gui::found {
namespace {

using scene::Face;

void draw_one(const Look& look, const findings::Finding& one, size_t number, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string step = look.text("ui.found.step", {{"step", std::to_string(one.step)}});
  const std::string kind = kind_text(look.messages, one.kind);
  ImGui::Indent(look.px(10));
  if (selectable(look, Face::bold, kSmall, "finding " + std::to_string(number), kind,
                 look.moment.number == one.step)) {
    asked->push_back(ask::Seek{one.step});
    if (one.greenlet != 0) asked->push_back(ask::Select{one.greenlet});
  }
  const float width = width_of(look, Face::sans, kSmall, step);
  write(look, Face::sans, kSmall,
        {at.x + ImGui::GetContentRegionAvail().x + look.px(10) - width - look.px(4), at.y},
        colors.muted, step);
  text_wrapped(look, Face::sans, kSmall, colors.ink, finding_text(look.messages, one));
  ImGui::Unindent(look.px(10));
  const float bottom = ImGui::GetCursorScreenPos().y - ImGui::GetStyle().ItemSpacing.y;
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + look.px(3), bottom}, colors.error);
  ImGui::Dummy({1, look.px(4)});
}

Requests draw(const Look& look, Area) {
  Requests asked = {ask::Count{}};
  if (look.trace == nullptr) return asked;
  const Colors colors = colors_of(look.settings.theme);
  ImGui::BeginChild("findings");
  if (look.findings == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.found.looking"));
  } else if (look.findings->empty()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.found.none"));
  } else {
    for (size_t i = 0; i < look.findings->size(); ++i) {
      draw_one(look, (*look.findings)[i], i, &asked);
    }
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::middle, made<draw>, nullptr, {0, 0}, Keyboard::scrolling};
  view.ahead = true;
  return view;
}

}  // namespace greenlens::gui::found
