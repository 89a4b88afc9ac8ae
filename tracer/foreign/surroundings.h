// What is around a program that is led: its files, how its memory is laid out, what it prints. One
// thread, the one that leads it.
#ifndef GREENLENS_TRACER_FOREIGN_SURROUNDINGS_H_
#define GREENLENS_TRACER_FOREIGN_SURROUNDINGS_H_

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/drain/maps.h"
#include "tracer/foreign/program.h"
#include "tracer/step/machine.h"

namespace greenlens::foreign {

struct Written {
  int file = 0;  // 1: standard output, 2: errors
  std::string bytes;
};

class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Whether the program is what is led from the beginning; otherwise the process becomes it.
  virtual bool is_program() const = 0;
  // Where the program begins when all of its files are in memory. 0: it says no such place.
  virtual uint64_t entry(pid_t process) = 0;
  virtual std::unique_ptr<Program> open(pid_t process) = 0;
  // Nothing where the system does not tell.
  virtual std::vector<drain::Mapped> maps(pid_t process) = 0;
  virtual uint64_t most_stack(pid_t process) = 0;  // bytes that its first thread may have
  virtual std::string thread_name(pid_t thread) = 0;
  // The address that could not be used, of a thread that is about to get this signal.
  virtual std::optional<uint64_t> fault_address(pid_t thread, int signal) = 0;
  // What the thread has written, at one of its system calls; or what anybody has, up to now.
  virtual std::optional<Written> wrote(pid_t thread, const step::Machine& memory) = 0;
  virtual std::vector<Written> printed() = 0;
  virtual void ends(pid_t thread) = 0;
  // Ends the program at once, where that is for us to do.
  virtual void kill(pid_t process) = 0;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_SURROUNDINGS_H_
