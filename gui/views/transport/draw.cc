// The top bar: what is shown, whether it lives, first / back / play / forward / last, grain, step.
#include <algorithm>

#include "gui/commands.h"
#include "gui/views/transport/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::transport {

namespace {

using facts::Grain;
using scene::Face;

constexpr const char* kRightEnd[] = {"help", "theme", "scenarios"};
constexpr float kRoomForTitle = 0.18f;  // of the window's width

// Icons are drawn: not every face has the glyphs.
enum class Icon { first, back, play, pause, forward, last };

void draw_icon(const Look& look, Icon icon, ImU32 color) {
  const float s = look.settings.scale;
  const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
  const ImVec2 c{(low.x + high.x) / 2, (low.y + high.y) / 2};
  ImDrawList* list = ImGui::GetWindowDrawList();
  const auto triangle = [&](float offset, float direction) {
    const float x = c.x + offset * s;
    list->AddTriangleFilled({x + 5 * s * direction, c.y}, {x - 5 * s * direction, c.y - 6 * s},
                            {x - 5 * s * direction, c.y + 6 * s}, color);
  };
  const auto bar = [&](float offset) {
    const float x = c.x + offset * s;
    list->AddRectFilled({x - 1.2f * s, c.y - 6 * s}, {x + 1.2f * s, c.y + 6 * s}, color);
  };
  switch (icon) {
    case Icon::first:
      bar(-6), triangle(1.5f, -1);
      break;
    case Icon::back:
      triangle(-1, -1);
      break;
    case Icon::play:
    case Icon::forward:
      triangle(1, 1);
      break;
    case Icon::pause:
      bar(-3.5f), bar(3.5f);
      break;
    case Icon::last:
      triangle(-1.5f, 1), bar(6);
      break;
  }
}

void command_button(const Look& look, const char* id, Icon icon, Requests* asked,
                    ButtonLook style = ButtonLook::plain) {
  const Command* command = find_command(id);
  const bool enabled = command->when(look);
  if (button(std::string("##") + id, style, enabled, {look.px(34), look.px(30)})) {
    asked->push_back(ask::Run{id});
  }
  const Colors colors = colors_of(look.settings.theme);
  const bool primary = style == ButtonLook::primary;
  draw_icon(look, icon, primary ? colors.on_accent : enabled ? colors.ink : colors.border);
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
    const std::string hint =
        command_label(look.messages, *command) + "  " + chord_text(command->key);
    tooltip(hint);
  }
  ImGui::SameLine(0, look.px(5));
}

void grain_button(const Look& look, Grain grain, Requests* asked) {
  const std::string label = look.text(std::string("ui.grain.") + facts::grain_name(grain));
  const bool chosen = look.choices.grain == grain;
  if (button(label, chosen ? ButtonLook::chosen : ButtonLook::plain, true, {0, look.px(30)})) {
    asked->push_back(ask::ChooseGrain{grain});
  }
  ImGui::SameLine(0, look.px(3));
}

ImU32 color_of(Mood mood, const Colors& colors) {
  switch (mood) {
    case Mood::alive:
      return colors.good;
    case Mood::over:
      return colors.muted;
    case Mood::broken:
      return colors.error;
  }
  return colors.muted;
}

// Writes from left to right.
class Bar {
 public:
  Bar(const Look& look, Area area)
      : look_(look),
        area_(area),
        colors_(colors_of(look.settings.theme)),
        x_(area.at.x + look.px(16)),
        middle_(area.at.y + area.size.y / 2) {}

  Requests draw() {
    const ImVec2 high{area_.at.x + area_.size.x, area_.at.y + area_.size.y};
    list_->AddRectFilled(area_.at, high, colors_.panel);
    list_->AddLine({area_.at.x, high.y}, high, colors_.border);
    // What is not needed gives way where everything is large.
    const float units = area_.size.x / look_.settings.scale;
    if (units >= 800) put(Face::bold, kLarge, colors_.ink, "greenlens", 20);
    if (look_.trace == nullptr) return {};
    if (units >= 1060) draw_title();
    draw_buttons();
    draw_right_end(high.x - look_.px(14));
    return std::move(asked_);
  }

 private:
  void put(Face face, float size, ImU32 color, const std::string& words, float gap) {
    x_ += write(look_, face, size, {x_, middle_ - look_.px(size) * 0.56f}, color, words) +
          look_.px(gap);
  }

  void draw_title() {
    // A title of any length leaves the buttons where they are.
    const float room = kRoomForTitle * area_.size.x / look_.settings.scale;
    put(Face::sans, kBody, colors_.ink,
        scene::elide(drawable(shown_title(look_)), kBody, Face::sans, room), 20);
    const Condition now = condition(look_);
    const ImU32 color = color_of(now.mood, colors_);
    list_->AddCircleFilled({x_, middle_}, look_.px(4), color);
    x_ += look_.px(10);
    put(Face::bold, kSmall, color, now.words, 16);
    x_ = std::max(x_, area_.at.x + area_.size.x * 0.33f);
  }

  void draw_buttons() {
    ImGui::SetCursorScreenPos({x_, middle_ - look_.px(15)});
    command_button(look_, "first", Icon::first, &asked_);
    command_button(look_, "back", Icon::back, &asked_);
    command_button(look_, "play", look_.choices.playing ? Icon::pause : Icon::play, &asked_,
                   ButtonLook::primary);
    command_button(look_, "step", Icon::forward, &asked_);
    command_button(look_, "last", Icon::last, &asked_);
    ImGui::SameLine(0, look_.px(18));
    for (const Grain grain : kGrainsShown) grain_button(look_, grain, &asked_);
    x_ = ImGui::GetItemRectMax().x + look_.px(16);
    put(Face::bold, kBody, colors_.ink, step_words(look_), 16);
    const std::string against = doubts(look_);
    if (!against.empty()) put(Face::bold, kBody, colors_.error, against, 16);
    draw_recorded();
  }

  // Where what is on the right leaves room for it.
  void draw_recorded() {
    const std::string words = recorded(look_);
    const float width = width_of(look_, Face::sans, kSmall, words);
    float room = area_.at.x + area_.size.x - look_.px(14) - x_;
    for (const char* id : kRightEnd) room -= button_width(id) + look_.px(6);
    if (words.empty() || width > room) return;
    const ImVec2 at{x_, middle_ - look_.px(kSmall) * 0.56f};
    put(Face::sans, kSmall, colors_.muted, words, 16);
    if (ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + look_.px(kSmall)})) {
      tooltip(recorded_tip(look_));
    }
  }

  float button_width(const char* id) const {
    const std::string label = look_.text(std::string("ui.bar.") + id);
    return width_of(look_, Face::sans, kBody, label) + 2 * ImGui::GetStyle().FramePadding.x;
  }

  // From the right edge: how wide the words are depends on the language.
  void draw_right_end(float edge) {
    for (const char* id : kRightEnd) {
      const std::string label = look_.text(std::string("ui.bar.") + id);
      const float width = button_width(id);
      edge -= width;
      if (edge < x_) break;
      ImGui::SetCursorScreenPos({edge, middle_ - look_.px(15)});
      if (button(label, ButtonLook::plain, true, {width, look_.px(30)})) {
        asked_.push_back(ask::Run{id});
      }
      edge -= look_.px(6);
    }
  }

  const Look& look_;
  const Area area_;
  const Colors colors_;
  ImDrawList* list_ = ImGui::GetWindowDrawList();
  float x_;
  const float middle_;
  Requests asked_;
};

Requests draw(const Look& look, Area area) { return Bar(look, area).draw(); }

}  // namespace

View view() { return {Slot::bar, made<draw>}; }

}  // namespace greenlens::gui::transport
