// The lessons that there are, and how far one has come in each.
#include "gui/focus.h"
#include "gui/lesson_commands.h"
#include "gui/views/lesson_list/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::lesson_list {

namespace {

using scene::Face;

constexpr float kRow = 46, kInset = 12, kBar = 84, kBarHigh = 5, kGap = 6;

// Whether it was clicked.
bool draw_row(const Look& look, const Row& row) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float wide = ImGui::GetContentRegionAvail().x, high = look.px(kRow);
  const std::string label = "lesson: " + row.id;
  bool clicked = ImGui::InvisibleButton(label.c_str(), {wide, high});
  note_widget(label);
  const bool hovered = ImGui::IsItemHovered();
  clicked = focus_stop(label, row.title + ", " + row.progress) || clicked;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 far{at.x + wide, at.y + high};
  const float round = look.px(5), inset = look.px(kInset), bar = look.px(kBar);
  list->AddRectFilled(at, far, hovered || row.is_open ? colors.accent_faint : colors.page, round);
  list->AddRect(at, far, row.is_open ? colors.accent : colors.border, round, 0, look.px(1.2f));
  const float words = wide - 3 * inset - bar;
  write(look, Face::bold, kBody, {at.x + inset, at.y + look.px(7)}, colors.ink, row.title, words);
  write(look, Face::sans, kSmall, {at.x + inset, at.y + look.px(26)}, colors.muted, row.about,
        words);
  const float left = far.x - inset - bar, y = at.y + high / 2;
  list->AddRectFilled({left, y}, {left + bar, y + look.px(kBarHigh)}, colors.border, look.px(2));
  list->AddRectFilled({left, y}, {left + bar * row.share, y + look.px(kBarHigh)}, colors.accent,
                      look.px(2));
  write(look, Face::sans, kSmall, {left, y - look.px(17)}, colors.muted, row.progress);
  ImGui::SetCursorScreenPos({at.x, far.y + look.px(kGap)});
  return clicked;
}

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  Requests asked;
  text(look, Face::bold, kTitle, colors.ink, look.text("ui.lesson.choose"));
  ImGui::Dummy({1, look.px(4)});
  const float below = look.px(44);
  ImGui::BeginChild("lessons", {0, ImGui::GetContentRegionAvail().y - below});
  for (const Row& row : rows(look)) {
    if (draw_row(look, row)) asked.push_back(ask::InLesson{deed::OpenLesson{row.id}});
  }
  ImGui::EndChild();
  const auto offer = [&](const char* id, bool enabled) {
    const std::string words = command_label(look.messages, *find_command(id));
    if (button(words, ButtonLook::plain, enabled, {0, look.px(30)})) asked.push_back(ask::Run{id});
    ImGui::SameLine();
  };
  offer("open_lesson", true);
  offer("new_lesson", look.trace != nullptr);
  return asked;
}

}  // namespace

View view() { return {Slot::overlay, made<draw>, nullptr, {620, 560}}; }

}  // namespace greenlens::gui::lesson_list
