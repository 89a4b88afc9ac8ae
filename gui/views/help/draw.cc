// All commands with their keys.
#include "gui/commands.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::help {

namespace {

using scene::Face;

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, Face::bold, kLarge, colors.ink, title(look, *find_view("help")));
  ImGui::Dummy({1, look.px(4)});
  ImGui::BeginChild("keys");
  const float left = ImGui::GetCursorScreenPos().x;
  for (const Command& command : commands()) {
    const float y = ImGui::GetCursorScreenPos().y;
    text(look, Face::mono, kBody, colors.accent, chord_text(command.key));
    ImGui::SetCursorScreenPos({left + look.px(130), y});
    text(look, Face::sans, kBody, colors.ink, command_label(look.messages, command));
    ImGui::SetCursorScreenPos({left + look.px(320), y});
    text(look, Face::sans, kBody, colors.muted, command_help(look.messages, command));
  }
  ImGui::EndChild();
  return {};
}

}  // namespace

View view() { return {Slot::overlay, made<draw>, nullptr, {820, 640}}; }

}  // namespace greenlens::gui::help
