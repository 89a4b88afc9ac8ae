#include "gui/views/machine/model.h"

#include <algorithm>

namespace greenlens::gui::machine {
namespace {

const words::InstructionRow* row_at(const std::vector<words::InstructionRow>& rows,
                                    const Pointed& at) {
  const auto found = std::find_if(
      rows.begin(), rows.end(), [&](const words::InstructionRow& row) { return is_lit(row, at); });
  return found != rows.end() ? &*found : nullptr;
}

}  // namespace

bool is_lit(const words::InstructionRow& row, const Pointed& at) {
  if (at.offset) return *at.offset == row.offset;
  return at.line != 0 && at.line == row.line && at.source == row.source;
}

uint32_t lit_line(const std::vector<words::InstructionRow>& rows, uint32_t source,
                  const Pointed& at) {
  if (!at.offset) return at.source == source ? at.line : 0;
  const words::InstructionRow* row = row_at(rows, at);
  return row != nullptr && row->source == source ? row->line : 0;
}

const words::InstructionRow* row_of_step(const std::vector<words::InstructionRow>& rows) {
  for (const words::InstructionRow& row : rows) {
    if (row.now) return &row;
  }
  for (const words::InstructionRow& row : rows) {
    if (row.next) return &row;
  }
  return nullptr;
}

std::optional<uint32_t> source_beside(const std::vector<words::InstructionRow>& rows,
                                      const Pointed& at) {
  const words::InstructionRow* const about[] = {row_at(rows, at), row_of_step(rows)};
  for (const words::InstructionRow* row : about) {
    if (row != nullptr && row->line != 0) return row->source;
  }
  for (const words::InstructionRow& row : rows) {
    if (row.line != 0) return row.source;
  }
  return std::nullopt;
}

}  // namespace greenlens::gui::machine
