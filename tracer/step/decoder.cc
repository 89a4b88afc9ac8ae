#include "tracer/step/decoder.h"

#include <capstone/capstone.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "tracer/step/binutils.h"
#include "tracer/step/operands.h"

namespace greenlens::step {
namespace {

// Instructions whose accesses Capstone 4 and 5 tell the wrong way round, or not at all.
constexpr std::array<std::string_view, 3> kStores = {"fnstcw", "stmxcsr", "fstcw"};
constexpr std::array<std::string_view, 2> kLoads = {"fldcw", "ldmxcsr"};
// Control words, as arch_slot has them: Capstone has no names for these.
constexpr std::array<std::pair<std::string_view, const char*>, 2> kLoaded = {
    {{"fldcw", "x87 control word"}, {"ldmxcsr", "mxcsr"}}};
constexpr std::array<std::string_view, 2> kLandings = {"endbr64", "endbr32"};

template <size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string name_of(csh handle, unsigned reg) {
  const char* name = reg == 0 ? nullptr : cs_reg_name(handle, reg);
  return name == nullptr ? "" : name;
}

}  // namespace

struct Decoder::Impl {
  explicit Impl(const Cpu& of) : cpu(of) {}
  const Cpu& cpu;
  csh handle = 0;
  cs_insn* room = nullptr;
  bool is_x86 = false;
  std::map<uint64_t, std::string> learned;  // the words of others, by offset

  // The registers that it writes and reads.
  void find_uses(const cs_insn& found, Decoded* made) const {
    cs_regs read, written;
    uint8_t read_count = 0, written_count = 0;
    made->uses_are_known =
        cs_regs_access(handle, &found, read, &read_count, written, &written_count) == CS_ERR_OK;
    if (made->uses_are_known) {
      made->reads = names_of(read, read_count);
      made->writes = names_of(written, written_count);
    }
    for (const auto& [mnemonic, loaded] : kLoaded) {
      if (mnemonic == std::string_view(found.mnemonic)) made->writes = {loaded};
    }
  }

  std::vector<std::string> names_of(const cs_regs& registers, uint8_t count) const {
    std::vector<std::string> names;
    for (uint8_t i = 0; i < count; ++i) {
      std::string name = name_of(handle, registers[i]);
      const bool is_flags = name == "rflags" || name == "eflags";
      const bool is_twice = std::find(names.begin(), names.end(), name) != names.end();
      if (!is_flags && !is_twice) names.push_back(std::move(name));
    }
    return names;
  }

  std::vector<MemoryOperand> x86_memory(const cs_insn& found) const {
    std::vector<MemoryOperand> all;
    const cs_x86& x86 = found.detail->x86;
    for (uint8_t i = 0; i < x86.op_count; ++i) {
      const cs_x86_op& operand = x86.operands[i];
      if (operand.type != X86_OP_MEM) continue;
      MemoryOperand memory;
      memory.base = name_of(handle, operand.mem.base);
      memory.index = name_of(handle, operand.mem.index);
      memory.scale = operand.mem.scale;
      memory.displacement = operand.mem.disp;
      memory.size = operand.size;
      const bool stores = is_one_of(found.mnemonic, kStores);
      const bool loads = is_one_of(found.mnemonic, kLoads);
      memory.writes = stores || (!loads && (operand.access & CS_AC_WRITE) != 0);
      memory.reads = loads || (!stores && (operand.access & CS_AC_READ) != 0);
      all.push_back(std::move(memory));
    }
    return all;
  }
};

Decoder::Decoder(const Cpu& cpu, bool odd) : impl_(std::make_unique<Impl>(cpu)) {
  const arch_disassembler& wanted = cpu.disassembler;
  const auto architecture = static_cast<cs_arch>(wanted.architecture);
  const int mode = odd && cpu.odd_mode >= 0 ? cpu.odd_mode : static_cast<int>(wanted.mode);
  if (cs_open(architecture, static_cast<cs_mode>(mode), &impl_->handle) != CS_ERR_OK) {
    impl_->handle = 0;
    return;
  }
  if (wanted.syntax != 0) {
    cs_option(impl_->handle, CS_OPT_SYNTAX, static_cast<size_t>(wanted.syntax));
  }
  cs_option(impl_->handle, CS_OPT_DETAIL, CS_OPT_ON);
  impl_->room = cs_malloc(impl_->handle);
  impl_->is_x86 = architecture == CS_ARCH_X86;
}

Decoder::~Decoder() {
  if (impl_->room != nullptr) cs_free(impl_->room, 1);
  if (impl_->handle != 0) cs_close(&impl_->handle);
}

void Decoder::learn(std::string_view bytes, uint64_t offset) {
  if (impl_->cpu.objdump.empty()) return;
  impl_->learned.merge(ask_binutils(impl_->cpu.disassemblers, impl_->cpu.objdump, bytes, offset));
}

Decoded Decoder::decode(std::string_view bytes, uint64_t offset) const {
  Decoded made;
  const uint64_t at = offset;
  const auto* code = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t left = bytes.size();
  if (impl_->room == nullptr ||
      !cs_disasm_iter(impl_->handle, &code, &left, &offset, impl_->room)) {
    made.text = "?";
    if (bytes.empty() || impl_->cpu.objdump.empty()) return made;
    // Others know it, all of them or this one.
    const arch_disassembler& of = impl_->cpu.disassembler;
    made.size = of.lengths[static_cast<unsigned char>(bytes.front()) >> of.length_shift & 3];
    if (const auto known = impl_->learned.find(at); known != impl_->learned.end()) {
      made.text = known->second;
    }
    read_operands(impl_->cpu, &made);
    return made;
  }
  const cs_insn& found = *impl_->room;
  made.size = found.size;
  made.text = found.mnemonic;
  if (found.op_str[0] != '\0') made.text += std::string(" ") + found.op_str;
  made.calls = cs_insn_group(impl_->handle, &found, CS_GRP_CALL);
  made.returns = cs_insn_group(impl_->handle, &found, CS_GRP_RET);
  made.pushes = std::string_view(found.mnemonic).starts_with("push");
  made.pops = std::string_view(found.mnemonic).starts_with("pop");
  made.marks_a_landing = is_one_of(found.mnemonic, kLandings);
  if (impl_->is_x86) made.memory = impl_->x86_memory(found);
  impl_->find_uses(found, &made);
  if (!impl_->is_x86) read_operands(impl_->cpu, &made);
  return made;
}

}  // namespace greenlens::step
