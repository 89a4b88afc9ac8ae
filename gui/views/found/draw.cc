// What is wrong or surprising in the recording: a sentence for each, with the step at which to
// look, and of a lint its page.
#include <imgui.h>

#include "gui/views/found/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::found {
namespace {

using scene::Face;

ImU32 color_of(const Look& look, lints::Severity severity) {
  const Colors colors = colors_of(look.settings.theme);
  switch (severity) {
    case lints::Severity::note:
      return colors.muted;
    case lints::Severity::warning:
    case lints::Severity::error:
      return colors.error;
  }
  return colors.error;
}

void draw_page(const Look& look, const lints::LintPage& page) {
  const Colors colors = colors_of(look.settings.theme);
  text_wrapped(look, Face::bold, kSmall, colors.ink, page.title);
  for (const lints::Part& part : page.parts) {
    text_wrapped(look, Face::bold, kSmall, colors.muted, part.title);
    text_wrapped(look, Face::sans, kSmall, colors.ink, part.text);
  }
}

void draw_row(const Look& look, const Row& row, Ui* ui, Requests* asked) {
  const Colors colors = colors_of(look.settings.theme);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::string step = look.text("ui.found.step", {{"step", std::to_string(row.step)}});
  ImGui::Indent(look.px(10));
  if (selectable(look, Face::bold, kSmall, row.called, row.title, look.moment.number == row.step)) {
    asked->push_back(ask::Seek{row.step});
    if (row.greenlet != 0) asked->push_back(ask::Select{row.greenlet});
  }
  const float width = width_of(look, Face::sans, kSmall, step);
  write(look, Face::sans, kSmall,
        {at.x + ImGui::GetContentRegionAvail().x + look.px(10) - width - look.px(4), at.y},
        colors.muted, step);
  text_wrapped(look, Face::sans, kSmall, colors.ink, row.sentence);
  if (row.page) {
    const bool is_open = ui->opened.count(row.called) != 0;
    if (selectable(look, Face::sans, kSmall, "page of " + row.called,
                   look.text(is_open ? "ui.found.page_away" : "ui.found.page"), is_open)) {
      if (is_open) {
        ui->opened.erase(row.called);
      } else {
        ui->opened.insert(row.called);
      }
    }
    if (is_open) draw_page(look, *row.page);
  }
  ImGui::Unindent(look.px(10));
  const float bottom = ImGui::GetCursorScreenPos().y - ImGui::GetStyle().ItemSpacing.y;
  ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + look.px(3), bottom},
                                            color_of(look, row.severity));
  ImGui::Dummy({1, look.px(4)});
}

void refresh(const Look& look, Ui* ui) {
  const std::string members = look.notes != nullptr ? look.notes->others : "";
  if (ui->lints == look.lints && ui->findings == look.findings && ui->members == members &&
      ui->messages == &look.messages) {
    return;
  }
  ui->lints = look.lints;
  ui->findings = look.findings;
  ui->members = members;
  ui->messages = &look.messages;
  ui->rows.clear();
  if (ui->lints == nullptr || ui->findings == nullptr) return;
  ui->rows = rows(look.messages, *ui->lints, *ui->findings,
                  look.notes != nullptr ? *look.notes : words::Notes());
}

Requests draw(const Look& look, Area, Ui* ui) {
  Requests asked = {ask::Count{}};
  if (look.trace == nullptr) return asked;
  const Colors colors = colors_of(look.settings.theme);
  refresh(look, ui);
  ImGui::BeginChild("findings");
  if (look.lints == nullptr) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.found.looking"));
  } else if (ui->rows.empty()) {
    text_wrapped(look, Face::sans, kBody, colors.muted, look.text("ui.found.none"));
  }
  for (const Row& row : ui->rows) draw_row(look, row, ui, &asked);
  ImGui::EndChild();
  return asked;
}

}  // namespace

View view() {
  View view{Slot::middle, made<Ui, draw>, nullptr, {0, 0}, Keyboard::scrolling};
  view.ahead = true;
  return view;
}

}  // namespace greenlens::gui::found
