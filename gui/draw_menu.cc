#include "gui/draw_menu.h"

#include <imgui_internal.h>

#include <algorithm>

#include "gui/focus.h"
#include "gui/menus.h"
#include "gui/widgets.h"

namespace greenlens::gui {
namespace {

using scene::Face;

constexpr float kMenuRow = 24, kMenuDivider = 9, kMenuPad = 6, kMenuMark = 22, kMenuBetween = 28,
                kMenuArrow = 14;
constexpr float kMenuMostWidth = 620;  // a path of any length leaves the screen in sight

float row_top(const std::vector<MenuEntry>& entries, size_t row) {
  float y = 0;
  for (size_t i = 0; i < row; ++i) y += kMenuRow + (entries[i].divided ? kMenuDivider : 0);
  return y + (row < entries.size() && entries[row].divided ? kMenuDivider : 0);
}

class Lists {
 public:
  Lists(const Look& look, Area bar, Area window)
      : look_(look), colors_(colors_of(look.settings.theme)), bar_(bar), window_(window) {}

  Requests draw() {
    const MenuPlace& at = look_.choices.menu;
    const std::vector<MenuEntry> entries = menu_entries(look_, at.menu);
    const Area title = menu_title_area(look_, bar_, at.menu);
    const Area list = draw_list("menu", entries, {title.at.x, title.at.y + title.size.y}, false);
    const bool has_row = at.row >= 0 && at.row < static_cast<int>(entries.size());
    if (at.aside && has_row) {
      const auto row = static_cast<size_t>(at.row);
      const float top = list.at.y + look_.px(row_top(entries, row)) - scrolled_;
      draw_list("menu aside", entries[row].more, {list.at.x + list.size.x - look_.px(3), top},
                true);
    }
    const bool on_bar = ImGui::GetIO().MousePos.y < bar_.at.y + bar_.size.y;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !hovered_ && !on_bar) ask({});
    return std::move(asked_);
  }

 private:
  void ask(const MenuPlace& place) { asked_.push_back(ask::SetMenu{place}); }

  float width_needed(const std::vector<MenuEntry>& entries) const {
    float words = 0, keys = 0;
    for (const MenuEntry& entry : entries) {
      words = std::max(words, width_of(look_, Face::sans, kBody, entry.words));
      keys = std::max(keys, width_of(look_, Face::sans, kSmall, entry.key));
      if (!entry.more.empty()) keys = std::max(keys, look_.px(kMenuArrow));
    }
    const float between = keys > 0 ? look_.px(kMenuBetween) : 0;
    const float all = look_.px(kMenuMark) + words + between + keys + look_.px(22);
    return std::min({all, look_.px(kMenuMostWidth), window_.size.x - look_.px(8)});
  }

  // Where it stands, all of it on the screen.
  Area draw_list(const char* name, const std::vector<MenuEntry>& entries, ImVec2 at, bool aside) {
    const float width = width_needed(entries);
    const float needed = look_.px(row_top(entries, entries.size()) + 2 * kMenuPad);
    const float low = window_.at.y + window_.size.y - look_.px(4);
    Area area{at, {width, std::min(needed, low - bar_.at.y - bar_.size.y)}};
    area.at.x = std::max(0.0f, std::min(at.x, window_.at.x + window_.size.x - width - look_.px(4)));
    area.at.y = std::max(std::min(at.y, low - area.size.y), bar_.at.y + bar_.size.y - look_.px(9));
    ImGui::SetNextWindowPos(area.at);
    ImGui::SetNextWindowSize(area.size);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, colors_.panel);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, look_.px(1));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, look_.px(5));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {look_.px(4), look_.px(kMenuPad)});
    const ImGuiWindowFlags fits = needed <= area.size.y + 1 ? ImGuiWindowFlags_NoScrollbar : 0;
    ImGui::Begin(name, nullptr,
                 ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings | fits);
    // To take the focus would end the click that is under way in the other list.
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    hovered_ = hovered_ || ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    for (size_t row = 0; row < entries.size(); ++row)
      draw_row(entries[row], static_cast<int>(row), aside);
    if (!aside) scrolled_ = ImGui::GetScrollY();
    ImGui::End();
    ImGui::PopStyleVar(3);
    ImGui::PopStyleColor();
    return area;
  }

  void draw_row(const MenuEntry& entry, int row, bool aside) {
    const MenuPlace& now = look_.choices.menu;
    if (entry.divided) draw_divider();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    const bool clicked = ImGui::InvisibleButton((entry.id + "##row").c_str(),
                                                {std::max(width, 1.0f), look_.px(kMenuRow)});
    ImGui::PopStyleVar();
    note_widget("menu: " + entry.id);
    const bool chosen = aside ? now.inner == row : now.row == row;
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    const bool pointed = ImGui::IsItemHovered() && (moved.x != 0 || moved.y != 0 || clicked);
    if (pointed && (!chosen || (!aside && now.aside != !entry.more.empty()))) {
      MenuPlace place = now;
      if (aside) {
        place.inner = row;
      } else {
        place = {true, now.menu, row, !entry.more.empty() && entry.enabled, kNoRow};
      }
      ask(place);
    }
    if (chosen) bring_into_sight();
    draw_words(entry, at, width, chosen);
    if (!clicked || !entry.enabled) return;
    if (!entry.more.empty()) return ask({true, now.menu, row, true, kNoRow});
    ask({});
    asked_.push_back(entry.request);
  }

  // A row that a key has come to, all of it.
  void bring_into_sight() {
    const ImRect seen = ImGui::GetCurrentWindow()->InnerClipRect;
    const float above = seen.Min.y - ImGui::GetItemRectMin().y;
    const float below = ImGui::GetItemRectMax().y - seen.Max.y;
    if (above > 0) ImGui::SetScrollY(ImGui::GetScrollY() - above);
    if (below > 0) ImGui::SetScrollY(ImGui::GetScrollY() + below);
  }

  void draw_divider() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x,
                middle = at.y + look_.px(kMenuDivider) / 2;
    ImGui::GetWindowDrawList()->AddLine({at.x, middle}, {at.x + width, middle}, colors_.border);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::Dummy({1, look_.px(kMenuDivider)});
    ImGui::PopStyleVar();
  }

  void draw_words(const MenuEntry& entry, ImVec2 at, float width, bool chosen) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const float height = look_.px(kMenuRow), middle = at.y + height / 2;
    if (chosen) {
      list->AddRectFilled(at, {at.x + width, at.y + height}, colors_.accent_faint, look_.px(3));
    }
    const ImU32 ink = entry.enabled ? colors_.ink : colors_.faint;
    const ImU32 quiet = entry.enabled ? colors_.muted : colors_.faint;
    if (entry.in_force) {
      list->AddCircleFilled({at.x + look_.px(kMenuMark) / 2, middle}, look_.px(3), ink);
    }
    const float right = at.x + width - look_.px(8);
    const float key = width_of(look_, Face::sans, kSmall, entry.key);
    list->PushClipRect(at, {right - (key > 0 ? key + look_.px(8) : 0), at.y + height}, true);
    write(look_, Face::sans, kBody, {at.x + look_.px(kMenuMark), middle - look_.px(kBody) * 0.56f},
          ink, entry.words);
    list->PopClipRect();
    if (!entry.key.empty()) {
      write(look_, Face::sans, kSmall, {right - key, middle - look_.px(kSmall) * 0.56f}, quiet,
            entry.key);
    }
    if (entry.more.empty()) return;
    const float s = look_.px(4);
    list->AddTriangleFilled({right, middle}, {right - s, middle - s}, {right - s, middle + s},
                            quiet);
  }

  const Look& look_;
  const Colors colors_;
  const Area bar_, window_;
  float scrolled_ = 0;
  bool hovered_ = false;
  Requests asked_;
};

}  // namespace

Requests draw_menu_titles(const Look& look, Area bar) {
  Requests asked;
  const Colors colors = colors_of(look.settings.theme);
  const MenuPlace& now = look.choices.menu;
  for (const Menu menu : kMenus) {
    const Area area = menu_title_area(look, bar, menu);
    const std::string words = menu_title(look, menu);
    ImGui::SetCursorScreenPos(area.at);
    ImGui::InvisibleButton(("menu " + words).c_str(), area.size);
    note_widget("menu " + words);
    const bool is_open = now.open && now.menu == menu;
    const bool hovered = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
    const ImVec2 high{area.at.x + area.size.x, area.at.y + area.size.y};
    if (is_open || hovered) {
      ImGui::GetWindowDrawList()->AddRectFilled(area.at, high, colors.accent_faint, look.px(4));
    }
    write(look, scene::Face::sans, kBody,
          {area.at.x + look.px(10), area.at.y + area.size.y / 2 - look.px(kBody) * 0.56f},
          colors.ink, words);
    if (focus_stop("menu " + words, words)) {
      asked.push_back(ask::SetMenu{{true, menu, 0, false, kNoRow}});
    }
    const MenuPlace opened{true, menu, kNoRow, false, kNoRow};
    // It opens as the button goes down, and with another one open as soon as one points at it.
    if (hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
      asked.push_back(ask::SetMenu{is_open ? MenuPlace{} : opened});
    } else if (hovered && now.open && !is_open && ImGui::GetIO().MouseDelta.x != 0) {
      asked.push_back(ask::SetMenu{opened});
    }
  }
  return asked;
}

Requests draw_open_menu(const Look& look, Area bar, Area window) {
  if (!look.choices.menu.open) return {};
  return Lists(look, bar, window).draw();
}

}  // namespace greenlens::gui
