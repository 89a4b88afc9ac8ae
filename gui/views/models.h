// What the views say, as plain functions of states.
#ifndef GREENLENS_GUI_VIEWS_MODELS_H_
#define GREENLENS_GUI_VIEWS_MODELS_H_

#include <set>
#include <string>
#include <vector>

#include "tracer/messages.h"
#include "tracer/timeline.h"

namespace greenlens::gui {

// A line of a source text and the greenlets that stand on it.
struct SourceRow {
  std::string text;
  std::vector<tracer::GreenletId> greenlets;  // the current one last
  bool now = false;                           // what this step is about (engine source)
  bool never_reached = false;                 // known only at the program's end
};
std::vector<SourceRow> program_rows(const tracer::SourceText& source, const tracer::State& state,
                                    const std::set<uint32_t>& never_reached);
std::vector<SourceRow> engine_rows(const tracer::SourceText& source, uint32_t line);

// Lines of the program that call into the engine (a print or a switch) and were not reached by the
// end.
std::set<uint32_t> never_reached_lines(const tracer::Timeline& timeline,
                                       const tracer::SourceText& source);

// The source that a trace's program is in; null when it carries none.
const tracer::SourceText* program_source(const tracer::TraceInfo& info);
// The engine's source that an event was told from; null when unknown.
const tracer::SourceText* engine_source(const tracer::TraceInfo& info, const tracer::Event* event);

// A field of a greenlet, by the articles' name.
struct StructRow {
  std::string field;
  std::string value;
  std::string was;  // before this step, when it changed
  bool changed = false;
};
std::vector<StructRow> struct_rows(const tracer::Messages& messages, const tracer::State& before,
                                   const tracer::State& after, tracer::GreenletId greenlet);

// A switch on the slider.
struct Tick {
  uint64_t step = 0;
  std::string label;  // "gr1→gr2"
};
std::vector<Tick> ticks(const tracer::Timeline& timeline);

// "step 31 of 52" at a grain: how many stops lie at or before the cursor, and how many there are.
struct Position {
  uint64_t number = 0;
  uint64_t count = 0;
};
Position position(const tracer::Timeline& timeline, uint64_t cursor, tracer::Grain grain);

// Indices of the lines that hold every word of the search, regardless of case.
std::vector<size_t> matching(const std::vector<std::string>& lines, const std::string& search);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_VIEWS_MODELS_H_
