// What a trace says of the program that it comes from, said by that program: only it knows which
// engine it was linked with.
#ifndef GREENLENS_TRACER_RECORD_DESCRIBE_H_
#define GREENLENS_TRACER_RECORD_DESCRIBE_H_

#include <string>

#include "tracer/record/program_description.h"
#include "tracer/ring/shared.h"
#include "tracer/store/trace_info.h"

namespace greenlens::record {

// Whose greenlets it has.
core::Host& host_of(const ProgramDescription& program);
// `base` is the address that pictures call +0. The events' time was 0 at `began_ns` of the
// monotonic clock.
store::TraceInfo describe(const ProgramDescription& program, const void* base, uint64_t began_ns);
// Where the switch lies in this program.
void tell_switch_code(ring::SwitchCode* code);
// describe() as what a program puts into the ring first (ring::kHelloTag).
std::string hello(const ProgramDescription& program, const void* base, uint64_t began_ns);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_DESCRIBE_H_
