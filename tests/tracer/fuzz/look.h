// All that a person can ask of a trace file, asked: every room that a file's bytes reach is gone
// through. What must hold whatever the file is, is held; what does not ends the program.
#ifndef GREENLENS_TESTS_TRACER_FUZZ_LOOK_H_
#define GREENLENS_TESTS_TRACER_FUZZ_LOOK_H_

#include <cstdint>
#include <string>

namespace greenlens::fuzz {

struct Seen {
  uint64_t steps = 0;
  uint64_t faults = 0;  // that were said
  uint64_t contradicted = 0;
};

// `believe`: the writer, as far as it has looked for contradictions itself.
Seen look_at(const std::string& file, bool believe);

}  // namespace greenlens::fuzz

#endif  // GREENLENS_TESTS_TRACER_FUZZ_LOOK_H_
