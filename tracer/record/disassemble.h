// The switch's code in words.
//
// The one seam at which a program differs that was built for another CPU than the machine's: it has
// no disassembler (undisassembled.cc), and whoever records it finds the words.
#ifndef GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
#define GREENLENS_TRACER_RECORD_DISASSEMBLE_H_

#include <vector>

#include "arch/arch.h"
#include "tracer/store/trace_info.h"

namespace greenlens::record {

// Every byte of the switch, in order. An instruction that this Capstone has no words for is not
// left out: its text is a sentence that says why. (It goes on to the next mark where only a
// disassembler knows how long an instruction is.) Without a disassembler each block is one piece,
// from its mark to the next, whose text is empty (tracer/live/switch_words.h).
std::vector<store::Instruction> disassemble(const arch_description& arch);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
