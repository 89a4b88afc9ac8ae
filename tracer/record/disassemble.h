// What arch_describe() says, as data for a trace, with the switch's code in words.
#ifndef GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
#define GREENLENS_TRACER_RECORD_DISASSEMBLE_H_

#include "tracer/store/trace_info.h"

namespace greenlens::record {

// Bytes that cannot be disassembled end the list of instructions.
store::ArchInfo describe_arch();

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_DISASSEMBLE_H_
