// What a thread that stands still at a system call writes.
#ifndef GREENLENS_TRACER_FOREIGN_SYSTEM_CALLS_H_
#define GREENLENS_TRACER_FOREIGN_SYSTEM_CALLS_H_

#include <sys/types.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tracer/foreign/surroundings.h"
#include "tracer/step/machine.h"

namespace greenlens::foreign {

class Writes {
 public:
  // At each stop of a thread that this one traces: what it has written, when that is done.
  std::optional<Written> hear(pid_t thread, const step::Machine& memory);
  void forget(pid_t thread) { begun_.erase(thread); }

 private:
  struct Begun {
    int file = 0;
    uint64_t at = 0;
    uint64_t parts = 0;  // of a list of pieces at `at`; 0: the bytes themselves
  };
  std::map<pid_t, Begun> begun_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_SYSTEM_CALLS_H_
