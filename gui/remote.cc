#include "gui/remote.h"

#include <algorithm>
#include <iterator>

#include "gui/bindings.h"

namespace greenlens::gui {
namespace {

struct Sent {
  int key;
  const char* command;
};
constexpr Sent kSent[] = {
    {kKeyPageDown, "present_next"},
    {kKeyRight, "present_next"},
    {kKeyEnter, "present_next"},
    {kKeyPageUp, "present_previous"},
    {kKeyLeft, "present_previous"},
    {kKeyPeriod, "black"},
    {'B', "black"},
    {kKeyComma, "white"},
    {'W', "white"},
};

// The key does what the person's file says, and not what the table does.
bool is_theirs(const Look& look, const Chord& chord) {
  const Command* bound = command_of(bindings_in(look), chord);
  const Command* usual = command_of(bindings_of_the_table(), chord);
  return bound != usual && bound != nullptr;
}

}  // namespace

const char* remote_command(const Look& look, const Chord& chord) {
  const bool is_wall = look.settings.layout == LayoutChoice::classroom && look.trace != nullptr &&
                       look.choices.overlay.empty() && !look.choices.menu.open;
  if (!is_wall || chord.shift || chord.control || chord.alt) return nullptr;
  const auto* sent = std::find_if(std::begin(kSent), std::end(kSent),
                                  [&](const Sent& one) { return one.key == chord.key; });
  if (sent == std::end(kSent) || is_theirs(look, chord)) return nullptr;
  // In a lesson Page Up and Page Down go by parts, and arrows step.
  const bool is_arrow = chord.key == kKeyLeft || chord.key == kKeyRight;
  if (is_arrow && look.lesson != nullptr && look.lesson->is_open()) return nullptr;
  return sent->command;
}

}  // namespace greenlens::gui
