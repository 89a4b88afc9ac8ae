// The program's source with where each greenlet stands.
#include "gui/views/program/model.h"
#include "gui/views/program/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::program {

namespace {

void refresh(const Look& look, const store::SourceText& source, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  const bool end = look.moment.after.program_finished;
  if (end && ui->events != look.trace->size()) {
    ui->events = look.trace->size();
    ui->never_reached = never_reached_lines(*look.trace, source);
  }
  ui->lines.rows =
      program_rows(source, look.moment.after, end ? ui->never_reached : std::set<uint32_t>());
}

Requests draw(const Look& look, Area, Ui* ui) {
  const store::SourceText* source = program_source(look.trace->info());
  if (source == nullptr) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.source.none"));
    return {};
  }
  refresh(look, *source, ui);
  draw_source_lines(look, &ui->lines);
  return {};
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>}; }

}  // namespace greenlens::gui::program
