// The program's source and where each greenlet stands in it: what the view says.
#ifndef GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_
#define GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "gui/pass.h"
#include "gui/source_lines.h"
#include "tracer/store/trace.h"

namespace greenlens::gui::program {

// The source that a trace's program is in; null when it carries none. Lives as long as the info.
const store::SourceText* program_source(const store::TraceInfo& info);

// The program's files, in a trace that carries more than one: which of its sources each is, and how
// many greenlets stand in it; in the order in which they were found.
struct SourceTab {
  const store::SourceText* source;  // lives as long as the info
  std::string name;                 // the shortest end of its path that no other one has
  size_t standing = 0;
  bool shown = true;  // else it is among "more": of many only some have room
};
std::vector<SourceTab> source_tabs(const store::TraceInfo& info, const state::State& state,
                                   const store::SourceText* seen);

// The one to be seen: in which whoever runs stands, or while that one has no line in any of them,
// who takes part in the switch; else `last`, the file that was seen before. Null: there is none.
const store::SourceText* source_to_follow(const store::TraceInfo& info, const state::State& state,
                                          const std::string& last);

// The source's lines, with the greenlets that stand on them.
std::vector<SourceRow> program_rows(const store::SourceText& source, const state::State& state,
                                    const std::set<uint32_t>& never_reached);
// The same in the rows that are there already: of any length they are split once.
void mark_rows(const store::SourceText& source, const state::State& state,
               const std::set<uint32_t>& never_reached, std::vector<SourceRow>* rows);

// What is said beside its lines, in the rows that are there. Nobody is said to be parked where it
// is not known how each has moved (Look::moves).
void mark_beside(const Look& look, const store::SourceText& source, std::vector<SourceRow>* rows);

// The breakpoint that a click on the number of a line makes, as a condition.
std::string stop_at(const store::SourceText& source, size_t line);

// Lines of the program that call into the engine (a print or a switch) and were not reached by the
// end; none before the program has finished.
std::set<uint32_t> never_reached_lines(const store::Trace& trace, const store::SourceText& source);

// The way to those, through all lines that were reached.
class Unreached final : public Pass {
 public:
  Unreached(const store::Trace& trace, const store::SourceText& source);
  bool go_on(const store::Trace& trace) override;
  Worker::Progress progress() const override { return {looked_at_, stops_}; }
  // At the end.
  const std::set<uint32_t>& lines() const { return missing_; }

 private:
  std::string file_;
  uint64_t looked_at_ = 0, stops_;
  std::set<uint32_t> missing_;
};

}  // namespace greenlens::gui::program

#endif  // GREENLENS_GUI_VIEWS_PROGRAM_MODEL_H_
