// The program's source and where each greenlet stands in it: what the view says.
#ifndef GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_
#define GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_

#include <set>

#include "gui/source_lines.h"
#include "tracer/store/trace.h"

namespace greenlens::gui::program {

// The source that a trace's program is in; null when it carries none. Lives as long as the info.
const store::SourceText* program_source(const store::TraceInfo& info);

// The source's lines, with the greenlets that stand on them.
std::vector<SourceRow> program_rows(const store::SourceText& source, const state::State& state,
                                    const std::set<uint32_t>& never_reached);

// Lines of the program that call into the engine (a print or a switch) and were not reached by the
// end; none before the program has finished.
std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source);

}  // namespace greenlens::gui::program

#endif  // GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_
