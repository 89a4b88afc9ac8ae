// The fields of the selected greenlet, or of the one that this step is about.
#include <algorithm>

#include "gui/explained.h"
#include "gui/focus.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/past/step_values.h"
#include "tracer/scene/layout.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"
#include "tracer/words/fields.h"
#include "tracer/words/lists.h"

namespace greenlens::gui::greenlet {

namespace {

using scene::Face;

constexpr float kRow = 22, kBesideName = 12;
const words::Term kNoTerm{};          // of what only the program knows
constexpr float kMostOfWidth = 0.6f;  // of a narrow view, for the names

// Pixels at 100 %, of the names' column: of the longest one.
float names_width(const std::vector<words::FieldRow>& rows) {
  float widest = 0;
  for (const words::FieldRow& row : rows) {
    if (row.kind == words::FieldKind::heading) continue;
    widest = std::max(widest, scene::text_width(row.field, kSmall, Face::mono));
  }
  return widest + kBesideName;
}

// What can be asked of the value: when it changed.
void draw_value(const Look& look, facts::GreenletId id, const words::FieldRow& row,
                const std::string& tip, Area area, Requests* asked) {
  const std::string name = '#' + std::to_string(id) + '.' + row.field;
  const std::string label = "value " + row.field;
  if (state::has_contexts(look.moment.after) || !past::find_step_name(name)) return;
  ImGui::SetCursorScreenPos(area.at);
  bool clicked = ImGui::InvisibleButton(label.c_str(), {std::max(area.size.x, 1.0f), area.size.y});
  note_widget(label);
  if (ImGui::IsItemHovered()) tooltip(look.text("ui.past.of_value", {{"meaning", tip}}));
  clicked = focus_stop(label, row.field + ": " + row.value) || clicked;
  if (!clicked) return;
  PastQuestion question;
  question.about = PastQuestion::About::number;
  question.greenlet = id;
  question.step = look.moment.number;
  question.asked = state::name_of(look.moment.after, id) + '.' + row.field;
  question.name = name;
  asked->push_back(ask::AskPast{question});
}

// The line in whose function the variables below are.
void draw_heading(const Look& look, const words::FieldRow& row, float left, float width) {
  const Colors colors = colors_of(look.settings.theme);
  const float y = ImGui::GetCursorScreenPos().y, height = look.px(kRow);
  const float room = width / look.settings.scale;
  ImGui::GetWindowDrawList()->AddLine({left, y + look.px(1)}, {left + width, y + look.px(1)},
                                      colors.border);
  ImGui::SetCursorScreenPos({left + look.px(5), y + look.px(3)});
  text(look, Face::sans, kSmall, colors.muted,
       scene::elide(drawable(row.value.empty()
                                 ? row.field
                                 : row.field + words::between_clauses(look.messages) + row.value),
                    kSmall, Face::sans, room - 8));
  ImGui::SetCursorScreenPos({left, y + height});
}

void draw_field(const Look& look, facts::GreenletId id, const words::FieldRow& row, float left,
                float width, float names, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const float y = ImGui::GetCursorScreenPos().y, height = look.px(kRow);
  if (row.changed) {
    ImGui::GetWindowDrawList()->AddRectFilled({left, y}, {left + width, y + height - look.px(2)},
                                              colors.accent_faint);
  }
  ImGui::SetCursorScreenPos({left + look.px(5), y + look.px(3)});
  const std::string value = row.changed ? row.was + " → " + row.value : row.value;
  const bool is_field = row.kind == words::FieldKind::field;
  explained_name(look, Face::mono, kSmall, colors.muted, row.field,
                 is_field ? look.glossary.of(row.field) : kNoTerm, row.field + ": " + value,
                 {{left, y}, {names, height}}, asked);
  ImGui::SetCursorScreenPos({left + names, y + look.px(3)});
  // All of it is under the mouse, as everywhere in its row.
  const float room = (width - names) / look.settings.scale;
  text(look, Face::mono, kSmall,
       row.warns     ? colors.error
       : row.changed ? colors.accent
                     : colors.ink,
       scene::elide(drawable(value), kSmall, Face::mono, room));
  draw_value(look, id, row, row.field + ": " + value + '.',
             {{left + names, y}, {width - names, height}}, asked);
  ImGui::SetCursorScreenPos({left, y + height});
}

Requests draw(const Look& look, Area) {
  const Colors colors = colors_of(look.settings.theme);
  const facts::GreenletId id = look.focus();
  const auto rows = words::fields_of(look.messages, look.moment, id);
  if (rows.empty()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.greenlet.none"));
    return {};
  }
  swatch(look, id);
  text(look, Face::bold, kBody, colors.ink, state::name_of(look.moment.after, id));
  ImGui::SameLine();
  const bool selected = look.choices.selected == id;
  const float room = ImGui::GetContentRegionAvail().x / look.settings.scale;
  text(look, Face::sans, kSmall, colors.muted,
       scene::longest_fitting(
           {look.text(selected                                 ? "ui.greenlet.selected"
                      : state::has_contexts(look.moment.after) ? "ui.greenlet.context"
                                                               : "ui.greenlet.following"),
            look.text(selected ? "ui.greenlet.selected_short" : "ui.greenlet.following_short")},
           kSmall, Face::sans, room));
  ImGui::BeginChild("fields");
  const float left = ImGui::GetCursorScreenPos().x, width = ImGui::GetContentRegionAvail().x;
  Requests asked;
  const float names = std::min(look.px(names_width(rows)), width * kMostOfWidth);
  for (const words::FieldRow& row : rows) {
    row.kind == words::FieldKind::heading ? draw_heading(look, row, left, width)
                                          : draw_field(look, id, row, left, width, names, &asked);
  }
  ImGui::Dummy({1, 1});
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() { return {Slot::right_below, made<draw>}; }

}  // namespace greenlens::gui::greenlet
