#include "gui/draw_banner.h"

#include <algorithm>
#include <string>

#include "gui/line_wrap.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

using scene::Face;

constexpr float kBannerShare = 0.46f, kLeastBanner = 380, kMostBanner = 640,
                kMostBannerShare = 0.62f, kBesideBanner = 8;
constexpr float kNarrowSentence = 560, kNarrowBannerShare = 0.72f;
constexpr float kBannerButton = 24, kCross = 24;
constexpr float kBannerInset = 12, kBannerAbove = 6, kBannerBetween = 5;

float width_of_banner(const Look& look, float sentence_width) {
  const float width =
      std::clamp(kBannerShare * sentence_width, look.px(kLeastBanner), look.px(kMostBanner));
  // Where everything is large it is rather wide than high: height is what panels live on.
  const bool narrow = sentence_width < look.px(kNarrowSentence);
  const float share = narrow ? kNarrowBannerShare : kMostBannerShare;
  return narrow ? share * sentence_width : std::min(width, share * sentence_width);
}

// Where all of a banner has its place, from its own low corner on: its words, and its buttons
// beside them where they have room, so that it is no higher than it has to be.
struct BannerPlan {
  float width = 0, height = 0, inner = 0;  // `inner`: of its texts
  float words_y = 0, details_y = 0;
  ImVec2 buttons = {0, 0};
};

float height_of(const Look& look, Face face, const std::string& words, float wrap) {
  if (words.empty()) return 0;
  return wrapped_height(look.fonts.get(face, kBody), look.fonts.line(face, kBody), drawable(words),
                        wrap);
}

float width_of_buttons(const Look& look, const Banner& banner) {
  float width = 0;
  for (const Banner::Button& one : banner.buttons) {
    width += width_of(look, Face::sans, kBody, one.words) + 2 * ImGui::GetStyle().FramePadding.x +
             ImGui::GetStyle().ItemSpacing.x;
  }
  return width;
}

BannerPlan plan_of(const Look& look, const Banner& banner, float sentence_width) {
  BannerPlan plan;
  plan.width = width_of_banner(look, sentence_width);
  const float left = look.px(kBannerInset), between = look.px(kBannerBetween);
  const float cross = banner.can_be_dismissed ? look.px(kCross) + look.px(4) : 0;
  plan.inner = std::max(1.0f, plan.width - 2 * left - cross);
  const float buttons = width_of_buttons(look, banner);
  bool placed = banner.buttons.empty();
  float y = look.px(kBannerAbove);
  const auto put = [&](Face face, const std::string& words) {
    if (words.empty()) return y;
    const bool beside =
        !placed &&
        width_of(look, face, kBody, words) + look.px(kBannerInset) + buttons < plan.inner;
    const float height = height_of(look, face, words, plan.inner);
    const float at = y;
    if (beside) {
      placed = true;
      plan.buttons = {left + plan.inner - buttons, y};
      y += look.px(kBannerButton) + between;
      return at + (look.px(kBannerButton) - height) / 2;
    }
    y += height + between;
    return at;
  };
  plan.words_y = put(Face::bold, banner.words);
  plan.details_y = put(Face::sans, banner.details);
  if (!placed) {
    plan.buttons = {left, y};
    y += look.px(kBannerButton) + between;
  }
  if (banner.can_be_dismissed) y = std::max(y, look.px(kBannerAbove + kCross) + between);
  plan.height = y - between + look.px(kBannerAbove);
  return plan;
}

}  // namespace

float beside_banner(const Look& look, Area sentence) {
  return std::max(
      1.0f, sentence.size.x - width_of_banner(look, sentence.size.x) - look.px(kBesideBanner));
}

float height_of_banner(const Look& look, float sentence_width) {
  const Banner banner = banner_of(look);
  return banner.words.empty() ? 0 : plan_of(look, banner, sentence_width).height;
}

Requests draw_banner(const Look& look, const Banner& banner, Area sentence) {
  Requests asked;
  const Colors colors = colors_of(look.settings.theme);
  const BannerPlan plan = plan_of(look, banner, sentence.size.x);
  const ImVec2 low{sentence.at.x + sentence.size.x - plan.width, sentence.at.y};
  ImGui::SetNextWindowPos(low);
  ImGui::SetNextWindowSize({plan.width, std::max(sentence.size.y, plan.height)});
  ImGui::PushStyleColor(ImGuiCol_WindowBg, colors.panel);
  ImGui::PushStyleColor(ImGuiCol_Border, banner.trouble ? colors.error : colors.border);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look.px(1.5f));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look.px(5));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, {1, 1});
  ImGui::Begin("banner", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  const float left = low.x + look.px(kBannerInset);
  const auto put = [&](Face face, ImU32 color, const std::string& words, float y) {
    if (!words.empty()) write(look, face, kBody, {left, low.y + y}, color, words, plan.inner);
  };
  put(Face::bold, banner.trouble ? colors.error : colors.ink, banner.words, plan.words_y);
  put(Face::sans, colors.muted, banner.details, plan.details_y);
  float x = low.x + plan.buttons.x;
  for (const Banner::Button& one : banner.buttons) {
    ImGui::SetCursorScreenPos({x, low.y + plan.buttons.y});
    if (button(one.words, ButtonLook::plain, true, {0, look.px(kBannerButton)})) {
      asked.push_back(one.request);
    }
    x = ImGui::GetItemRectMax().x + ImGui::GetStyle().ItemSpacing.x;
  }
  if (banner.can_be_dismissed) {
    ImGui::SetCursorScreenPos(
        {low.x + plan.width - look.px(kBannerInset + kCross), low.y + look.px(kBannerAbove)});
    if (button("×", ButtonLook::plain, true, {look.px(kCross), look.px(kCross)})) {
      asked.push_back(ask::DismissNotice{});
    }
  }
  ImGui::End();
  ImGui::PopStyleVar(3);
  ImGui::PopStyleColor(2);
  return asked;
}

}  // namespace greenlens::gui
