// What the views say, as plain functions of states.
#ifndef GREENLENS_GUI_VIEWS_MODELS_H_
#define GREENLENS_GUI_VIEWS_MODELS_H_

#include <set>
#include <string>
#include <vector>

#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui {

// A line of a source text and the greenlets that stand on it.
struct SourceRow {
  std::string text;
  std::vector<facts::GreenletId> greenlets;  // the current one last
  bool now = false;                          // what this step is about (engine source)
  bool never_reached = false;                // known only at the program's end
};
std::vector<SourceRow> program_rows(const store::SourceText& source, const state::State& state,
                                    const std::set<uint32_t>& never_reached);
std::vector<SourceRow> engine_rows(const store::SourceText& source, uint32_t line);

// Lines of the program that call into the engine (a print or a switch) and were not reached by the
// end.
std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source);

// The source that a trace's program is in; null when it carries none.
const store::SourceText* program_source(const store::TraceInfo& info);
// The engine's source that an event was told from; null when unknown.
const store::SourceText* engine_source(const store::TraceInfo& info, const facts::Event* event);

// A field of a greenlet, by the articles' name.
struct StructRow {
  std::string field;
  std::string value;
  std::string was;  // before this step, when it changed
  bool changed = false;
};
std::vector<StructRow> struct_rows(const words::Messages& messages, const state::Moment& moment,
                                   facts::GreenletId greenlet);

// A switch on the slider.
struct Tick {
  uint64_t step = 0;
  std::string label;  // "gr1→gr2"
};
std::vector<Tick> ticks(const store::Trace& trace);

// "step 31 of 52" at a grain: how many stops lie at or before the cursor, and how many there are.
struct Position {
  uint64_t number = 0;
  uint64_t count = 0;
};
Position position(const store::Trace& trace, uint64_t cursor, facts::Grain grain);

// Indices of the lines that hold every word of the search, regardless of case.
std::vector<size_t> matching(const std::vector<std::string>& lines, const std::string& search);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_VIEWS_MODELS_H_
