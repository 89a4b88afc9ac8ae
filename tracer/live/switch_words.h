// The switch's code in words, for a program that had no disassembler to say them
// (tracer/record/disassemble.h): one of another CPU.
#ifndef GREENLENS_TRACER_LIVE_SWITCH_WORDS_H_
#define GREENLENS_TRACER_LIVE_SWITCH_WORDS_H_

#include "tracer/step/cpu.h"
#include "tracer/store/trace_info.h"

namespace greenlens::live {

// Pieces of code without words become the instructions of that CPU's switch as the atlas has it
// (tracer/cpus), with the program's own bytes. Code with words stays as it is. Code that is not the
// atlas's, but for what a linker fills in, is what the disassembler of that CPU says; without one,
// or where it does not know some of it, it is left in pieces that say so.
void find_switch_words(const step::Cpu* disassembled_by, store::TraceInfo* info);

// Which registers each instruction uses, as far as the disassembler of its CPU says it.
void find_register_uses(const step::Cpu& cpu, store::TraceInfo* info);

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_SWITCH_WORDS_H_
