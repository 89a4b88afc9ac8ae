// The program's source with where each greenlet stands.
#include "gui/views/program/model.h"
#include "gui/views/program/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::program {

namespace {

// The lines that were never reached are known at the end, and looked for elsewhere.
void ask_for_unreached(const Look& look, const store::SourceText& source, Ui* ui, Requests* asked) {
  if (!look.moment.after.program_finished || ui->events == look.trace->size()) return;
  ui->events = look.trace->size();
  ui->unreached = std::make_shared<Unreached>(*look.trace, source);
  ui->marked = false;
  asked->push_back(ask::Read{ui->unreached});
  asked->push_back(ask::AnotherFrame{});
}

void refresh(const Look& look, const store::SourceText& source, Ui* ui) {
  const bool known = look.moment.after.program_finished && ui->unreached != nullptr &&
                     ui->unreached->end() == Pass::End::ended;
  if (ui->step == look.moment.number && ui->marked == known) return;
  ui->step = look.moment.number;
  ui->marked = known;
  if (ui->lines.rows.empty()) ui->lines.rows = bare_rows(source.text);
  mark_rows(source, look.moment.after, known ? ui->unreached->lines() : std::set<uint32_t>(),
            &ui->lines.rows);
}

void mark_stops(const Look& look, const store::SourceText& source, Ui* ui) {
  if (ui->stops == look.choices.stops) return;
  ui->stops = look.choices.stops;
  const std::set<std::string> all(ui->stops.begin(), ui->stops.end());
  for (size_t i = 0; i < ui->lines.rows.size(); ++i) {
    ui->lines.rows[i].stops = all.contains(stop_at(source, i + 1));
  }
}

// A click on a line's number sets a breakpoint there, or takes it away.
void ask_for_stop(const Look& look, const store::SourceText& source, size_t line, Requests* asked) {
  std::vector<std::string> stops = look.choices.stops;
  if (std::erase(stops, stop_at(source, line)) == 0) stops.push_back(stop_at(source, line));
  asked->push_back(ask::SetStops{std::move(stops)});
}

Requests draw(const Look& look, Area, Ui* ui) {
  const store::SourceText* source = program_source(look.trace->info());
  if (source == nullptr) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.source.none"));
    return {};
  }
  Requests asked;
  ask_for_unreached(look, *source, ui, &asked);
  refresh(look, *source, ui);
  mark_stops(look, *source, ui);
  draw_source_lines(look, &ui->lines);
  if (ui->lines.clicked != 0) ask_for_stop(look, *source, ui->lines.clicked, &asked);
  return asked;
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>}; }

}  // namespace greenlens::gui::program
