#include "tracer/record/disassemble.h"

#include <capstone/capstone.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace greenlens::record {
namespace {

// Capstone for this CPU, or why there is none.
class Disassembler {
 public:
  explicit Disassembler(const arch_description& arch) {
    cs_version(&major_, &minor_);
    const arch_disassembler& wanted = arch.disassembler;
    // Both are enums of a C library, which takes and answers numbers beyond its own list.
    const cs_err error = cs_open(static_cast<cs_arch>(wanted.architecture),
                                 static_cast<cs_mode>(wanted.mode), &handle_);
    if (error != CS_ERR_OK) {
      handle_ = 0;
      why_not_ = fmt::format("Capstone {}.{} cannot disassemble {}: install a newer one.", major_,
                             minor_, arch.name);
      return;
    }
    why_not_ = fmt::format("Capstone {}.{} does not know this instruction.", major_, minor_);
    if (wanted.syntax != 0) {
      cs_option(handle_, CS_OPT_SYNTAX, static_cast<size_t>(wanted.syntax));
    }
  }
  ~Disassembler() {
    if (handle_ != 0) cs_close(&handle_);
  }
  Disassembler(const Disassembler&) = delete;
  Disassembler& operator=(const Disassembler&) = delete;

  // Appends what lies from `offset` on; answers where the words end.
  size_t append(std::string_view code, size_t offset, std::vector<store::Instruction>* to) const {
    if (handle_ == 0) return offset;
    cs_insn* found = nullptr;
    const size_t count = cs_disasm(handle_, reinterpret_cast<const uint8_t*>(code.data()) + offset,
                                   code.size() - offset, offset, 0, &found);
    for (size_t i = 0; i < count; ++i) {
      store::Instruction instruction;
      instruction.offset = static_cast<uint32_t>(offset);
      instruction.bytes = code.substr(offset, found[i].size);
      instruction.text = found[i].mnemonic;
      if (found[i].op_str[0] != '\0') instruction.text += std::string(" ") + found[i].op_str;
      to->push_back(std::move(instruction));
      offset += found[i].size;
    }
    if (count != 0) cs_free(found, count);
    return offset;
  }

  // Of the bytes at which append() stopped.
  const std::string& why_not() const { return why_not_; }

 private:
  csh handle_ = 0;
  int major_ = 0, minor_ = 0;
  std::string why_not_;
};

size_t offset_of(const arch_description& arch, const arch_mark& mark) {
  return static_cast<size_t>(mark.address - arch.code);
}

// Where what lies at `offset` ends without a disassembler: the instruction, or else the block.
size_t end_of_unknown(const arch_description& arch, size_t offset) {
  const arch_disassembler& rule = arch.disassembler;
  const size_t length = rule.lengths[arch.code[offset] >> rule.length_shift & 3];
  if (length != 0) return std::min(offset + length, arch.code_size);
  for (int i = 0; i < arch.mark_count; ++i) {
    if (offset_of(arch, arch.marks[i]) > offset) return offset_of(arch, arch.marks[i]);
  }
  return arch.code_size;
}

}  // namespace

std::vector<store::Instruction> disassemble(const arch_description& arch) {
  const std::string_view code(reinterpret_cast<const char*>(arch.code), arch.code_size);
  const Disassembler disassembler(arch);
  std::vector<store::Instruction> instructions;
  for (size_t offset = 0; offset < code.size();) {
    offset = disassembler.append(code, offset, &instructions);
    if (offset == code.size()) break;
    store::Instruction unknown;
    unknown.offset = static_cast<uint32_t>(offset);
    unknown.bytes = code.substr(offset, end_of_unknown(arch, offset) - offset);
    unknown.text = disassembler.why_not();
    offset += unknown.bytes.size();
    instructions.push_back(std::move(unknown));
  }
  for (store::Instruction& instruction : instructions) {
    for (int i = 0; i < arch.mark_count; ++i) {
      if (offset_of(arch, arch.marks[i]) != instruction.offset) continue;
      instruction.mark = arch.marks[i].name;
      instruction.source_line = static_cast<uint32_t>(arch.marks[i].line);
    }
  }
  return instructions;
}

}  // namespace greenlens::record
