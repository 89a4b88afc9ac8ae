// Records a program that knows nothing of us, by its own function that switches stacks.
//
// Who calls the function is led through it instruction by
// instruction (tracer/step/walker.h), and from the stack pointer it is known that another context
// runs. What is seen becomes the stream of a trace, here: nobody else tells anything.
#ifndef GREENLENS_TRACER_FOREIGN_WATCHER_H_
#define GREENLENS_TRACER_FOREIGN_WATCHER_H_

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/values.h"
#include "tracer/foreign/surroundings.h"
#include "tracer/ring/gate.h"
#include "tracer/step/machine.h"

namespace greenlens::foreign {

struct Wanted {
  std::string program;                // its name, for the trace
  std::vector<std::string> switches;  // names of functions; kAutomatic: they are looked for
  std::vector<std::string> stacks;    // names of variables that are stacks
  bool instructions = true;           // each is told; else only what they come to
  bool lines = false;                 // each line of its sources is told that begins
  bool may_be_a_script = false;       // another program may come that has the functions
};
inline constexpr std::string_view kAutomatic = "auto";

class Watcher {
 public:
  // Gets whole chunks of the stream; false: it takes no more.
  using Sink = std::function<bool(std::string_view)>;
  // The gate says how far the program may go, and outlives this. The machine and what is around it
  // are a traced process's (step::Traced, Process), or somebody else's.
  Watcher(Wanted wanted, ring::Gate& gate, Sink sink, std::unique_ptr<step::Machine> machine,
          std::unique_ptr<Surroundings> surroundings);
  ~Watcher();
  Watcher(const Watcher&) = delete;

  // --- on one thread, in this order
  // Of a process that has not yet become the program, or is it. Empty, or why it cannot be watched.
  std::string begin(pid_t process);
  // Returns when the program has ended, or has been left.
  void run();
  // Its status as waitpid() gives it: how it ended is told, and the stream is complete.
  void finish(int wait_status);
  // It runs on, and nothing more is told.
  void finish_as_left();

  // Of one that was left, whose output comes through us: as often as possible.
  void pass_on_output();

  // Then: what has become of the functions that were named.
  struct Found {
    std::vector<std::string> missing;         // no function of the program has that name
    std::vector<std::string> near;            // all that it has, if any is missing
    std::vector<std::string> switched;        // those that went to another stack
    std::vector<std::string> unknown_stacks;  // no variable of the program has that name
    bool called = false;                      // any of them
  };
  const Found& found() const;

  // From any thread: run() returns soon.
  void leave();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::foreign

#endif  // GREENLENS_TRACER_FOREIGN_WATCHER_H_
