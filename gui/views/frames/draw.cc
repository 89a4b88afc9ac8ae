// Interpreter frames, a chain for each greenlet.
#include "gui/views/frames/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::frames {

namespace {

using scene::Face;

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  ImGui::BeginChild("frames");
  text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.frames.about"));
  for (const Chain& chain : chains(look.moment.after)) {
    ImGui::Dummy({1, look.px(3)});
    swatch(look, chain.greenlet);
    text(look, Face::bold, kBody, colors.ink, chain.name);
    for (const std::string& frame : chain.frames) {
      text(look, Face::mono, kSmall, colors.ink, "   " + frame);
    }
    text(look, Face::mono, kSmall, colors.muted, "   NULL");
  }
  ImGui::EndChild();
  return {};
}

}  // namespace

View view() { return {Slot::right_below, made<draw>}; }

}  // namespace greenlens::gui::frames
