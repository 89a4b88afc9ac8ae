// The engine's source and the line that told of a step: what the view says.
#ifndef GREENLENS_GUI_VIEWS_ENGINE_MODEL_H_
#define GREENLENS_GUI_VIEWS_ENGINE_MODEL_H_

#include "gui/source_lines.h"
#include "tracer/store/trace.h"

namespace greenlens::gui::engine {

// The engine's source that an event (null: none) was told from; null when unknown. Lives as long as
// the info.
const store::SourceText* engine_source(const store::TraceInfo& info, const facts::Event* event);

// The source's lines, with this one (from 1) as what the step is about.
std::vector<SourceRow> engine_rows(const store::SourceText& source, uint32_t line);
// The same in the rows that are there already.
void mark_row(uint32_t line, std::vector<SourceRow>* rows);

}  // namespace greenlens::gui::engine

#endif  // GREENLENS_GUI_VIEWS_ENGINE_MODEL_H_
