// What arch_describe() says, as data for a trace, with the switch's code in words.
#ifndef GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
#define GREENLENS_TRACER_RECORD_DISASSEMBLE_H_

#include <vector>

#include "arch/arch.h"
#include "tracer/store/trace_info.h"

namespace greenlens::record {

// Every byte of the switch, in order. An instruction that this Capstone has no words for is not
// left out: its text is a sentence that says why. (It goes on to the next mark where only a
// disassembler knows how long an instruction is.)
std::vector<store::Instruction> disassemble(const arch_description& arch);

// Of the CPU that this program runs on.
store::ArchInfo describe_arch();

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
