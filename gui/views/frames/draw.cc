// Interpreter frames, a chain for each greenlet.
#include <algorithm>

#include "gui/focus.h"
#include "gui/views/frames/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/scene/layout.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::frames {

namespace {

using scene::Face;

constexpr float kBetween = 12;                              // words and what stands at the right
constexpr float kAddressLetters = 9, kLeastForValues = 44;  // letters wide

// Address, value and meaning in columns; where all three have no room the value goes. A click asks
// where it came from.
void draw_word(const Look& look, facts::GreenletId greenlet, const Word& word, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float room = ImGui::GetContentRegionAvail().x;
  const float letter = width_of(look, Face::mono, kSmall, "0");
  const float value = letter * (kAddressLetters + 1);
  const bool has_room = room >= letter * kLeastForValues;
  const float meaning =
      value + (has_room ? letter * (static_cast<float>(word.value.size()) + 1) : 0);
  write(look, Face::mono, kSmall, {at.x + letter, at.y}, colors.muted, word.at);
  if (has_room) write(look, Face::mono, kSmall, {at.x + value, at.y}, colors.ink, word.value);
  const float left = (room - meaning) / look.settings.scale;
  write(look, Face::sans, kSmall, {at.x + meaning, at.y}, colors.ink,
        scene::elide(word.meaning, kSmall, Face::sans, left));
  const std::string tip = look.text(
      "ui.frames.word_tip", {{"at", word.at}, {"value", word.value}, {"meaning", word.meaning}});
  const std::string id = "word " + word.at;
  bool clicked = ImGui::InvisibleButton(id.c_str(), {std::max(room, 1.0f), look.px(kSmall + 3)});
  note_widget(id);
  if (ImGui::IsItemHovered()) tooltip(look.text("ui.frames.word_asks", {{"meaning", tip}}));
  clicked = focus_stop(id, tip) || clicked;
  if (!clicked) return;
  const std::string called = state::name_of(look.moment.after, greenlet) + ':' + word.at;
  asked->push_back(ask::AskPast{
      {PastQuestion::About::word, greenlet, look.moment.number, word.address, word.bytes, called}});
}

// Those of the greenlet that the details are about, a line each: what waits there, how large it is,
// and where its bytes are now.
void draw_c_frames(const Look& look, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const facts::GreenletId id = look.focus();
  if (id == 0) return;
  swatch(look, id);
  text(look, Face::bold, kBody, colors.ink,
       scene::elide(look.text("ui.frames.c_of", {{"name", state::name_of(look.moment.after, id)}}),
                    kBody, Face::bold, ImGui::GetContentRegionAvail().x / look.settings.scale));
  const words::Machine machine =
      look.trace != nullptr ? words::machine_of(look.trace->info()) : words::Machine{};
  const std::vector<CRun> runs = c_frames(look.messages, look.moment.after, id, machine);
  if (runs.empty()) {
    text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.frames.c_none"));
  }
  for (const CRun& run : runs) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float width = width_of(look, Face::sans, kSmall, run.where);
    const float left = (room - width) / look.settings.scale - kBetween;
    const std::string words =
        scene::elide(scene::longest_fitting({run.words, run.shorter}, kSmall, Face::mono, left),
                     kSmall, Face::mono, left);
    write(look, Face::mono, kSmall, at, colors.ink, words);
    write(look, Face::sans, kSmall, {at.x + room - width, at.y}, colors.muted, run.where);
    ImGui::Dummy({room, look.px(kSmall + 4)});
    if (ImGui::IsItemHovered()) tooltip(run.tip);
    for (const Word& word : run.listed) draw_word(look, id, word, asked);
  }
  ImGui::Dummy({1, look.px(6)});
}

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  ImGui::BeginChild("frames");
  Requests asked;
  draw_c_frames(look, &asked);
  // A program with a switch of its own has no interpreter whose frames these would be.
  const bool has_chains = !has_contexts(look.moment.after);
  if (has_chains) {
    text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.frames.about"));
  }
  for (const Chain& chain : has_chains ? chains(look.moment.after) : std::vector<Chain>()) {
    ImGui::Dummy({1, look.px(3)});
    swatch(look, chain.greenlet);
    text(look, Face::bold, kBody, colors.ink, chain.name);
    for (const std::string& frame : chain.frames) {
      text(look, Face::mono, kSmall, colors.ink, "   " + frame);
    }
    text(look, Face::mono, kSmall, colors.muted, "   NULL");
  }
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return of_addresses({Slot::right_below, made<draw>}); }

}  // namespace greenlens::gui::frames
