// The menus of the top bar, and where in them somebody is. Plain values.
#ifndef GREENLENS_GUI_MENU_PLACE_H_
#define GREENLENS_GUI_MENU_PLACE_H_

#include <array>
#include <cstdint>

namespace greenlens::gui {

enum class Menu : uint8_t { file, step, view, help };
inline constexpr std::array<Menu, 4> kMenus = {Menu::file, Menu::step, Menu::view, Menu::help};

// Rows are entries, from 0; kNoRow: none is chosen.
inline constexpr int kNoRow = -1;
struct MenuPlace {
  bool open = false;
  Menu menu = Menu::file;
  int row = kNoRow;
  bool aside = false;  // the row's own list, which opens to the side
  int inner = kNoRow;  // the row there
  bool operator==(const MenuPlace&) const = default;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_MENU_PLACE_H_
