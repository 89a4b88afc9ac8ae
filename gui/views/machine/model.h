// Which instruction was made from which line, for who points at either.
#ifndef GREENLENS_GUI_VIEWS_MACHINE_MODEL_H_
#define GREENLENS_GUI_VIEWS_MACHINE_MODEL_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "tracer/words/instructions.h"

namespace greenlens::gui::machine {

// An instruction by its offset, or a line of a source; nothing.
struct Pointed {
  std::optional<uint64_t> offset;
  uint32_t source = 0, line = 0;  // line 0: none
  bool nothing() const { return !offset && line == 0; }
  bool operator==(const Pointed&) const = default;
};

// Whether the row is what is pointed at, or was made from the line that is.
bool is_lit(const words::InstructionRow& row, const Pointed& at);
// The line that is pointed at, or that the instruction was made from; 0: none of this source.
uint32_t lit_line(const std::vector<words::InstructionRow>& rows, uint32_t source,
                  const Pointed& at);

// The row that the view is about: what was executed last, or else comes next. Null: none.
const words::InstructionRow* row_of_step(const std::vector<words::InstructionRow>& rows);
// Which source is shown beside them: that of what is pointed at, of the step, or of the first row
// that has one. None: no row has.
std::optional<uint32_t> source_beside(const std::vector<words::InstructionRow>& rows,
                                      const Pointed& at);

}  // namespace greenlens::gui::machine

#endif  // GREENLENS_GUI_VIEWS_MACHINE_MODEL_H_
