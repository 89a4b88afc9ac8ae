// What a trace says about itself, so that a viewer needs neither the program nor the CPU it ran on.
#ifndef GREENLENS_TRACER_TRACE_INFO_H_
#define GREENLENS_TRACER_TRACE_INFO_H_

#include <cstdint>
#include <string>
#include <vector>

namespace greenlens::tracer {

// One register's place in the frame that the switch spills (arch/arch.h).
struct ArchSlot {
  std::string name;
  int32_t offset = 0;  // bytes from the spilled frame's sp
  int32_t size = 0;
  std::string purpose;
};

struct Instruction {
  uint32_t offset = 0;  // from the first byte of the switch
  std::string bytes;    // raw
  std::string text;     // "movq %rbx, 0x10(%rsp)"
  std::string mark;     // the block that begins here ("spill", "move sp"...), or empty
  uint32_t source_line = 0;  // of the mark, in the switch's source
};

struct ArchInfo {
  std::string name;  // "x86-64"
  std::string abi;
  int32_t pointer_size = 8;
  int32_t frame_size = 0;
  std::vector<ArchSlot> slots;
  std::vector<Instruction> code;  // by Capstone, at recording
};

enum class SourceKind : uint8_t { program, engine };

// The text of a file that events refer to.
struct SourceText {
  std::string file;  // as SourceLine::file names it: a path relative to the project, or a base name
  SourceKind kind = SourceKind::program;
  std::string text;
};

struct TraceInfo {
  std::string scenario;  // a scenario's id, or the program's base name
  std::string title;
  std::string teaches;   // one or two sentences; may be empty
  std::string engine_version;
  uint64_t stack_base = 0;  // the raw address that Address 0 stands for
  ArchInfo arch;
  std::vector<SourceText> sources;  // the program's first
};

// As JSON (the payload of the INFO chunk) and back. Unknown keys are ignored; a missing or wrong one is an error
// sentence in `error` and the result is false.
std::string to_json(const TraceInfo& info);
bool from_json(const std::string& json, TraceInfo* info, std::string* error);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_TRACE_INFO_H_
