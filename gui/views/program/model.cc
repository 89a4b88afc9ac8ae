#include "gui/views/program/model.h"

#include "tracer/facts/event.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::program {

using state::GreenletState;
using state::State;

namespace {

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
  auto stand = [&](const GreenletState& greenlet) {
    if (greenlet.finished || greenlet.freed || greenlet.at.file != source.file) return;
    if (greenlet.at.line == 0 || greenlet.at.line > rows.size()) return;
    rows[greenlet.at.line - 1].greenlets.push_back(greenlet.id);
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
    if (line >= 1 && line <= rows.size()) rows[line - 1].never_reached = true;
  }
  return rows;
}

std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source) {
  std::set<uint32_t> missing;
  if (trace.size() == 0 || !trace.state(trace.size()).program_finished) return missing;
  const std::vector<SourceRow> rows = bare_rows(source.text);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (calls_engine(rows[i].text)) missing.insert(static_cast<uint32_t>(i + 1));
  }
  for (uint64_t k = 1; k <= trace.count(facts::Grain::line); ++k) {
    const facts::Event event = trace.event(trace.stop(facts::Grain::line, k));
    auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached && reached->at.file == source.file) missing.erase(reached->at.line);
  }
  return missing;
}

}  // namespace greenlens::gui::program
