#include "gui/views/program/model.h"

#include "tracer/facts/event.h"
#include "tracer/past/condition.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::program {

using state::GreenletState;
using state::State;

namespace {

// In a millisecond.
constexpr uint64_t kStopsAtOnce = 256;

bool calls_engine(const std::string& line) {
  for (const char* call :
       {"print(", ".switch_to(", ".switch_with(", ".throw_in(", ".throw_error("}) {
    if (line.find(call) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

const store::SourceText* program_source(const store::TraceInfo& info) {
  for (const store::SourceText& source : info.sources) {
    if (source.kind == store::SourceKind::program && !source.text.empty()) return &source;
  }
  return nullptr;
}

std::vector<SourceRow> program_rows(const store::SourceText& source, const State& state,
                                    const std::set<uint32_t>& never_reached) {
  std::vector<SourceRow> rows = bare_rows(source.text);
  mark_rows(source, state, never_reached, &rows);
  return rows;
}

void mark_rows(const store::SourceText& source, const State& state,
               const std::set<uint32_t>& never_reached, std::vector<SourceRow>* rows) {
  for (SourceRow& row : *rows) row.greenlets.clear(), row.never_reached = false;
  auto stand = [&](const GreenletState& greenlet) {
    if (greenlet.finished || greenlet.freed || greenlet.at.file != source.file) return;
    if (greenlet.at.line == 0 || greenlet.at.line > rows->size()) return;
    (*rows)[greenlet.at.line - 1].greenlets.push_back(greenlet.id);
  };
  for (const auto& [id, greenlet] : state.greenlets) {
    if (!is_current(state, greenlet)) stand(greenlet);
  }
  // Whoever runs comes after the others, and last of all whoever told the last event.
  for (const auto& [id, thread] : state.threads) {
    const GreenletState* current = state::find(state, thread.current);
    if (current != nullptr && id != state.thread) stand(*current);
  }
  if (const GreenletState* current = state::find(state, told_by(state).current)) stand(*current);
  for (uint32_t line : never_reached) {
    if (line >= 1 && line <= rows->size()) (*rows)[line - 1].never_reached = true;
  }
}

std::string stop_at(const store::SourceText& source, size_t line) {
  return past::stop_at_line(source.file.substr(source.file.rfind('/') + 1), line);
}

std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source) {
  if (trace.size() == 0 || !trace.state(trace.size()).program_finished) return {};
  Unreached way(trace, source);
  while (way.go_on(trace)) continue;
  return way.lines();
}

Unreached::Unreached(const store::Trace& trace, const store::SourceText& source)
    : file_(source.file), stops_(trace.count(facts::Grain::line)) {
  const std::vector<SourceRow> rows = bare_rows(source.text);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (calls_engine(rows[i].text)) missing_.insert(static_cast<uint32_t>(i + 1));
  }
}

bool Unreached::go_on(const store::Trace& trace) {
  for (uint64_t i = 0; i < kStopsAtOnce && looked_at_ < stops_ && !missing_.empty(); ++i) {
    const facts::Event event = trace.event(trace.stop(facts::Grain::line, ++looked_at_));
    const auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached != nullptr && reached->at.file == file_) missing_.erase(reached->at.line);
  }
  return looked_at_ < stops_ && !missing_.empty();
}

}  // namespace greenlens::gui::program
