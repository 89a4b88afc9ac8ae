// Without a disassembler: the bytes alone.
#include <algorithm>

#include "tracer/record/disassemble.h"

namespace greenlens::record {

std::vector<store::Instruction> disassemble(const arch_description& arch) {
  const std::string_view code(reinterpret_cast<const char*>(arch.code), arch.code_size);
  std::vector<store::Instruction> blocks(1);
  for (int i = 0; i < arch.mark_count; ++i) {
    const auto offset = static_cast<uint32_t>(arch.marks[i].address - arch.code);
    if (offset != 0) blocks.emplace_back();
    store::Instruction& block = blocks.back();
    block.offset = offset;
    block.mark = arch.marks[i].name;
    block.source_line = static_cast<uint32_t>(arch.marks[i].line);
  }
  for (size_t i = 0; i < blocks.size(); ++i) {
    const size_t end = i + 1 < blocks.size() ? blocks[i + 1].offset : code.size();
    blocks[i].bytes = code.substr(blocks[i].offset, end - blocks[i].offset);
  }
  return blocks;
}

}  // namespace greenlens::record
