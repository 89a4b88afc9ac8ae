// How a program died, as its last signal tells.
#ifndef GREENLENS_TRACER_FOREIGN_CRASH_H_
#define GREENLENS_TRACER_FOREIGN_CRASH_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/engine_facts.h"

namespace greenlens::foreign {

struct Crash {
  pid_t thread = 0;
  int signal = 0;
  bool has_address = false;
  uint64_t address = 0;                    // raw
  facts::Address sp = facts::kNull;        // as the thread's others
  std::vector<facts::CFrame> frames{};     // likewise
  uint64_t stack_low = 0, stack_high = 0;  // raw, of the stack that it stood on; low 0: unknown
  uint64_t stack_bytes = 0;
};

bool says_it_is_broken(int signal);
std::string signal_text(int signal);  // "SIGSEGV: Segmentation fault"
// Whether such a signal tells an address that could not be used.
bool has_address(int signal, int code);
// Puts it into the fact about the end, in which this one ran.
void describe(const Crash& crash, facts::GreenletId who, facts::ProgramFinished* fact);

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_CRASH_H_
