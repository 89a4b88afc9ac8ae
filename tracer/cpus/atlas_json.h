// The atlas for programs. Pure.
#ifndef GREENLENS_TRACER_CPUS_ATLAS_JSON_H_
#define GREENLENS_TRACER_CPUS_ATLAS_JSON_H_

#include <vector>

#include "tracer/cpus/cpu.h"
#include "tracer/facts/json.h"
#include "tracer/words/messages.h"

namespace greenlens::cpus {

// All that is known of a CPU, and what is different from the other one, in sentences:
// docs/cli.md has the members.
facts::Json cpu_json(const words::Messages& messages, const Cpu& cpu, const Cpu& other);
// Of all, what is different from the first one.
facts::Json atlas_json(const words::Messages& messages, const std::vector<Cpu>& cpus);

}  // namespace greenlens::cpus

#endif  // GREENLENS_TRACER_CPUS_ATLAS_JSON_H_
