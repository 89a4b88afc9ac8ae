// What would be lost is asked about before it is left.
#include <array>

#include "gui/views/leaving/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::leaving {

namespace {

using Answer = ask::Leave::Answer;
using scene::Face;

struct Choice {
  const char* id;  // of its words
  Answer answer;
};
constexpr std::array<Choice, 3> kChoices = {Choice{"ui.leaving.save", Answer::save},
                                            Choice{"ui.leaving.drop", Answer::drop},
                                            Choice{"ui.leaving.stay", Answer::stay}};

// The answer that a key gives; none: it moves, or does nothing.
const Choice* pressed(const Look& look, Ui* ui) {
  const size_t count = kChoices.size();
  for (const Chord& chord : look.keys) {
    if (chord.key == kKeyEnter) return &kChoices[ui->chosen];
    if (chord.key == kKeyRight || chord.key == kKeyDown) ui->chosen = (ui->chosen + 1) % count;
    if (chord.key == kKeyLeft || chord.key == kKeyUp) ui->chosen = (ui->chosen + count - 1) % count;
    if (chord.key == kKeyHome) ui->chosen = 0;
    if (chord.key == kKeyEnd) ui->chosen = count - 1;
  }
  // The letter that the words begin with, as everywhere.
  for (const char letter : look.letters) {
    for (const Choice& choice : kChoices) {
      const std::string words = look.text(choice.id);
      if (!words.empty() && (words[0] | 0x20) == (letter | 0x20)) return &choice;
    }
  }
  return nullptr;
}

Requests draw(const Look& look, Area, Ui* ui) {
  if (look.summoned) *ui = {};
  const Colors colors = colors_of(look.settings.theme);
  const Choice* chosen = pressed(look, ui);
  text(look, Face::bold, kLarge, colors.ink, title(look, *find_view("leaving")));
  const std::string& name = look.run_behind.empty() ? look.shown_name : look.run_behind;
  text_wrapped(look, Face::sans, kBody, colors.muted,
               look.text(look.kept_in.empty() ? "ui.leaving.why" : "ui.leaving.why_more",
                         {{"name", name}, {"file", look.kept_in}}));
  ImGui::Dummy({1, look.px(6)});
  for (size_t i = 0; i < kChoices.size(); ++i) {
    if (i > 0) ImGui::SameLine();
    const ButtonLook style = i == ui->chosen ? ButtonLook::primary : ButtonLook::plain;
    if (button(look.text(kChoices[i].id), style, true, {0, look.px(32)})) chosen = &kChoices[i];
  }
  if (chosen == nullptr) return {};
  return {ask::Leave{chosen->answer}};
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {480, 120}, Keyboard::letters}; }

}  // namespace greenlens::gui::leaving
