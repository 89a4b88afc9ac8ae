// The program's source with where each greenlet stands.
#include <imgui.h>

#include <algorithm>
#include <utility>

#include "gui/focus.h"
#include "gui/tab_row.h"
#include "gui/views/program/model.h"
#include "gui/views/program/ui.h"
#include "gui/views/view.h"
#include "gui/widgets.h"

namespace greenlens::gui::program {

namespace {

// The lines that were never reached are known at the end, and looked for elsewhere.
void ask_for_unreached(const Look& look, const store::SourceText& source, File* ui,
                       Requests* asked) {
  if (!look.moment.after.program_finished || ui->events == look.trace->size()) return;
  ui->events = look.trace->size();
  ui->unreached = std::make_shared<Unreached>(*look.trace, source);
  ui->marked = false;
  asked->push_back(ask::Read{ui->unreached});
  asked->push_back(ask::AnotherFrame{});
}

void refresh(const Look& look, const store::SourceText& source, File* ui) {
  const bool known = look.moment.after.program_finished && ui->unreached != nullptr &&
                     ui->unreached->end() == Pass::End::ended;
  if (ui->step == look.moment.number && ui->marked == known) return;
  ui->step = look.moment.number;
  ui->marked = known;
  if (ui->lines.rows.empty()) ui->lines.rows = bare_rows(source.text);
  mark_rows(source, look.moment.after, known ? ui->unreached->lines() : std::set<uint32_t>(),
            &ui->lines.rows);
}

void refresh_beside(const Look& look, const store::SourceText& source, File* ui) {
  const bool has_moves = look.moves != nullptr;
  if (ui->beside_at == look.moment.number && ui->has_moves == has_moves &&
      ui->findings == look.findings) {
    return;
  }
  ui->beside_at = look.moment.number;
  ui->has_moves = has_moves;
  ui->findings = look.findings;
  mark_beside(look, source, &ui->lines.rows);
}

void mark_stops(const Look& look, const store::SourceText& source, File* ui) {
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

// Each step shows the file in which it is; in between any can be looked at.
const store::SourceText* seen_source(const Look& look, Ui* ui) {
  const store::TraceInfo& info = look.trace->info();
  const bool moved = std::exchange(ui->step, look.moment.number) != look.moment.number;
  if (moved || ui->file.empty()) {
    const store::SourceText* source = source_to_follow(info, look.moment.after, ui->file);
    if (source != nullptr) ui->file = source->file;
    return source;
  }
  const auto is_it = [&](const store::SourceText& one) { return one.file == ui->file; };
  const auto found = std::find_if(info.sources.begin(), info.sources.end(), is_it);
  return found != info.sources.end() ? &*found : program_source(info);
}

std::string label_of(const SourceTab& tab) {
  return tab.standing != 0 ? tab.name + " " + std::to_string(tab.standing) : tab.name;
}

// Those that have no room among the tabs, in a list. Null: none was chosen.
const store::SourceText* draw_more(const Look& look, const std::vector<SourceTab>& tabs,
                                   TabRow* row) {
  const auto hidden =
      std::count_if(tabs.begin(), tabs.end(), [](const SourceTab& tab) { return !tab.shown; });
  if (hidden == 0) return nullptr;
  constexpr const char* kList = "more sources";
  const std::string words = look.text("ui.source.more", {{"count", std::to_string(hidden)}});
  if (row->put(words, false, kList)) ImGui::OpenPopup(kList);
  const store::SourceText* chosen = nullptr;
  if (!ImGui::BeginPopup(kList)) return nullptr;
  const Layer below = std::exchange(focus_frame().layer, Layer::popup);
  for (const SourceTab& tab : tabs) {
    if (tab.shown) continue;
    const std::string id = "source " + tab.source->file;
    if (!selectable(look, scene::Face::sans, kBody, id, label_of(tab), false)) continue;
    chosen = tab.source;
    ImGui::CloseCurrentPopup();
  }
  focus_frame().layer = below;
  ImGui::EndPopup();
  return chosen;
}

// A program of one file has none.
void draw_tabs(const Look& look, Ui* ui, const store::SourceText** seen) {
  const std::vector<SourceTab> tabs = source_tabs(look.trace->info(), look.moment.after, *seen);
  if (tabs.empty()) return;
  TabRow row(look);
  const store::SourceText* chosen = nullptr;
  for (const SourceTab& tab : tabs) {
    if (!tab.shown) continue;
    if (row.put(label_of(tab), tab.source == *seen, "source " + tab.source->file)) {
      chosen = tab.source;
    }
  }
  if (const store::SourceText* more = draw_more(look, tabs, &row)) chosen = more;
  if (chosen == nullptr) return;
  ui->file = chosen->file;
  *seen = chosen;
}

Requests draw(const Look& look, Area, Ui* ui) {
  const store::SourceText* source = seen_source(look, ui);
  if (source == nullptr) {
    text_wrapped(look, scene::Face::sans, kBody, colors_of(look.settings.theme).muted,
                 look.text("ui.source.none"));
    return {};
  }
  draw_tabs(look, ui, &source);
  File& file = ui->files[source->file];
  Requests asked;
  ask_for_unreached(look, *source, &file, &asked);
  refresh(look, *source, &file);
  refresh_beside(look, *source, &file);
  mark_stops(look, *source, &file);
  ImGui::PushID(source->file.c_str());
  draw_source_lines(look, &file.lines);
  ImGui::PopID();
  if (file.lines.clicked != 0) ask_for_stop(look, *source, file.lines.clicked, &asked);
  return asked;
}

}  // namespace

View view() { return {Slot::left, made<Ui, draw>}; }

}  // namespace greenlens::gui::program
