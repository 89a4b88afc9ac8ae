// What a switch does not keep, of what its ABI wants: from the harness's report. Pure functions.
#ifndef GREENLENS_TRACER_PROBE_FINDINGS_H_
#define GREENLENS_TRACER_PROBE_FINDINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/probe/request.h"
#include "tracer/probe/workshop.h"
#include "tracer/words/messages.h"

namespace greenlens::probe {

struct Finding {
  std::string id;        // of the sentence in the catalogue; its last part is for programs
  std::string context;   // that noticed it: "A", "B", "new"
  std::string name;      // of a register; else empty
  std::string had, got;  // hexadecimal, or empty
  int64_t bytes = 0;     // by which the stack pointer is off
  std::string sentence;
  bool last = false;  // nothing could be looked at any more
};

struct Findings {
  std::vector<Finding> list;      // none: nothing is lost
  std::vector<std::string> kept;  // registers, by name; none where it did not come to its end
  // Those that were looked at and may be lost, for the request says so, and are.
  std::vector<std::string> allowed;
  uint64_t switches = 0;
  bool first_entry = false;  // how a new context begins was looked at
};

// A register that may be lost and that this CPU does not have; empty when it has all.
Refused look_at_allowed(const Request& request, const Examination& examination);

Findings findings(const words::Messages& messages, const Request& request,
                  const Examination& examination);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_FINDINGS_H_
