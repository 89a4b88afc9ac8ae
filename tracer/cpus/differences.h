// What is different about a CPU's switch, in sentences. Pure.
#ifndef GREENLENS_TRACER_CPUS_DIFFERENCES_H_
#define GREENLENS_TRACER_CPUS_DIFFERENCES_H_

#include <string>
#include <vector>

#include "tracer/cpus/cpu.h"
#include "tracer/words/messages.h"

namespace greenlens::cpus {

// Of `cpu`, each with how it is on the other one; none where both are the same. What they say
// follows from the two frames, the code, and what the ABIs say (Conventions).
std::vector<std::string> differences(const words::Messages& messages, const Cpu& cpu,
                                     const Cpu& other);

// How long its instructions are, as a text: "4", "2–6".
std::string lengths(const Cpu& cpu);

}  // namespace greenlens::cpus

#endif  // GREENLENS_TRACER_CPUS_DIFFERENCES_H_
