// A line of a trace as JSON lines, and back: tracer/export/jsonl.cc writes what
// tracer/export/jsonl_import.h reads.
#ifndef GREENLENS_TRACER_EXPORT_JSONL_LINE_H_
#define GREENLENS_TRACER_EXPORT_JSONL_LINE_H_

#include <string>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/json.h"
#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"

namespace greenlens::exports {

// Of these lines, not of the trace's bytes.
inline constexpr int kJsonlVersion = 2;

// Whether raw numbers in it (registers, a fault's address) are what the program had, or relative to
// their thread's base: then they are negative, and null is one that is no address in its stack.
enum class Numbers : uint8_t { relative, raw };

// The fact's fields, and by which line of the engine it was told: of a file by its name, if it is
// the first one that has it, else by its number.
facts::Json event_to_line(const facts::Event& event, const std::vector<store::SourceText>& sources,
                          Numbers numbers);
// Back, and when and in which thread. False when something is missing or wrong: `wrong` is its
// path.
bool event_from_line(facts::Json line, const std::vector<store::SourceText>& sources,
                     Numbers numbers, facts::Event* event, std::string* wrong);

// A state by its list of fields, and back likewise.
facts::Json state_to_line(const state::State& state, Numbers numbers);
bool state_from_line(facts::Json line, Numbers numbers, state::State* state, std::string* wrong);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_JSONL_LINE_H_
