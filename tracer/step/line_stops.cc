#include "tracer/step/line_stops.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "arch/arch.h"
#include "tracer/drain/names.h"

namespace greenlens::step {
namespace {

lines::Thread standing(const Machine& memory, const Registers& now) {
  const Cpu& cpu = memory.cpu();
  const auto with_number = [&cpu](int dwarf) {
    return std::find_if(cpu.registers.begin(), cpu.registers.end(),
                        [&](const CpuRegister& one) { return one.dwarf == dwarf; });
  };
  lines::Thread thread;
  thread.pc = now.pc;
  thread.pointer_size = cpu.pointer_size;
  thread.big_endian = cpu.big_endian;
  thread.value = [&cpu, &now, with_number](int dwarf) -> std::optional<uint64_t> {
    const auto one = with_number(dwarf);
    if (one == cpu.registers.end() || !now.has(one->name)) return {};
    return now.value(one->name);
  };
  thread.name = [&cpu, with_number](int dwarf) {
    const auto one = with_number(dwarf);
    return one == cpu.registers.end() ? std::string() : one->name;
  };
  thread.read = [&memory](uint64_t address, size_t bytes) { return memory.read(address, bytes); };
  return thread;
}

}  // namespace

void LineStops::open(Dwfl_Module* module,
                     const std::function<std::string(const char* path)>& shown) {
  lines_.emplace(module);
  all_.clear();
  for (lines::LineStart& start : lines_->starts(shown)) {
    all_.emplace(start.address, std::move(start.at));
  }
}

std::optional<facts::LineBegun> LineStops::begun(uint64_t address, const Machine& memory,
                                                 const Registers& now) {
  const auto found = all_.find(address);
  if (found == all_.end()) return {};
  facts::LineBegun fact;
  fact.at = found->second;
  fact.sp = static_cast<facts::Address>(now.sp);
  fact.locals = lines_->locals(standing(memory, now));
  return fact;
}

bool is_programs_own(const char* path) {
  // As they are named where the engine is built; a program's own files have whole paths.
  constexpr std::array<std::string_view, 7> kOurs = {
      "arch/", "engine/", "tracer/", "assets/", "cli/", "gui/", "include/greenlens/"};
  constexpr std::string_view kScenarios = "scenarios/";
  if (drain::is_library_header(path)) return false;
  // Clang's assembler leaves its whole path.
  if (drain::same_file(path, arch_describe()->switch_source)) return false;
  std::string_view rest = path;
  while (rest.starts_with("../")) rest.remove_prefix(3);
  if (rest.starts_with(kScenarios) && rest.ends_with(".h")) return false;  // what they share
  return std::none_of(kOurs.begin(), kOurs.end(),
                      [&](std::string_view ours) { return rest.starts_with(ours); });
}

}  // namespace greenlens::step
