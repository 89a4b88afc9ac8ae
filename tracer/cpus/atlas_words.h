// The atlas for people: what every face shows of a CPU's switch. Pure.
#ifndef GREENLENS_TRACER_CPUS_ATLAS_WORDS_H_
#define GREENLENS_TRACER_CPUS_ATLAS_WORDS_H_

#include <string>
#include <vector>

#include "tracer/cpus/cpu.h"
#include "tracer/words/messages.h"

namespace greenlens::cpus {

struct Property {
  std::string label, value;  // "frame, bytes", "208"
};
// What has a short value: the same labels, in the same order, for every CPU.
std::vector<Property> properties(const words::Messages& messages, const Cpu& cpu);
// What needs a line: the ABI, the names of the registers by kind (those kinds that there are), the
// instruction that moves sp.
std::vector<Property> described(const words::Messages& messages, const Cpu& cpu);

// All CPUs beside each other, and of each what it has and what is different from the first one.
std::string overview_text(const words::Messages& messages, const std::vector<Cpu>& cpus);
// One of them: its frame, its code, and what is different from the other one.
std::string cpu_text(const words::Messages& messages, const Cpu& cpu, const Cpu& other);

}  // namespace greenlens::cpus

#endif  // GREENLENS_TRACER_CPUS_ATLAS_WORDS_H_
