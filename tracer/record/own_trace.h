// The process's recording of itself (tracer/record/start_trace.h), for who begins and ends it in
// other words.
#ifndef GREENLENS_TRACER_RECORD_OWN_TRACE_H_
#define GREENLENS_TRACER_RECORD_OWN_TRACE_H_

#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/record/program_description.h"
#include "tracer/record/start_trace.h"

namespace greenlens::record {

// Begins what the environment asks for, if it does; false when there is none. What is wrong is
// printed, as it is when that recording ends.
bool begin_trace_of_environment(const ProgramDescription& program, const void* base);
// Likewise the program's offer to be recorded (tracer/ring/offer.h); false when nothing asks for
// it.
bool begin_offer_of_environment(const ProgramDescription& program);
// As start_trace() does, of a program that is described by more than a file's name.
bool start_trace_of(const ProgramDescription& program, const char* file,
                    const TraceOptions& options, const void* base);
// The program ends, as far as recordings go: whoever records it is told.
void end_offer(facts::End how, std::string_view what);
// Returns when what was told by now is in the file of a recording that is written all along: before
// the process is another program's.
void let_all_be_written();
// False when there is none, or it is not complete.
bool end_trace(facts::End how, std::string_view what);

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_OWN_TRACE_H_
