// All commands with their keys.
#include <algorithm>

#include "gui/bindings.h"
#include "gui/commands.h"
#include "gui/explained.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"

namespace greenlens::gui::help {

namespace {

using scene::Face;

constexpr float kMostKeys = 200, kBetweenColumns = 18;

void scroll(const Look& look) {
  const float line = ImGui::GetTextLineHeightWithSpacing(), page = ImGui::GetWindowHeight() - line;
  float to = ImGui::GetScrollY();
  for (const Chord& chord : look.keys) {
    if (chord.key == kKeyDown) to += line;
    if (chord.key == kKeyUp) to -= line;
    if (chord.key == kKeyPageDown) to += page;
    if (chord.key == kKeyPageUp) to -= page;
    if (chord.key == kKeyHome) to = 0;
    if (chord.key == kKeyEnd) to = ImGui::GetScrollMaxY();
  }
  if (!look.keys.empty()) ImGui::SetScrollY(std::clamp(to, 0.0f, ImGui::GetScrollMaxY()));
}

// Keys and names have columns as wide as the widest of them; what is left is the explanations'.
struct Widths {
  float keys = 0, names = 0;
};
Widths widths(const Look& look) {
  Widths widest;
  for (const Command& command : commands()) {
    widest.keys =
        std::max(widest.keys, scene::text_width(keys_text(look, command), kBody, Face::mono));
    widest.names = std::max(
        widest.names, scene::text_width(command_label(look.messages, command), kBody, Face::sans));
  }
  return {std::min(widest.keys, kMostKeys) + kBetweenColumns, widest.names + kBetweenColumns};
}

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, Face::bold, kLarge, colors.ink, title(look, *find_view("help")));
  text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.help.about"));
  ImGui::Dummy({1, look.px(4)});
  ImGui::BeginChild("keys");
  scroll(look);
  Requests asked;
  const float left = ImGui::GetCursorScreenPos().x;
  const Widths columns = widths(look);
  for (const Command& command : commands()) {
    const float y = ImGui::GetCursorScreenPos().y;
    text(look, Face::mono, kBody, colors.accent,
         scene::elide(keys_text(look, command), kBody, Face::mono, columns.keys - kBetweenColumns));
    ImGui::SetCursorScreenPos({left + look.px(columns.keys), y});
    text(look, Face::sans, kBody, colors.ink, command_label(look.messages, command));
    note_widget(std::string("help: ") + command.id);
    ImGui::SetCursorScreenPos({left + look.px(columns.keys + columns.names), y});
    explained(look, Face::sans, kBody, colors.muted, {command_help(look.messages, command)},
              std::max(1.0f, ImGui::GetContentRegionAvail().x), &asked);
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<draw>, nullptr, {820, 640}, Keyboard::scrolling}; }

}  // namespace greenlens::gui::help
