// A field for the number of a step, as the top bar counts them, or for what a note says.
#include <algorithm>
#include <cstdlib>

#include "gui/views/go_to/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::go_to {

namespace {

Requests draw(const Look& look, Area, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, scene::Face::bold, kTitle, colors.ink, title(look, *find_view("go_to")));
  const uint64_t count = look.trace != nullptr ? look.trace->count(look.choices.grain) : 0;
  const std::string grain =
      look.text(std::string("ui.grain.") + facts::grain_name(look.choices.grain));
  const bool has_names = look.notes != nullptr && !look.notes->all.empty();
  text(look, scene::Face::sans, kSmall, colors.muted,
       look.text(has_names ? "ui.go_to.named" : "ui.go_to.range",
                 {{"count", std::to_string(count)}, {"grain", grain}}));
  if (look.summoned) *ui = {};
  ImGui::SetNextItemWidth(-1);
  field("go to step", "", ui->step, sizeof ui->step, look.summoned);
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(),
                                   [](const Chord& chord) { return chord.key == kKeyEnter; });
  if (!entered) return {};
  char* end = nullptr;
  const uint64_t number = std::strtoull(ui->step, &end, 10);
  while (*end == ' ') ++end;
  if (end != ui->step && *end == 0) return {ask::GoTo{number}, ask::CloseOverlay{}};
  // What is neither a number nor said in a note goes nowhere.
  const words::Note* called =
      look.notes != nullptr ? words::note_called(*look.notes, ui->step) : nullptr;
  if (called == nullptr) return {};
  return {ask::Seek{called->step}, ask::CloseOverlay{}};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {300, 100}, Keyboard::field}; }

}  // namespace greenlens::gui::go_to
