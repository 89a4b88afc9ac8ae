// What became of a wrong switch, for people and for programs. Pure functions.
#ifndef GREENLENS_TRACER_LAB_TOLD_H_
#define GREENLENS_TRACER_LAB_TOLD_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/lab/outcome.h"

namespace greenlens::lab {

// One that was tried.
struct Tried {
  Variant variant;   // of a file of one's own: its name is the title, and there is no more
  bool own = false;  // it is such a file
  std::string scenario;
  std::string cpu;  // another one's, as it was asked for; empty: this machine's
  std::vector<Difference> different;
  Outcome outcome;
  std::string recording;  // the file; empty: it was not kept
};

// Lines: what it breaks, what is different, what turned red, the crash, how far that is.
std::string told(const words::Messages& messages, const Tried& tried);
// One object (docs/lab.md).
facts::Json to_json(const Tried& tried);

// The list of those that are built in.
std::string list(const words::Messages& messages, const std::vector<Variant>& variants);
facts::Json list_json(const std::vector<Variant>& variants);

std::string sentence(const words::Messages& messages, const probe::Refused& refused);

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_TOLD_H_
