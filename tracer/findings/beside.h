// What is to be said beside a line of a program's source: who is parked there, and what looks wrong
// with it. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_BESIDE_H_
#define GREENLENS_TRACER_FINDINGS_BESIDE_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tracer/findings/findings.h"
#include "tracer/findings/parked.h"
#include "tracer/words/messages.h"

namespace greenlens::findings {

struct Beside {
  std::string text;    // "parked 5.8 s", who is there longest; "ran 412 ms, leak ×198"
  bool warns = false;  // something looks wrong
  bool operator==(const Beside&) const = default;
};

// By lines of a file, as the trace calls it, from 1. Of those who are parked alone and of whom it
// is not known what they wait for nothing is said: their names stand there. `groups` are those of a
// state (parked()), which was told at `now_ns`.
std::map<uint32_t, Beside> beside_lines(const words::Messages& messages, const std::string& file,
                                        const std::vector<Group>& groups, uint64_t now_ns,
                                        const std::vector<Finding>& findings);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_BESIDE_H_
