#include "gui/what_if_commands.h"

namespace greenlens::gui {
namespace {

bool is_of_a_scenario(const Look& look) {
  return look.trace != nullptr && look.scenario != nullptr && !look.scenario->threads_at_once;
}
// The other way is there, or can be run.
bool has_another_way(const Look& look) {
  return look.branches || (is_of_a_scenario(look) && !look.trace->info().what_ifs.empty());
}
Request show_or_hide(const Look& look) {
  if (look.choices.overlay == "what_if") return ask::CloseOverlay{};
  return ask::Show{"what_if"};
}
Request to_other_way(const Look&) { return ask::ToOtherWay{}; }

}  // namespace

std::vector<Command> commands_of_what_if() {
  return {
      {"what_if", {'J', false, false}, Section::run, is_of_a_scenario, show_or_hide},
      {"other_way", {'J', true, false}, Section::run, has_another_way, to_other_way},
  };
}

}  // namespace greenlens::gui
