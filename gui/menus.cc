#include "gui/menus.h"

#include <algorithm>
#include <cctype>

#include "gui/bindings.h"
#include "gui/commands.h"
#include "gui/export_entries.h"
#include "gui/note_commands.h"
#include "gui/recent.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/facts/shown.h"

namespace greenlens::gui {
namespace {

using Entries = std::vector<MenuEntry>;

std::string title_id(Menu menu) {
  switch (menu) {
    case Menu::file:
      return "menu.file";
    case Menu::step:
      return "menu.step";
    case Menu::view:
      return "menu.view";
    case Menu::help:
      return "menu.help";
  }
  return "";
}

// The first of those that share its place which was brought to the front.
bool is_in_front(const Look& look, const View& view) {
  for (const std::string& raised : look.choices.raised) {
    const View* other = find_view(raised);
    if (other != nullptr && other->slot == view.slot) return other == &view;
  }
  return false;
}

// What is in a section beside commands: for others there is nothing.
Entries others_in(const Look& look, Section section) {
  Entries all;
  if (section == Section::recent && look.recent != nullptr) {
    for (const RecentFile& file : *look.recent) {
      all.push_back({"recent: " + file.path, file.path, "", file.presence != Presence::missing,
                     false, false, ask::OpenFile{file.path}});
    }
  }
  if (section == Section::notes) {
    for (const NotedStep& one : noted_steps(look)) {
      all.push_back({"note: " + std::to_string(one.step), one.label, "", true,
                     one.step == look.moment.number, all.empty(), ask::Seek{one.step}});
    }
  }
  if (section == Section::formats) {
    for (const ExportEntry& exporter : look.exporters) {
      all.push_back({"export: " + export_key(exporter),
                     look.text("ui.menu.format", {{"what", export_words(look, exporter)}}), "",
                     look.trace != nullptr, false, &exporter == &look.exporters.front(),
                     ask::Browse{export_browsing(look, exporter)}});
    }
  }
  if (section == Section::panels) {
    for (const View& view : views()) {
      if (!has_tab(view)) continue;
      MenuEntry entry{std::string("show: ") + view.id,
                      title(look, view),
                      "",
                      look.trace != nullptr,
                      is_in_front(look, view),
                      false,
                      ask::Show{view.id}};
      // One that a command of its name brings to the front has that one's key.
      const Command* command = find_command(view.id);
      if (command != nullptr && command->section == Section::panels) {
        entry.id = command->id, entry.key = key_text(look, *command);
        entry.request = ask::Run{command->id};
      }
      all.push_back(std::move(entry));
    }
  }
  return all;
}

// In a list of its own an entry does not say again what the list is of.
void say_once(const Look& look, const std::string& title, MenuEntry* entry) {
  const std::string front = look.text("list.of", {{"what", title}, {"is", ""}});
  if (!entry->words.starts_with(front) || entry->words.size() == front.size()) return;
  entry->words.erase(0, front.size());
  entry->words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(entry->words[0])));
}

Entries entries_in(const Look& look, Section section) {
  Entries all;
  for (const Command& command : commands()) {
    // Those that show a panel are among the panels below.
    if (command.section != section || section == Section::panels) continue;
    all.push_back({command.id, command_label(look.messages, command), key_text(look, command),
                   command.when(look), is_in_force(look, command), false, ask::Run{command.id}});
  }
  for (MenuEntry& entry : others_in(look, section)) all.push_back(std::move(entry));
  return all;
}

// The next one that can be chosen, from a row on; the row itself when there is none.
int next_row(const Entries& entries, int row, int by) {
  const int count = static_cast<int>(entries.size());
  if (count == 0) return kNoRow;
  int at = row == kNoRow && by < 0 ? 0 : row;
  for (int i = 0; i < count; ++i) {
    at = (at + by + count) % count;
    if (entries[static_cast<size_t>(at)].enabled) return at;
  }
  return row;
}

int row_with_letter(const Entries& entries, int row, int letter) {
  const int count = static_cast<int>(entries.size());
  for (int i = 1; i <= count; ++i) {
    const int at = (row + i + count) % count;
    const MenuEntry& entry = entries[static_cast<size_t>(at)];
    if (entry.enabled && !entry.words.empty() &&
        std::toupper(static_cast<unsigned char>(entry.words[0])) == letter) {
      return at;
    }
  }
  return row;
}

Menu neighbour(Menu menu, int by) {
  const int count = static_cast<int>(kMenus.size());
  return kMenus[static_cast<size_t>((static_cast<int>(menu) + by + count) % count)];
}

MenuStep sideways(const MenuPlace& at, const MenuEntry* entry, int by) {
  MenuStep step{at, {}};
  if (by < 0 && at.aside) {
    step.place.aside = false, step.place.inner = kNoRow;
  } else if (by > 0 && !at.aside && entry != nullptr && !entry->more.empty()) {
    step.place.aside = true, step.place.inner = next_row(entry->more, kNoRow, 1);
  } else {
    step.place = {true, neighbour(at.menu, by), 0, false, kNoRow};
  }
  return step;
}

MenuStep chosen(const MenuPlace& at, const MenuEntry* entry) {
  if (entry == nullptr || !entry->enabled) return {at, {}};
  if (!entry->more.empty()) return sideways(at, entry, 1);
  return {{}, entry->request};
}

}  // namespace

std::string menu_title(const Look& look, Menu menu) { return look.text(title_id(menu)); }

std::vector<MenuEntry> menu_entries(const Look& look, Menu menu) {
  Entries all;
  bool was_aside = false;
  for (const SectionRow& row : sections()) {
    if (row.menu != menu) continue;
    Entries own = entries_in(look, row.section);
    if (row.title != nullptr) {
      MenuEntry aside;
      aside.id = std::string("menu: ") + row.title;
      aside.words = look.text(std::string("menu.") + row.title);
      aside.enabled = std::any_of(own.begin(), own.end(), [](const auto& e) { return e.enabled; });
      aside.divided = !all.empty() && !was_aside && row.section != Section::recent;
      for (MenuEntry& entry : own) say_once(look, aside.words, &entry);
      aside.more = std::move(own);
      all.push_back(std::move(aside));
    } else {
      if (!own.empty() && !all.empty()) own.front().divided = true;
      for (MenuEntry& entry : own) all.push_back(std::move(entry));
    }
    was_aside = row.title != nullptr;
  }
  return all;
}

MenuStep menu_key(const Look& look, const MenuPlace& at, const Chord& pressed) {
  const Entries entries = menu_entries(look, at.menu);
  const bool has_row = at.row >= 0 && at.row < static_cast<int>(entries.size());
  const MenuEntry* outer = has_row ? &entries[static_cast<size_t>(at.row)] : nullptr;
  const bool aside = at.aside && outer != nullptr;
  const Entries& here = aside ? outer->more : entries;
  const int row = aside ? at.inner : at.row;
  MenuStep step{at, {}};
  int& moved = aside ? step.place.inner : step.place.row;
  const bool is_here = row >= 0 && row < static_cast<int>(here.size());
  const MenuEntry* entry = is_here ? &here[static_cast<size_t>(row)] : nullptr;
  // The key that opens menus closes them.
  const Command* command = command_of(bindings_in(look), pressed);
  if (command != nullptr && command == find_command("menu")) return {};
  switch (pressed.key) {
    case kKeyEscape:
      return aside ? sideways(at, entry, -1) : MenuStep{};
    case kKeyMenu:
      return {};
    case kKeyLeft:
      return sideways(at, entry, -1);
    case kKeyRight:
      return sideways(at, entry, 1);
    case kKeyEnter:
    case kKeySpace:
      return chosen(at, entry);
    case kKeyUp:
      moved = next_row(here, row, -1);
      return step;
    case kKeyDown:
      moved = next_row(here, row, 1);
      return step;
    case kKeyHome:
      moved = next_row(here, kNoRow, 1);
      return step;
    case kKeyEnd:
      moved = next_row(here, 0, -1);
      return step;
  }
  if (pressed.control) return step;
  if (pressed.alt) {
    const std::optional<Menu> other = menu_with_letter(look, pressed.key);
    if (other) step.place = {true, *other, 0, false, kNoRow};
    return step;
  }
  moved = row_with_letter(here, row, pressed.key);
  return step;
}

std::optional<Menu> menu_with_letter(const Look& look, int letter) {
  for (const Menu menu : kMenus) {
    // The first that is Latin: in others' titles it stands behind the words.
    const std::string title = menu_title(look, menu);
    const auto first = std::find_if(title.begin(), title.end(), [](char c) {
      return std::isalpha(static_cast<unsigned char>(c)) != 0;
    });
    if (first != title.end() && *first == letter) return menu;
  }
  return {};
}

Area menu_title_area(const Look& look, Area bar, Menu menu) {
  float x = bar.at.x + look.px(8);
  const float height = look.px(30), pad = look.px(10);
  for (const Menu one : kMenus) {
    const float width = width_of(look, scene::Face::sans, kBody, menu_title(look, one)) + 2 * pad;
    if (one == menu) return {{x, bar.at.y + (bar.size.y - height) / 2}, {width, height}};
    x += width;
  }
  return {bar.at, {0, 0}};
}

float menu_titles_end(const Look& look, Area bar) {
  const Area last = menu_title_area(look, bar, kMenus.back());
  return last.at.x + last.size.x;
}

}  // namespace greenlens::gui
