// What a trace says about itself, so that a viewer needs neither the program nor the CPU it ran on.
// Plain values, told before the first event; in the course of a trace only sources are added.
#ifndef GREENLENS_TRACER_STORE_TRACE_INFO_H_
#define GREENLENS_TRACER_STORE_TRACE_INFO_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/facts/json.h"
#include "tracer/store/what_if.h"

namespace greenlens::store {

// One register's place in the frame that the switch spills (arch/arch.h).
struct ArchSlot {
  std::string name;
  int32_t offset = 0;  // bytes from the spilled frame's sp
  int32_t size = 0;
  std::string purpose;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &ArchSlot::name), f("offset", &ArchSlot::offset);
    f("size", &ArchSlot::size), f("purpose", &ArchSlot::purpose);
  }
};

// One instruction of the switch, as the program had it in memory.
struct Instruction {
  uint32_t offset = 0;       // from the first byte of the switch
  std::string bytes;         // raw
  std::string text;          // "movq %rbx, 0x10(%rsp)", or why it could not be read
  std::string mark;          // the block that begins here ("spill", "move sp"...), or empty
  uint32_t source_line = 0;  // of the mark, in the switch's source; of the others: CodeLine
  template <typename F>
  static constexpr void fields(F&& f) {
    f("offset", &Instruction::offset), f("bytes", &Instruction::bytes);
    f("text", &Instruction::text), f("mark", &Instruction::mark);
    f("source_line", &Instruction::source_line);
  }
};

// The CPU's part of it: what arch_describe() (arch/arch.h) said in the program.
struct ArchInfo {
  std::string name;               // "x86-64"
  std::string abi;                // the calling convention, in a few words
  int32_t pointer_size = 8;       // bytes
  int32_t frame_size = 0;         // bytes that the switch spills at sp
  std::vector<ArchSlot> slots;    // what lies in them
  std::vector<Instruction> code;  // by Capstone, at recording
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &ArchInfo::name), f("abi", &ArchInfo::abi);
    f("pointer_size", &ArchInfo::pointer_size), f("frame_size", &ArchInfo::frame_size);
    f("slots", &ArchInfo::slots), f("code", &ArchInfo::code);
  }
};

enum class SourceKind : uint8_t { program, engine };
constexpr std::array<const char*, 2> enum_names(SourceKind) { return {"program", "engine"}; }

// The text of a file that events refer to. Empty when it could not be read where the program ran.
struct SourceText {
  std::string file;  // as SourceLine::file names it: a path relative to the project, or a base name
  SourceKind kind = SourceKind::program;
  std::string text;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("file", &SourceText::file), f("kind", &SourceText::kind);
    f("text", &SourceText::text);
  }
};

// A file of code that the program had in its memory when it began to be watched.
struct ModuleInfo {
  std::string name;      // its base name, as CFrame::module has it
  std::string build_id;  // hexadecimal; empty: it has none
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &ModuleInfo::name), f("build_id", &ModuleInfo::build_id);
  }
};

// Of a recording that is a part of another one: where it begins. What that one had before is not in
// it, but for the state that it had led to.
struct PartOf {
  uint64_t first = 0;     // the step of the whole that is step 0 here
  uint64_t steps = 0;     // how many the whole has; 0: those up to the end of the part
  uint64_t switches = 0;  // that had been begun in the whole by then, failed ones counted
  uint64_t lines = 0;     // that had been printed
  template <typename F>
  static constexpr void fields(F&& f) {
    f("first", &PartOf::first), f("steps", &PartOf::steps);
    f("switches", &PartOf::switches), f("lines", &PartOf::lines);
  }
};

// The line of a source that an instruction of the switch was made from, where the program has debug
// information that says so.
struct CodeLine {
  uint32_t offset = 0;  // of the instruction, as Instruction has it
  uint32_t source = 0;  // index into TraceInfo::sources
  uint32_t line = 0;    // from 1
  bool operator==(const CodeLine&) const = default;
};

// Which registers an instruction of the switch uses, by the names that the CPU's assembler has for
// them; not the flags.
struct CodeUse {
  uint32_t offset = 0;  // as Instruction has it
  std::vector<std::string> reads, writes;
  bool operator==(const CodeUse&) const = default;
};

// Which process of its machine it was, and by clocks that others there have as well, when it was
// told: so recordings of several processes fit together.
struct ProcessInfo {
  uint64_t number = 0, parent = 0;  // as the system counts them
  uint64_t began_ns = 0;            // by the monotonic clock, when the events' time was 0
  uint64_t began_wall_ns = 0;       // the same moment: since 1970, as the machine's people have it
  std::string boot;                 // which run of which machine that clock is of; empty: not known
  std::vector<std::string> command;  // its words; empty: not known
  template <typename F>
  static constexpr void fields(F&& f) {
    f("number", &ProcessInfo::number), f("parent", &ProcessInfo::parent);
    f("began_ns", &ProcessInfo::began_ns), f("began_wall_ns", &ProcessInfo::began_wall_ns);
    f("boot", &ProcessInfo::boot), f("command", &ProcessInfo::command);
  }
};

// With what a scenario ran: a parameter and its value, as people write them.
struct Setting {
  std::string name, value;
  bool operator==(const Setting&) const = default;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &Setting::name), f("value", &Setting::value);
  }
};

struct TraceInfo {
  std::string scenario;  // a scenario's id, or the program's base name
  std::string title;     // for a person
  std::string teaches;   // one or two sentences; may be empty
  std::string engine_version;
  uint64_t stack_base = 0;  // the raw address that Address 0 stands for
  ArchInfo arch;
  std::vector<SourceText> sources;  // the program's first; those that are found later at the end
  // Not among the fields: most recordings are no part, most CPUs have the lowest byte of a number
  // first, older recordings do not tell of modules, and not every program has debug information.
  std::optional<PartOf> part{};
  bool big_endian = false;  // numbers in the program's memory
  std::vector<ModuleInfo> modules{};
  std::vector<CodeLine> code_lines{};    // ascending offsets
  std::vector<CodeUse> code_uses{};      // likewise; of instructions whose uses are known
  std::optional<ProcessInfo> process{};  // what the program itself told, and older ones did not
  std::vector<Setting> settings{};       // of a scenario, where they were not the usual ones
  std::vector<WhatIf> what_ifs{};        // of a scenario that was made to go another way, in order
  template <typename F>
  static constexpr void fields(F&& f) {
    f("scenario", &TraceInfo::scenario), f("title", &TraceInfo::title);
    f("teaches", &TraceInfo::teaches), f("engine_version", &TraceInfo::engine_version);
    f("stack_base", &TraceInfo::stack_base), f("arch", &TraceInfo::arch);
    f("sources", &TraceInfo::sources);
  }
};

// "deep recursion, depth = 40; 33: switch deep".
std::string title_with(const std::string& title, const std::vector<Setting>& settings,
                       const std::vector<WhatIf>& what_ifs = {});

// As JSON for other programs, with "part", "byte_order", "modules", "code_lines" (each [offset,
// source, line]), "code_uses" (each [offset, reads, writes]), "process", "settings" and "what_ifs"
// only where there is something to say.
facts::Json info_json(const TraceInfo& info);

// Whether `later` is what `earlier` was, or that and more sources behind it.
bool is_continued_by(const TraceInfo& earlier, TraceInfo later);

// As JSON (the payload of the INFO chunk) and back. Unknown keys are ignored; a missing or wrong
// one is a fault that names it, without a place.
std::string to_json(const TraceInfo& info);
facts::Result<TraceInfo> from_json(const std::string& json);
facts::Result<TraceInfo> info_from_json(const facts::Json& json);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TRACE_INFO_H_
