// The start: every scenario as a card.
#include <algorithm>

#include "gui/commands.h"
#include "gui/focus.h"
#include "gui/start_entries.h"
#include "gui/views/picker/model.h"
#include "gui/views/picker/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::picker {

namespace {

using scene::Face;

constexpr float kCardWidth = 300, kCardHeight = 128, kGap = 14;

// Whether it was clicked.
bool draw_card(const Look& look, const ScenarioEntry& scenario, ImVec2 at, float width,
               bool chosen) {
  const Colors colors = colors_of(look.settings.theme);
  const float height = look.px(kCardHeight);
  ImGui::SetCursorScreenPos(at);
  bool clicked = ImGui::InvisibleButton(scenario.id.c_str(), {width, height});
  note_widget(scenario.id);
  clicked = focus_stop(scenario.id, title_of(look.messages, scenario)) || clicked;
  const bool hovered = ImGui::IsItemHovered() || chosen;
  ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 high{at.x + width, at.y + height};
  list->AddRectFilled(at, high, hovered ? colors.accent_faint : colors.panel, look.px(6));
  list->AddRect(at, high, hovered ? colors.accent : colors.border, look.px(6), 0, look.px(1.5f));
  const auto put = [&](Face face, float size, ImU32 color, float y, const std::string& words) {
    write(look, face, size, {at.x + look.px(16), at.y + look.px(y)}, color, words,
          width - look.px(32));
  };
  put(Face::bold, kTitle, colors.ink, 13, title_of(look.messages, scenario));
  put(Face::mono, kSmall, colors.muted, 34, scenario.id);
  put(Face::sans, kBody, colors.ink, 56, teaches_of(look.messages, scenario));
  return clicked;
}

int columns_in(const Look& look, float room) {
  const float gap = look.px(kGap);
  return std::max(1, static_cast<int>((room + gap) / (look.px(kCardWidth) + gap)));
}

Requests draw_cards(const Look& look, Ui* ui) {
  Requests asked;
  const float room = ImGui::GetContentRegionAvail().x, gap = look.px(kGap);
  const int columns = columns_in(look, room);
  const float width = (room - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
  const float height = look.px(kCardHeight);
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  int i = 0;
  for (const ScenarioEntry& scenario : look.scenarios) {
    const ImVec2 at{origin.x + static_cast<float>(i % columns) * (width + gap),
                    origin.y + static_cast<float>(i / columns) * (height + gap)};
    const bool chosen = ui->chosen == i;
    if (draw_card(look, scenario, at, width, chosen)) asked.push_back(ask::Start{scenario.id});
    if (chosen && ui->scrolls) {
      // With the first row what stands above it comes into sight as well.
      if (i < columns) {
        ImGui::SetScrollY(0);
      } else {
        ImGui::SetScrollHereY();
      }
      ui->scrolls = false;
    }
    ++i;
  }
  ImGui::SetCursorScreenPos(
      {origin.x, origin.y + static_cast<float>((i + columns - 1) / columns) * (height + gap)});
  ImGui::Dummy({1, 1});
  return asked;
}

// Arrows go from card to card, letters to the next one that begins with what was typed.
Requests listen(const Look& look, Ui* ui) {
  Requests asked;
  const int count = static_cast<int>(look.scenarios.size());
  const int columns = columns_in(look, ImGui::GetContentRegionAvail().x);
  for (const Chord& chord : look.keys) {
    if (chord.key == kKeyEnter && ui->chosen >= 0 && ui->chosen < count) {
      asked.push_back(ask::Start{look.scenarios[static_cast<size_t>(ui->chosen)].id});
    }
    ui->chosen = moved(chord.key, ui->chosen, columns, count);
    ui->ahead.clear();
    ui->scrolls = true;
  }
  if (look.letters.empty()) return asked;
  ui->ahead = ahead_of(look.scenarios, ui->ahead, look.letters);
  if (const auto found = beginning(look.scenarios, ui->ahead)) {
    ui->chosen = *found;
    ui->scrolls = true;
  }
  return asked;
}

void draw_way_back(const Look& look, Requests* asked) {
  ImGui::Dummy({1, look.px(4)});
  const std::string words = look.text("ui.picker.back", {{"name", look.run_behind}});
  if (button(words, ButtonLook::plain, true, {0, look.px(30)})) {
    asked->push_back(ask::ReturnToRun{});
  }
}

Requests draw(const Look& look, Area area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  const float margin = look.px(40);
  ImGui::SetCursorScreenPos({area.at.x + margin, area.at.y + look.px(24)});
  ImGui::BeginChild("picker", {area.size.x - 2 * margin, area.size.y - look.px(36)});
  text(look, Face::bold, kHuge, colors.ink, title(look, *find_view("picker")));
  text_wrapped(look, Face::sans, kTitle, colors.muted, look.text("ui.picker.about"));
  Requests asked = listen(look, ui);
  if (!look.run_behind.empty()) draw_way_back(look, &asked);
  ImGui::Dummy({1, look.px(6)});
  if (button(command_label(look.messages, *find_command("lessons")), ButtonLook::primary, true,
             {0, look.px(30)})) {
    asked.push_back(ask::Run{"lessons"});
  }
  ImGui::Dummy({1, look.px(8)});
  if (!look.notice.words.empty()) {
    text_wrapped(look, Face::bold, kBody, look.notice.trouble ? colors.error : colors.ink,
                 look.notice.words);
    ImGui::Dummy({1, look.px(6)});
  }
  if (look.scenarios.empty()) {
    text(look, Face::sans, kTitle, colors.muted, look.text("ui.picker.none"));
  }
  for (const Request& request : draw_cards(look, ui)) asked.push_back(request);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::whole, made<Ui, draw>, nullptr, {0, 0}, Keyboard::letters}; }

}  // namespace greenlens::gui::picker
