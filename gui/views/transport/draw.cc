// The top bar: what is shown, whether it lives, first / back / play / forward / last, grain, step.
#include <fmt/format.h>

#include <algorithm>

#include "gui/bindings.h"
#include "gui/commands.h"
#include "gui/menus.h"
#include "gui/views/transport/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"

namespace greenlens::gui::transport {

namespace {

using facts::Grain;
using scene::Face;

constexpr float kRoomForTitle = 0.12f;  // of the window's width

// Icons are drawn: not every face has the glyphs.
enum class Icon { first, back, play, pause, forward, last, loop };

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
    case Icon::loop:
      list->PathArcTo(c, 6 * s, 0.35f, 5.3f, 20);
      list->PathStroke(color, 0, 1.8f * s);
      list->AddTriangleFilled({c.x + 2.5f * s, c.y - 8.5f * s}, {c.x + 2.5f * s, c.y - 1.5f * s},
                              {c.x + 8 * s, c.y - 5 * s}, color);
      break;
  }
}

void command_button(const Look& look, const char* id, Icon icon, Requests* asked,
                    ButtonLook style = ButtonLook::plain) {
  const Command* command = find_command(id);
  const bool enabled = command->when(look);
  if (button(std::string("##") + id, style, enabled, {look.px(34), look.px(30)},
             command_label(look.messages, *command))) {
    asked->push_back(ask::Run{id});
  }
  const Colors colors = colors_of(look.settings.theme);
  const bool primary = style == ButtonLook::primary;
  draw_icon(look, icon, primary ? colors.on_accent : enabled ? colors.ink : colors.border);
  if (ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled)) {
    const std::string hint =
        command_label(look.messages, *command) + "  " + key_text(look, *command);
    tooltip(hint);
  }
  ImGui::SameLine(0, look.px(5));
}

// A click asks for `then`.
void grain_button(const Look& look, Grain grain, Grain then, Requests* asked) {
  const std::string label = look.text(std::string("ui.grain.") + facts::grain_name(grain));
  const bool chosen = look.choices.grain == grain;
  if (button(label, chosen ? ButtonLook::chosen : ButtonLook::plain, true, {0, look.px(30)})) {
    asked->push_back(ask::ChooseGrain{then});
  }
  ImGui::SameLine(0, look.px(3));
}

ImU32 color_of(Mood mood, const Colors& colors) {
  switch (mood) {
    case Mood::alive:
      return colors.good;
    case Mood::over:
      return colors.muted;
    case Mood::part:
      return colors.ink;
    case Mood::broken:
      return colors.error;
  }
  return colors.muted;
}

// Writes from left to right. What is not needed gives way where everything is large.
class Bar {
 public:
  Bar(const Look& look, Area area)
      : look_(look),
        area_(area),
        colors_(colors_of(look.settings.theme)),
        x_(menu_titles_end(look, area) + look.px(8)),
        right_(area.at.x + area.size.x - look.px(8)),
        middle_(area.at.y + area.size.y / 2) {}

  Requests draw() {
    const ImVec2 high{area_.at.x + area_.size.x, area_.at.y + area_.size.y};
    list_->AddRectFilled(area_.at, high, colors_.panel);
    list_->AddLine({area_.at.x, high.y}, high, colors_.border);
    if (look_.trace == nullptr) return {};
    fit();
    if (has_title_) draw_title();
    draw_buttons();
    return std::move(asked_);
  }

 private:
  void put(Face face, float size, ImU32 color, const std::string& words, float gap) {
    x_ += write(look_, face, size, {x_, middle_ - look_.px(size) * 0.56f}, color, words) +
          look_.px(gap);
  }

  // What has a place, by how much there is.
  void fit() {
    float room = right_ - x_;
    const auto take = [&](float width) {
      if (width > room) return false;
      room -= width;
      return true;
    };
    take(3 * look_.px(39));
    has_words_ = take(width_of(look_, Face::bold, kBody, longest_step_words(look_)) + look_.px(34));
    const std::string against = doubts(look_);
    if (!against.empty()) {
      take(width_of(look_, Face::bold, kBody, against) + look_.px(16));
    }
    has_ends_ = take(2 * look_.px(39));
    has_grain_ = take(grain_width(look_.choices.grain));
    float grains = -grain_width(look_.choices.grain);
    for (const Grain grain : grains_offered(look_)) grains += grain_width(grain);
    has_grains_ = has_grain_ && take(grains);
    has_speed_ = has_grains_ && take(look_.px(39 + 51 + 5));
    has_title_ = has_speed_ && take(look_.px(240));
  }

  float grain_width(Grain grain) const {
    const std::string words = look_.text(std::string("ui.grain.") + facts::grain_name(grain));
    return width_of(look_, Face::sans, kBody, words) + 2 * ImGui::GetStyle().FramePadding.x +
           look_.px(3);
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
    if (has_ends_) command_button(look_, "first", Icon::first, &asked_);
    command_button(look_, "back", Icon::back, &asked_);
    command_button(look_, "play", look_.choices.playing ? Icon::pause : Icon::play, &asked_,
                   ButtonLook::primary);
    command_button(look_, "step", Icon::forward, &asked_);
    if (has_ends_) command_button(look_, "last", Icon::last, &asked_);
    if (has_speed_) draw_speed();
    x_ = ImGui::GetItemRectMax().x + look_.px(18);
    ImGui::SameLine(0, look_.px(18));
    if (has_grain_) draw_grains();
    if (has_words_) put(Face::bold, kBody, colors_.ink, step_words(look_), 16);
    const std::string against = doubts(look_);
    if (!against.empty() && x_ < right_) {
      const float room = (right_ - x_) / look_.settings.scale;
      put(Face::bold, kBody, colors_.error, scene::elide(against, kBody, Face::bold, room), 16);
    }
    draw_recorded();
  }

  void draw_speed() {
    command_button(look_, "loop", Icon::loop, &asked_,
                   look_.choices.loop ? ButtonLook::primary : ButtonLook::plain);
    const float speed = look_.choices.speed;
    const std::string tip = look_.text("ui.speed.tip", {{"steps", fmt::format("{:.3g}", speed)}});
    if (button(speed_text(speed), ButtonLook::plain, true, {look_.px(46), look_.px(30)}, tip)) {
      asked_.push_back(ask::SetSpeed{next_speed(speed)});
    }
    if (ImGui::IsItemHovered()) tooltip(tip);
  }

  // All of them; or the one that counts, which a click changes to the next.
  void draw_grains() {
    if (has_grains_) {
      for (const Grain grain : grains_offered(look_)) grain_button(look_, grain, grain, &asked_);
    } else {
      const std::vector<Grain> offered = grains_offered(look_);
      const auto now = std::find(offered.begin(), offered.end(), look_.choices.grain);
      const auto next = now + 1 == offered.end() ? offered.begin() : now + 1;
      grain_button(look_, look_.choices.grain, *next, &asked_);
    }
    x_ = ImGui::GetItemRectMax().x + look_.px(16);
  }

  // Where there is room for it.
  void draw_recorded() {
    const std::string words = recorded(look_);
    const float width = width_of(look_, Face::sans, kSmall, words);
    if (words.empty() || width > right_ - x_) return;
    const ImVec2 at{x_, middle_ - look_.px(kSmall) * 0.56f};
    put(Face::sans, kSmall, colors_.muted, words, 16);
    if (ImGui::IsMouseHoveringRect(at, {at.x + width, at.y + look_.px(kSmall)})) {
      tooltip(recorded_tip(look_));
    }
  }

  const Look& look_;
  const Area area_;
  const Colors colors_;
  ImDrawList* list_ = ImGui::GetWindowDrawList();
  float x_;
  const float right_, middle_;
  bool has_words_ = false, has_ends_ = false, has_grain_ = false, has_grains_ = false;
  bool has_title_ = false, has_speed_ = false;
  Requests asked_;
};

Requests draw(const Look& look, Area area) { return Bar(look, area).draw(); }

}  // namespace

View view() { return {Slot::bar, made<draw>}; }

}  // namespace greenlens::gui::transport
