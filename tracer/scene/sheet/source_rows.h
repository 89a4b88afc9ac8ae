// Which lines of a program are shown where not all have room: those on which greenlets stand, and
// what is around them. Pure.
//
// Private to the sheet.
#ifndef GREENLENS_TRACER_SCENE_SHEET_SOURCE_ROWS_H_
#define GREENLENS_TRACER_SCENE_SHEET_SOURCE_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"

namespace greenlens::scene {

struct SheetLine {
  uint32_t line = 0;  // from 1; 0: some lines are left out here
  std::string text{};
  std::vector<facts::GreenletId> who{};  // stand on it, the one of the last event first
};

// At most so many rows of the file in which the greenlet of the last event stands, or else another
// one; blank lines at its ends are left out. None where no greenlet stands on a line of the program
// whose source is known.
std::vector<SheetLine> source_rows(const store::TraceInfo& info, const state::State& state,
                                   size_t most);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_SHEET_SOURCE_ROWS_H_
