// The menus: every command, by the table of commands, with what else can be chosen. What a key does
// in them, and where they stand. Pure.
#ifndef GREENLENS_GUI_MENUS_H_
#define GREENLENS_GUI_MENUS_H_

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "gui/chord.h"
#include "gui/look.h"
#include "gui/menu_place.h"
#include "gui/request.h"

namespace greenlens::gui {

struct MenuEntry {
  std::string id;  // a command's; of others their own
  std::string words, key;
  bool enabled = true;
  bool in_force = false;                  // it is so already
  bool divided = false;                   // with a line above it
  Request request{ask::DismissNotice{}};  // of one that opens nothing
  std::vector<MenuEntry> more{};          // opens to the side
};

std::string menu_title(const Look& look, Menu menu);
std::vector<MenuEntry> menu_entries(const Look& look, Menu menu);

// What comes of a key while a menu is open: where one is then, and what was chosen. Esc leads out,
// a letter goes to the next entry that begins with it.
struct MenuStep {
  MenuPlace place;
  std::optional<Request> asked;
};
MenuStep menu_key(const Look& look, const MenuPlace& at, const Chord& pressed);
// The one that Alt and this letter opens; none: there is no such one.
std::optional<Menu> menu_with_letter(const Look& look, int letter);

// Where its title stands in the bar, and all of them together end.
Area menu_title_area(const Look& look, Area bar, Menu menu);
float menu_titles_end(const Look& look, Area bar);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_MENUS_H_
