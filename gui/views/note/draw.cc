// The notes of this step: one is written, changed or taken away.
#include <algorithm>
#include <array>

#include "gui/views/note/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/facts/shown.h"

namespace greenlens::gui::note {

namespace {

using scene::Face;
using words::NoteOn;

constexpr float kFieldHeight = 78, kListHeight = 66;  // pixels at 100 %
constexpr size_t kMostNameBytes = 24, kMostLineBytes = 90;
constexpr std::array kElements = {NoteOn::whole, NoteOn::slice, NoteOn::copy, NoteOn::node,
                                  NoteOn::lane};

void put_into_field(const std::string& words, Ui* ui) {
  set_field(field_id("note"), words, ui->text, sizeof ui->text);
}

void begin_new(const Look& look, const NotedElement& about, Ui* ui) {
  ui->instead_of.reset();
  ui->on = about.greenlet != 0 ? words::name_in_note(look.moment.after, about.greenlet) : "";
  ui->where = about.where;
  put_into_field("", ui);
}

void begin_change(const Look& look, size_t n, Ui* ui) {
  const words::Note& note = look.notes_here()[n];
  ui->instead_of = n;
  ui->on = note.on, ui->where = note.where;
  put_into_field(note.text, ui);
}

// What is there about the same is gone on with.
void begin(const Look& look, Ui* ui) {
  const NotedElement about = look.summoned ? look.choices.note_about : NotedElement();
  ui->step = look.moment.number;
  ui->offered = about.greenlet != 0 ? about : NotedElement{look.focus(), NoteOn::whole};
  begin_new(look, about, ui);
  const std::span<const words::Note> here = look.notes_here();
  for (size_t n = 0; n < here.size(); ++n) {
    if (here[n].on == ui->on && here[n].where == ui->where) return begin_change(look, n, ui);
  }
}

// Those that there are; a click on one brings it into the field.
void draw_list(const Look& look, Ui* ui) {
  const std::span<const words::Note> here = look.notes_here();
  if (here.empty()) return;
  const float line = ImGui::GetTextLineHeightWithSpacing();
  const float height = std::min(look.px(kListHeight), line * static_cast<float>(here.size()) + 2);
  ImGui::BeginChild("notes here", {0, height});
  size_t number = 0;
  for (size_t n = 0; n < here.size(); ++n) {
    const std::string about = words::note_about(look.messages, here[n].on, here[n].where);
    const std::string first = here[n].text.substr(0, here[n].text.find('\n'));
    std::string words = look.text("ui.note.bookmarked");
    if (here[n].is_written()) {
      words = about.empty()   ? first
              : first.empty() ? about
                              : look.text("note.about", {{"about", about}, {"text", first}});
      words = look.text("ui.note.numbered", {{"number", std::to_string(++number)},
                                             {"note", facts::beginning(words, kMostLineBytes)}});
    }
    if (selectable(look, Face::sans, kBody, "note " + std::to_string(n), words,
                   ui->instead_of == n)) {
      begin_change(look, n, ui);
    }
  }
  ImGui::EndChild();
}

// Side by side, as many as there is room for.
bool choice(const std::string& label, bool chosen, bool* is_first) {
  const ImGuiStyle& style = ImGui::GetStyle();
  const float width = ImGui::CalcTextSize(label.c_str()).x + 2 * style.FramePadding.x;
  if (!*is_first) {
    ImGui::SameLine();
    if (ImGui::GetContentRegionAvail().x < width) ImGui::NewLine();
  }
  *is_first = false;
  return button(label, chosen ? ButtonLook::chosen : ButtonLook::plain);
}

void draw_about(const Look& look, Ui* ui) {
  const Colors colors = colors_of(look.settings.theme);
  text(look, Face::sans, kSmall, colors.muted, look.text("ui.note.about"));
  bool is_first = true;
  if (choice(look.text("ui.note.about.step"), ui->on.empty(), &is_first)) {
    ui->on.clear(), ui->where = NoteOn::whole;
  }
  const facts::GreenletId offered = ui->offered.greenlet;
  std::string name = offered != 0 ? words::name_in_note(look.moment.after, offered) : std::string();
  // One that is about somebody else stays about him.
  if (!ui->on.empty() && ui->instead_of) name = look.notes_here()[*ui->instead_of].on;
  if (name.empty()) name = ui->on;
  if (name.empty()) return;
  for (const NoteOn element : kElements) {
    const std::string label = words::note_about(
        look.messages, facts::beginning(facts::shown(name), kMostNameBytes), element);
    if (choice(label, ui->on == name && ui->where == element, &is_first)) {
      ui->on = name, ui->where = element;
    }
  }
}

Requests draw_buttons(const Look& look, Ui* ui) {
  const ImVec2 size{0, look.px(30)};
  const bool entered = std::any_of(look.keys.begin(), look.keys.end(), [](const Chord& chord) {
    return chord.key == kKeyEnter && !chord.control;
  });
  const bool keeps = button(look.text("ui.note.keep"), ButtonLook::primary, true, size);
  if (ui->instead_of) {
    ImGui::SameLine();
    if (button(look.text("ui.note.remove"), ButtonLook::plain, true, size)) {
      const size_t removed = *ui->instead_of;
      ui->instead_of.reset();
      return {ask::RemoveNote{removed}, ask::CloseOverlay{}};
    }
    ImGui::SameLine();
    if (button(look.text("ui.note.another"), ButtonLook::plain, true, size)) {
      begin_new(look, {}, ui);
    }
  }
  if (!entered && !keeps) return {};
  return {ask::WriteNote{{ui->step, ui->text, ui->on, ui->where, ""}, ui->instead_of},
          ask::CloseOverlay{}};
}

Requests draw(const Look& look, Area, Ui* ui) {
  if (look.trace == nullptr || look.notes == nullptr) return {};
  const Colors colors = colors_of(look.settings.theme);
  const bool is_gone = ui->instead_of && *ui->instead_of >= look.notes_here().size();
  if (look.summoned || ui->step != look.moment.number || is_gone) begin(look, ui);
  text(look, Face::bold, kTitle, colors.ink,
       look.text("ui.note.title", {{"step", std::to_string(ui->step)}}));
  draw_list(look, ui);
  field_of_lines("note", look.text("ui.note.hint"), ui->text, sizeof ui->text,
                 look.px(kFieldHeight), look.summoned);
  text(look, Face::sans, kSmall, colors.muted, look.text("ui.note.keys"));
  draw_about(look, ui);
  return draw_buttons(look, ui);
}

}  // namespace

View view() { return {Slot::overlay, made<Ui, draw>, nullptr, {560, 330}, Keyboard::lines}; }

}  // namespace greenlens::gui::note
