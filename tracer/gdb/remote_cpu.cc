#include "tracer/gdb/remote_cpu.h"

#include <elf.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "assets/assets.h"
#include "tracer/cpus/atlas.h"

namespace greenlens::gdb {
namespace {

using Parts = std::vector<std::string>;

Parts split(std::string_view line, char between) {
  Parts parts;
  for (size_t begin = 0; begin <= line.size();) {
    const size_t end = std::min(line.find(between, begin), line.size());
    parts.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

uint64_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 0); }

bool read_register(const Parts& parts, RemoteCpu* cpu) {
  if (parts.size() != 6) return false;
  step::CpuRegister one;
  one.name = parts[1];
  one.size = static_cast<int>(number(parts[2]));
  one.dwarf = parts[3] == "-" ? -1 : static_cast<int>(number(parts[3]));
  one.status = number(parts[4]);
  cpu->cpu.registers.push_back(std::move(one));
  cpu->stub_names.push_back(split(parts[5], ','));
  return true;
}

bool read_access(const Parts& parts, RemoteCpu* cpu) {
  using Bytes = step::Access::Bytes;
  if (parts.size() < 4) return false;
  step::Access one;
  one.mnemonic = parts[1];
  one.writes = parts[2] == "writes";
  one.bytes = number(parts[3]);
  const std::string how = parts.size() > 4 ? parts[4] : "";
  one.count = how == "each"    ? Bytes::each
              : how == "range" ? Bytes::range
              : how == "sized" ? Bytes::sized
                               : Bytes::fixed;
  cpu->cpu.accesses.push_back(std::move(one));
  return true;
}

bool read_disassembler(const Parts& parts, RemoteCpu* cpu) {
  if (parts.size() != 9) return false;
  arch_disassembler& to = cpu->cpu.disassembler;
  to.architecture = static_cast<int>(number(parts[1]));
  to.mode = static_cast<uint32_t>(number(parts[2]));
  to.syntax = static_cast<int>(number(parts[3]));
  to.length_shift = static_cast<int>(number(parts[4]));
  for (size_t i = 0; i < 4; ++i) to.lengths[i] = static_cast<unsigned char>(number(parts[5 + i]));
  return true;
}

bool read_elf(const Parts& parts, RemoteCpu* cpu) {
  if (parts.size() != 4) return false;
  cpu->elf_machine = static_cast<unsigned>(number(parts[1]));
  cpu->elf_bits = static_cast<unsigned>(number(parts[2]));
  cpu->cpu.pointer_size = cpu->elf_bits / 8;
  cpu->cpu.big_endian = parts[3] == "big";
  return true;
}

// Of one that the atlas does not have, for nobody has written a switch for it here.
bool read_is(const Parts& parts, RemoteCpu* cpu) {
  if (parts.size() != 4) return false;
  cpu->cpu.name = parts[1], cpu->cpu.abi = parts[2], cpu->cpu.link = parts[3];
  return true;
}
bool read_preserved(const Parts& parts, RemoteCpu* cpu) {
  if (parts.size() != 4) return false;
  cpu->cpu.preserved.push_back({parts[1], parts[3], static_cast<int>(number(parts[2]))});
  return true;
}

// The registers that pc and sp are may come later in the text.
struct Named {
  std::string pc, sp;
};

bool read_line(std::string_view line, RemoteCpu* cpu, Named* named) {
  if (line.empty() || line.front() == '#') return true;
  const Parts parts = split(line, '\t');
  const std::string& what = parts[0];
  if (what == "register") return read_register(parts, cpu);
  if (what == "access") return read_access(parts, cpu);
  if (what == "disassembler") return read_disassembler(parts, cpu);
  if (what == "elf") return read_elf(parts, cpu);
  if (what == "is") return read_is(parts, cpu);
  if (what == "preserved") return read_preserved(parts, cpu);
  if (parts.size() < 2) return false;
  if (what == "pc") return named->pc = parts[1], true;
  if (what == "sp") return named->sp = parts[1], true;
  if (what == "qemu") return cpu->qemu = parts[1], true;
  if (what == "model") return cpu->model = parts[1], true;
  if (what == "libraries") return cpu->libraries = parts[1], true;
  if (what == "odd_mode") return cpu->cpu.odd_mode = static_cast<int>(number(parts[1])), true;
  if (what == "zero") return cpu->cpu.zero = parts[1], true;
  if (what == "objdump") return cpu->cpu.objdump = parts[1], true;
  if (what == "call_pushes") return cpu->cpu.pushed_by_call = number(parts[1]), true;
  if (what == "calls") return cpu->cpu.calls.assign(parts.begin() + 1, parts.end()), true;
  if (what == "ask") return cpu->cpu.disassemblers.assign(parts.begin() + 1, parts.end()), true;
  if (what == "kind" && parts.size() == 3) {
    cpu->cpu.register_bytes.emplace_back(parts[1][0], number(parts[2]));
    return true;
  }
  return false;
}

bool find_register(const RemoteCpu& cpu, const std::string& name, size_t* at) {
  const auto& all = cpu.cpu.registers;
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const step::CpuRegister& one) { return one.name == name; });
  *at = static_cast<size_t>(found - all.begin());
  return found != all.end();
}

// What the atlas knows.
void complete(const cpus::Cpu& of, RemoteCpu* cpu) {
  cpu->cpu.name = of.name;
  cpu->cpu.abi = of.abi;
  cpu->cpu.link = of.conventions.link_register;
  for (size_t i = of.slots.size(); i-- > 0;) {
    const cpus::Slot& slot = of.slots[i];
    if (slot.kind == cpus::Kind::return_address) continue;
    cpu->cpu.preserved.push_back({slot.name, slot.purpose, slot.size});
  }
}

constexpr std::string_view kFolder = "arch/", kFile = "/remote.txt";

// Those of the atlas in its order, then the others.
std::vector<std::string> folders() {
  std::vector<std::string> all;
  for (const cpus::Cpu& one : cpus::all()) all.push_back(one.id);
  for (const std::string_view path : assets::paths()) {
    if (!path.starts_with(kFolder) || !path.ends_with(kFile)) continue;
    const std::string id(path.substr(kFolder.size(), path.size() - kFolder.size() - kFile.size()));
    if (cpus::find(id) == nullptr) all.push_back(id);
  }
  return all;
}

std::vector<RemoteCpu> read_all() {
  std::vector<RemoteCpu> all;
  for (const std::string& id : folders()) {
    RemoteCpu cpu;
    std::string ignored;
    const std::string_view text = assets::text(std::string(kFolder) + id + std::string(kFile));
    if (text.empty() || !read_remote_cpu(text, &cpu, &ignored)) continue;
    cpu.id = id;
    if (const cpus::Cpu* known = cpus::find(id)) complete(*known, &cpu);
    all.push_back(std::move(cpu));
  }
  return all;
}

const std::vector<RemoteCpu>& known() {
  static const std::vector<RemoteCpu> all = read_all();
  return all;
}

}  // namespace

bool read_remote_cpu(std::string_view text, RemoteCpu* cpu, std::string* error) {
  Named named;
  for (size_t line_number = 1; !text.empty(); ++line_number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (read_line(line, cpu, &named)) continue;
    *error = "line " + std::to_string(line_number) + " is not understood: " + std::string(line);
    return false;
  }
  if (!find_register(*cpu, named.pc, &cpu->cpu.pc) ||
      !find_register(*cpu, named.sp, &cpu->cpu.sp)) {
    *error = "pc and sp have to be registers that are described";
    return false;
  }
  return true;
}

const RemoteCpu* find_remote_cpu(std::string_view name) {
  const cpus::Cpu* wanted = cpus::find(name);
  for (const RemoteCpu& one : known()) {
    if (one.id == (wanted != nullptr ? std::string_view(wanted->id) : name)) return &one;
  }
  return nullptr;
}

const RemoteCpu* cpu_of_program(std::string_view first_bytes) {
  constexpr size_t kMachine = offsetof(Elf64_Ehdr, e_machine);  // the same in both kinds
  if (first_bytes.size() < kMachine + 2 || first_bytes.substr(0, SELFMAG) != ELFMAG) return nullptr;
  const bool big = first_bytes[EI_DATA] == ELFDATA2MSB;
  const unsigned bits = first_bytes[EI_CLASS] == ELFCLASS64 ? 64 : 32;
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(first_bytes[kMachine + i]); };
  const unsigned machine =
      big ? unsigned{byte(0)} << 8 | byte(1) : unsigned{byte(1)} << 8 | byte(0);
  for (const RemoteCpu& one : known()) {
    if (one.elf_machine == machine && one.elf_bits == bits && one.cpu.big_endian == big)
      return &one;
  }
  return nullptr;
}

std::vector<std::string> remote_cpu_names() {
  std::vector<std::string> names;
  for (const RemoteCpu& one : known()) names.push_back(one.id);
  return names;
}

}  // namespace greenlens::gdb
