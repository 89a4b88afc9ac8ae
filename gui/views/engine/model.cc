#include "gui/views/engine/model.h"

#include "tracer/facts/event.h"

namespace greenlens::gui::engine {

const store::SourceText* engine_source(const store::TraceInfo& info, const facts::Event* event) {
  if (event == nullptr || event->engine_source == 0) return nullptr;
  if (event->engine_source > info.sources.size()) return nullptr;
  const store::SourceText& source = info.sources[event->engine_source - 1u];
  return source.text.empty() ? nullptr : &source;
}

std::vector<SourceRow> engine_rows(const store::SourceText& source, uint32_t line) {
  std::vector<SourceRow> rows = bare_rows(source.text);
  mark_row(line, &rows);
  return rows;
}

void mark_row(uint32_t line, std::vector<SourceRow>* rows) {
  for (SourceRow& row : *rows) row.now = false;
  if (line >= 1 && line <= rows->size()) (*rows)[line - 1].now = true;
}

}  // namespace greenlens::gui::engine
