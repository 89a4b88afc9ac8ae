#include "gui/draw_banner.h"

#include <algorithm>
#include <utility>

#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

using scene::Face;

constexpr float kBannerShare = 0.46f, kLeastBanner = 380, kMostBanner = 640,
                kMostBannerShare = 0.62f, kBesideBanner = 8;
constexpr float kBannerButton = 24, kCross = 24;

float width_of_banner(const Look& look, Area sentence) {
  const float width =
      std::clamp(kBannerShare * sentence.size.x, look.px(kLeastBanner), look.px(kMostBanner));
  return std::min(width, kMostBannerShare * sentence.size.x);
}

// A banner in the window that is being drawn: its words, and its buttons beside them where they
// have room, so that it is no higher than it has to be.
class Drawing {
 public:
  Drawing(const Look& look, const Banner& banner, float right)
      : look_(look),
        banner_(banner),
        colors_(colors_of(look.settings.theme)),
        at_(ImGui::GetCursorScreenPos()),
        cross_(banner.can_be_dismissed ? look.px(kCross) + look.px(4) : 0),
        right_(right) {
    for (const Banner::Button& one : banner.buttons) {
      buttons_ += width_of(look, Face::sans, kBody, one.words) +
                  2 * ImGui::GetStyle().FramePadding.x + ImGui::GetStyle().ItemSpacing.x;
    }
  }

  Requests draw() {
    const bool beside_words = fits(Face::bold, banner_.words);
    const bool beside_details = !beside_words && fits(Face::sans, banner_.details);
    ImGui::BeginGroup();
    put(Face::bold, banner_.trouble ? colors_.error : colors_.ink, banner_.words, beside_words);
    put(Face::sans, colors_.muted, banner_.details, beside_details);
    ImGui::EndGroup();
    const ImVec2 below = ImGui::GetCursorScreenPos();
    if (!beside_words && !beside_details && !banner_.buttons.empty()) draw_buttons(at_.x, below.y);
    if (banner_.can_be_dismissed) {
      ImGui::SetCursorScreenPos({right_ - look_.px(kCross), at_.y});
      if (button("×", ButtonLook::plain, true, {look_.px(kCross), look_.px(kCross)})) {
        asked_.push_back(ask::DismissNotice{});
      }
    }
    return std::move(asked_);
  }

 private:
  bool fits(Face face, const std::string& words) const {
    if (buttons_ == 0) return false;
    return width_of(look_, face, kBody, words) + look_.px(12) + buttons_ < right_ - cross_ - at_.x;
  }

  void put(Face face, ImU32 color, const std::string& words, bool with_buttons) {
    if (words.empty()) return;
    const float y = ImGui::GetCursorScreenPos().y;
    if (with_buttons) {
      draw_buttons(right_ - cross_ - buttons_, y);
      const float middle = y + (look_.px(kBannerButton) - look_.px(kBody)) / 2;
      ImGui::SetCursorScreenPos({at_.x, middle - look_.px(1)});
    }
    ImGui::PushTextWrapPos(right_ - cross_ - ImGui::GetWindowPos().x);
    text(look_, face, kBody, color, words);
    ImGui::PopTextWrapPos();
    if (with_buttons) ImGui::SetCursorScreenPos({at_.x, y + look_.px(kBannerButton + 3)});
  }

  void draw_buttons(float x, float y) {
    for (const Banner::Button& one : banner_.buttons) {
      ImGui::SetCursorScreenPos({x, y});
      if (button(one.words, ButtonLook::plain, true, {0, look_.px(kBannerButton)})) {
        asked_.push_back(one.request);
      }
      x = ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x;
    }
  }

  const Look& look_;
  const Banner& banner_;
  const Colors colors_;
  const ImVec2 at_;
  const float cross_, right_;
  float buttons_ = 0;  // how wide all of them are
  Requests asked_;
};

}  // namespace

float beside_banner(const Look& look, Area sentence) {
  return std::max(1.0f, sentence.size.x - width_of_banner(look, sentence) - look.px(kBesideBanner));
}

Requests draw_banner(const Look& look, const Banner& banner, Area sentence) {
  Requests asked;
  const Colors colors = colors_of(look.settings.theme);
  const float width = width_of_banner(look, sentence);
  ImGui::SetNextWindowPos({sentence.at.x + sentence.size.x - width, sentence.at.y});
  ImGui::SetNextWindowSizeConstraints({width, sentence.size.y},
                                      {width, std::max(sentence.size.y, 10'000.0f)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colors.panel);
  ImGui::PushStyleColor(ImGuiCol_Border, banner.trouble ? colors.error : colors.border);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look.px(1.5f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(5));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look.px(12), look.px(6)});
  ImGui::Begin("banner", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing |
                   ImGuiWindowFlags_AlwaysAutoResize);
  const float right = ImGui::GetWindowPos().x + width - look.px(12);
  asked = Drawing(look, banner, right).draw();
  ImGui::End();
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(2);
  return asked;
}

}  // namespace greenlens::gui
