// The CPUs that there is a stack switch for.
#ifndef GREENLENS_TRACER_CPUS_ATLAS_H_
#define GREENLENS_TRACER_CPUS_ATLAS_H_

#include <string>
#include <string_view>
#include <vector>

#include "tracer/cpus/cpu.h"

namespace greenlens::cpus {

// All that there are, in the order in which they are shown: the first one is what others are
// compared with. Made once; any thread.
const std::vector<Cpu>& all();
// By its name or its folder, however it is written: "x86-64", "X86_64". Null: there is none.
const Cpu* find(std::string_view name);
// What find() knows, each once.
std::vector<std::string> known_names();

}  // namespace greenlens::cpus

#endif  // GREENLENS_TRACER_CPUS_ATLAS_H_
