// The sources that the switch's instructions were made from, beside the instructions. Pure.
#ifndef GREENLENS_TRACER_WORDS_CODE_SOURCE_H_
#define GREENLENS_TRACER_WORDS_CODE_SOURCE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "tracer/store/trace_info.h"

namespace greenlens::words {

// The line of this instruction; null: it is not known, or its source is not in the recording.
const store::CodeLine* line_of_instruction(const store::TraceInfo& info, uint64_t offset);

// What the source says a line is for: the comment at its end, or else the nearest one above it, its
// lines joined. None is looked for above an empty line that is not a comment's, for what stands
// there belongs to something else. Empty: there is none.
std::string comment_on(std::string_view source, uint32_t line);

// What is known of the registers that this instruction uses; null: nothing.
const store::CodeUse* use_of_instruction(const store::TraceInfo& info, uint64_t offset);

// What an instruction does with a register or a part of it: "ebp" is in rbp, "w19" in x19. Where
// nothing is known of its uses, whether its words name it.
struct RegisterUse {
  bool reads = false, writes = false, names = false;
  bool any() const { return reads || writes || names; }
  bool operator==(const RegisterUse&) const = default;
};
RegisterUse register_use(const store::CodeUse* known, std::string_view instruction,
                         std::string_view name);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_CODE_SOURCE_H_
