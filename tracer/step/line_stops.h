// The lines of a program as places where its threads are stopped, and what is told there.
#ifndef GREENLENS_TRACER_STEP_LINE_STOPS_H_
#define GREENLENS_TRACER_STEP_LINE_STOPS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/instruction_facts.h"
#include "tracer/lines/lines.h"
#include "tracer/step/machine.h"

namespace greenlens::step {

class LineStops {
 public:
  // Of this file, which stays open: all lines of the sources to which `shown` gives a name.
  void open(Dwfl_Module* module, const std::function<std::string(const char* path)>& shown);
  const std::map<uint64_t, facts::SourceLine>& all() const { return all_; }
  bool has(uint64_t address) const { return all_.contains(address); }

  // What is told of a thread that has come there: with the program's own addresses. None where no
  // line begins.
  std::optional<facts::LineBegun> begun(uint64_t address, const Machine& memory,
                                        const Registers& now);

 private:
  std::optional<lines::Lines> lines_;
  std::map<uint64_t, facts::SourceLine> all_;
};

// Whether a source file is the program's: no library's, and not the engine's or its recorder's.
bool is_programs_own(const char* path);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_LINE_STOPS_H_
