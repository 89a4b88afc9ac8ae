#include "tracer/record/describe.h"

#include <algorithm>
#include <bit>
#include <fstream>
#include <iterator>
#include <string_view>

#include "arch/arch.h"
#include "assets/assets.h"
#include "engine/cpp/host.h"
#include "engine/cpp/told_from.h"
#include "engine/cpp/version.h"
#include "tracer/drain/names.h"
#include "tracer/record/disassemble.h"
#include "tracer/record/process_here.h"

namespace greenlens::record {
namespace {

std::string folder_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == path.npos || path[0] != '/' ? "" : path.substr(0, slash);
}

std::string from_disk(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Whether an event can name a line of this file: the switch itself, and what calls the observer.
// The rest of the engine would only make every trace larger.
bool can_be_told_from(std::string_view path) {
  if (path == arch_describe()->switch_source) return true;
  return std::find(engine::kToldFrom.begin(), engine::kToldFrom.end(), path) !=
         engine::kToldFrom.end();
}

// What arch_describe() says, as data for a trace.
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
  info.code = disassemble(arch);
  return info;
}

}  // namespace

core::Host& host_of(const ProgramDescription& program) {
  return program.host != nullptr ? *program.host : engine::cpp_host();
}

store::TraceInfo describe(const ProgramDescription& program, const void* base, uint64_t began_ns) {
  store::TraceInfo info;
  info.scenario = program.id;
  info.title = program.title;
  info.teaches = program.teaches;
  info.settings = program.settings;
  info.what_ifs = program.what_ifs;
  info.engine_version = engine::kVersion;
  info.stack_base = reinterpret_cast<uint64_t>(base);
  info.arch = describe_arch();
  info.process = process_here(began_ns);
  info.big_endian = std::endian::native == std::endian::big;
  std::string program_text = program.source_text;
  if (program_text.empty()) program_text = from_disk(program.source_file);
  info.sources.push_back({drain::shown_file(program.source_file, folder_of(program.source_file)),
                          store::SourceKind::program, std::move(program_text)});
  for (std::string_view path : assets::paths()) {
    if (!can_be_told_from(path)) continue;
    const auto other = program.other_sources.find(std::string(path));
    std::string text(other != program.other_sources.end() ? other->second : assets::text(path));
    info.sources.push_back({std::string(path), store::SourceKind::engine, std::move(text)});
  }
  return info;
}

void tell_switch_code(ring::SwitchCode* code) {
  const arch_description& arch = *arch_describe();
  for (int i = 0; i < arch.mark_count; ++i) {
    if (std::string_view(arch.marks[i].name) == "move sp") {
      code->move_sp.store(reinterpret_cast<uint64_t>(arch.marks[i].address));
    }
  }
  const auto begin = reinterpret_cast<uint64_t>(arch.code);
  code->end.store(begin + arch.code_size);
  code->begin.store(begin, std::memory_order_release);
}

std::string hello(const ProgramDescription& program, const void* base, uint64_t began_ns) {
  std::string bytes = folder_of(program.source_file);
  bytes += '\0';
  return bytes += store::to_json(describe(program, base, began_ns));
}

}  // namespace greenlens::record
