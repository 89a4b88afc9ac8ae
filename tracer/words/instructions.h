// The switch as the machine executes it: its instructions, and the registers of the thread that is
// in it. What every face shows of them. Pure.
#ifndef GREENLENS_TRACER_WORDS_INSTRUCTIONS_H_
#define GREENLENS_TRACER_WORDS_INSTRUCTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/state/moment.h"
#include "tracer/store/trace_info.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct InstructionRow {
  uint64_t offset = 0;  // from the first byte of the switch
  std::string bytes;    // "48 83 ec 38"
  std::string text;     // "subq $0x38, %rsp"
  std::string block;    // "move sp": of the block that begins here
  uint32_t line = 0;    // of its source; 0: not known, or the recording does not have the source
  uint32_t source = 0;  // index into TraceInfo::sources
  std::string file;     // ... which is called so; empty without a line
  std::string comment;  // what the source says it is for; may be empty
  std::optional<store::CodeUse> uses{};  // registers; none: that is not known
  bool now = false;                      // it was executed last
  bool next = false;                     // it comes next
};
// All of the switch; none where the recording has no code. `now` and `next` are those of the thread
// that told the last event, if it is in a switch whose instructions are recorded.
std::vector<InstructionRow> instruction_rows(const store::TraceInfo& info,
                                             const state::State& state);

// "reads rsp; writes rsp, rbx"; empty where nothing is known of it, or it uses none.
std::string uses_text(const Messages& messages, const InstructionRow& row);

// What a register is for in a call: the ABI's terms.
enum class Role : uint8_t { stack_pointer, callee_saved, control_word, other };
struct RegisterRow {
  std::string name;
  Role role = Role::other;
  std::string value;               // "0x7fff45cd0080", "-0x14b0" for an address in the stack
  std::string before;              // as it was; empty: it has not changed
  facts::GreenletId greenlet = 0;  // whose value it holds; 0: the switch's own, or nobody's
  std::string whose;               // its name, or a word for the switch, or for nobody
  bool written = false;            // by this instruction
};
// Of the thread that told the event, the stack pointer first; none outside of a switch whose
// instructions are recorded.
std::vector<RegisterRow> register_rows(const Messages& messages, const store::TraceInfo& info,
                                       const state::Moment& moment);

// The two as text, each with a line before them; or why there are none.
std::string disassembly_text(const Messages& messages, const store::TraceInfo& info,
                             const state::State& state);
std::string registers_text(const Messages& messages, const store::TraceInfo& info,
                           const state::Moment& moment);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_INSTRUCTIONS_H_
