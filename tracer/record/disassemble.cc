#include "tracer/record/disassemble.h"

#include <capstone/capstone.h>

#include <string_view>

#include "arch/arch.h"

namespace greenlens::record {
namespace {

// Capstone's name for the CPU of this description.
bool open_for(std::string_view arch, csh* handle) {
  if (arch == "x86-64") {
    if (cs_open(CS_ARCH_X86, CS_MODE_64, handle) != CS_ERR_OK) return false;
    cs_option(*handle, CS_OPT_SYNTAX, CS_OPT_SYNTAX_ATT);  // as switch.S is written
    return true;
  }
  if (arch == "aarch64") return cs_open(CS_ARCH_ARM64, CS_MODE_ARM, handle) == CS_ERR_OK;
  return false;
}

}  // namespace

store::ArchInfo describe_arch() {
  const arch_description& arch = *arch_describe();
  store::ArchInfo info;
  info.name = arch.name;
  info.abi = arch.abi;
  info.pointer_size = arch.pointer_size;
  info.frame_size = arch.frame_size;
  for (int i = 0; i < arch.slot_count; ++i) {
    const arch_slot& slot = arch.slots[i];
    info.slots.push_back({slot.name, slot.offset, slot.size, slot.purpose});
  }
  csh handle = 0;
  if (!open_for(arch.name, &handle)) return info;
  cs_insn* found = nullptr;
  const size_t count = cs_disasm(handle, arch.code, arch.code_size, 0, 0, &found);
  for (size_t i = 0; i < count; ++i) {
    store::Instruction instruction;
    instruction.offset = static_cast<uint32_t>(found[i].address);
    instruction.bytes.assign(reinterpret_cast<const char*>(found[i].bytes), found[i].size);
    instruction.text = found[i].mnemonic;
    if (found[i].op_str[0] != '\0') instruction.text += std::string(" ") + found[i].op_str;
    for (int m = 0; m < arch.mark_count; ++m) {
      if (arch.marks[m].address == arch.code + found[i].address) {
        instruction.mark = arch.marks[m].name;
        instruction.source_line = static_cast<uint32_t>(arch.marks[m].line);
      }
    }
    info.code.push_back(std::move(instruction));
  }
  if (count != 0) cs_free(found, count);
  cs_close(&handle);
  return info;
}

}  // namespace greenlens::record
