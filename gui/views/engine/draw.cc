// The engine's source with the line that did what this step tells.
#include "gui/views/engine/model.h"
#include "gui/views/engine/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"
#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::engine {

namespace {

void refresh(const Look& look, const store::SourceText& source, Ui* ui) {
  if (ui->step == look.moment.number) return;
  ui->step = look.moment.number;
  if (ui->source != look.moment.event->engine_source) {
    ui->source = look.moment.event->engine_source;
    ui->lines.rows = bare_rows(source.text);
    ui->lines.shown = -1;
    ui->lines.begun = false;
  }
  mark_row(look.moment.event->engine_line, &ui->lines.rows);
}

// A step that was derived, and never told.
bool is_noted(const Look& look) {
  return told_by(look.moment.after).detail == facts::Detail::switches;
}

Requests draw(const Look& look, Area, Ui* ui) {
  const store::SourceText* source = engine_source(look.trace->info(), look.moment.event.get());
  if (source == nullptr) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text(is_noted(look) ? "ui.source.only_noted" : "ui.source.no_engine_line"));
    return {};
  }
  refresh(look, *source, ui);
  draw_source_lines(look, &ui->lines);
  return {};
}

std::string file(const Look& look) {
  const store::SourceText* source = engine_source(look.trace->info(), look.moment.event.get());
  return source != nullptr ? source->file : "";
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>, file}; }

}  // namespace greenlens::gui::engine
