#include "gui/compare_commands.h"

#include "gui/recent.h"
#include "gui/suggest_name.h"

namespace greenlens::gui {
namespace {

bool is_shown_one(const Look& look) { return look.trace != nullptr; }
bool begins_to_differ(const Look& look) {
  return look.trace != nullptr && look.first_difference.has_value();
}

// Beside the recording that is shown, or where the command was called.
Request choose_other(const Look& look) {
  const std::string folder = shown_in(look);
  return ask::Browse{
      {FileUse::compare, "", kRecordingEnding, folder.empty() ? look.here : folder, ""}};
}
Request pin_or_end(const Look& look) {
  if (look.beside != nullptr) return ask::EndComparing{};
  return ask::PinStep{};
}
Request to_first_difference(const Look& look) { return ask::Seek{*look.first_difference}; }

}  // namespace

std::vector<Command> commands_of_comparing() {
  return {
      {"compare_step", {'P', false, false}, Section::find, is_shown_one, pin_or_end},
      {"compare_recording", {'D', false, true}, Section::open, is_shown_one, choose_other},
      {"first_difference",
       {'P', true, false},
       Section::find,
       begins_to_differ,
       to_first_difference},
  };
}

}  // namespace greenlens::gui
