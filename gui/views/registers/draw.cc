// The registers in the middle of a switch, and whose values they hold; elsewhere those that a
// suspended greenlet's switch has put away.
#include "gui/row_line.h"
#include "gui/views/registers/model.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/state/queries.h"
#include "tracer/words/instructions.h"
#include "tracer/words/lists.h"
#include "tracer/words/switch_call.h"

namespace greenlens::gui::registers {

namespace {

using scene::Face;

// In letters.
constexpr float kShortName = 9, kLeastForNames = 40;
constexpr float kName = 17, kValue = 16, kWhose = 12, kLeastForBefore = 62;
constexpr float kCallWhat = 15, kCallWho = 9, kCallWhen = 12, kCallReturns = 9;

struct Ui {
  uint64_t step = ~uint64_t{0};  // that the rows are for
  facts::GreenletId focus = 0;
  std::vector<words::RegisterRow> rows;
  words::CallStory call;
};

void draw_register(const Look& look, const words::RegisterRow& row, std::string* under_mouse) {
  const RowLine line(look);
  const bool changed = row.written || !row.before.empty();
  if (changed) line.mark();
  if (row.greenlet != 0) line.put_swatch(1, row.greenlet);
  // Where there is little room a value is worth more than the end of a long name.
  const float name = line.letters() < kLeastForNames ? kShortName : kName;
  const float value = 3 + name, whose = value + kValue, before = whose + kWhose;
  line.put(3, value, line.colors().ink, row.name);
  line.put(value, whose, changed ? line.colors().accent : line.colors().ink, row.value);
  line.put(whose, before, line.colors().muted, row.whose, Face::sans);
  if (!row.before.empty() && line.letters() >= kLeastForBefore) {
    line.put(before, 0, line.colors().muted,
             look.text("words.registers.was", {{"value", row.before}}), Face::sans);
  }
  line.end();
  if (ImGui::IsItemHovered()) {
    *under_mouse = row.name;
    tooltip(look.text("ui.registers.tip",
                      {{"name", row.name}, {"value", row.value}, {"whose", row.whose}}));
  }
}

// Outside of a switch whose instructions are recorded: what the switch of the greenlet in focus has
// put away.
void draw_spilled(const Look& look) {
  const Colors colors = colors_of(look.settings.theme);
  const facts::GreenletId id = look.focus();
  const std::vector<Spilled> all = spilled(look.moment.after, id);
  if (all.empty()) {
    text_wrapped(look, Face::sans, kSmall, colors.muted, look.text("ui.registers.nobody"));
    return;
  }
  swatch(look, id);
  text_wrapped(
      look, Face::bold, kBody, colors.ink,
      look.text("ui.registers.spilled", {{"name", state::name_of(look.moment.after, id)}}));
  for (const Spilled& one : all) {
    const RowLine line(look);
    const float value = 1 + kName, at = value + kValue + 2;
    line.put(1, value, line.colors().ink, one.name);
    line.put(value, at, line.colors().ink, one.value);
    line.put(at, 0, line.colors().muted, one.at);
    line.end();
    if (ImGui::IsItemHovered()) {
      tooltip(look.text("ui.registers.spilled_tip",
                        {{"name", one.name}, {"at", one.at}, {"value", one.value}}));
    }
  }
}

// "One call, two returns", below the registers.
void draw_call(const Look& look, const words::CallStory& story) {
  if (story.headline.empty()) return;
  const Colors colors = colors_of(look.settings.theme);
  ImGui::Dummy({1, look.px(6)});
  text(look, Face::bold, kBody, colors.ink, story.headline);
  for (const words::CallRow& row : story.rows) {
    const RowLine line(look);
    if (row.now) line.mark();
    const ImU32 ink = row.now ? colors.accent : row.done ? colors.ink : colors.muted;
    const float who = kCallWhat + 2, when = who + kCallWho, last = when + kCallWhen;
    line.put(1, kCallWhat, ink, row.what, row.now ? Face::bold : Face::sans);
    if (row.greenlet != 0) line.put_swatch(kCallWhat, row.greenlet);
    line.put(who, when, ink, row.who);
    const bool wide = line.letters() >= last + kCallReturns;
    line.put(when, wide ? last : 0, colors.muted, row.when, Face::sans);
    if (wide) {
      line.put(last, 0, colors.muted,
               row.returns.empty() ? look.text("words.call.sp", {{"sp", story.sp}})
                                   : look.text("words.call.returns", {{"value", row.returns}}),
               Face::sans);
    }
    line.end();
    if (ImGui::IsItemHovered()) {
      std::string words = look.text("list.of", {{"what", row.what}, {"is", row.who}});
      words::add_clause(look.messages, row.when, &words);
      if (!row.returns.empty()) {
        const std::string returns = look.text("words.call.returns", {{"value", row.returns}});
        words::add_clause(look.messages, returns, &words);
      }
      words::add_clause(look.messages, look.text("words.call.sp", {{"sp", story.sp}}), &words);
      tooltip(words);
    }
  }
  text_wrapped(look, Face::sans, kSmall, colors.muted, story.why);
}

Requests draw(const Look& look, Area, Ui* ui) {
  if (ui->step != look.moment.number || ui->focus != look.focus()) {
    ui->step = look.moment.number;
    ui->focus = look.focus();
    ui->call = words::call_story(look.messages, *look.trace, look.moment.number, ui->focus);
    ui->rows = words::register_rows(look.messages, look.trace->info(), look.moment);
  }
  ImGui::BeginChild("registers");
  if (ui->rows.empty()) draw_spilled(look);
  std::string under_mouse;
  for (const words::RegisterRow& row : ui->rows) draw_register(look, row, &under_mouse);
  draw_call(look, ui->call);
  ImGui::EndChild();
  if (under_mouse == look.choices.register_pointed_at) return {};
  return {ask::PointAtRegister{under_mouse}};
}

}  // namespace

View view() { return of_addresses({Slot::left_below, made<Ui, draw>}); }

}  // namespace greenlens::gui::registers
