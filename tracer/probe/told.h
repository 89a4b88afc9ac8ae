// What was found, for people and for programs. Pure functions.
#ifndef GREENLENS_TRACER_PROBE_TOLD_H_
#define GREENLENS_TRACER_PROBE_TOLD_H_

#include <string>

#include "tracer/facts/json.h"
#include "tracer/probe/findings.h"

namespace greenlens::probe {

// Lines: what was examined, a sentence for each finding, what is kept.
std::string told(const words::Messages& messages, const Request& request, const Findings& found);

// One object: function, calls, cpu, abi, switches, kept, findings, ... (docs/probe.md)
facts::Json to_json(const Request& request, const Findings& found);

// As an option is refused, or an examination.
std::string sentence(const words::Messages& messages, const Refused& refused);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_TOLD_H_
