// A program that somebody leads through its code: its threads, their registers, its memory and
// breakpoints in it. How that is done is the derived class's business: traced by the system
// (traced.h), or asked over a wire (tracer/gdb).
//
// All of it on one thread.
#ifndef GREENLENS_TRACER_STEP_MACHINE_H_
#define GREENLENS_TRACER_STEP_MACHINE_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/step/cpu.h"

namespace greenlens::step {

// Why a thread stands still.
struct Stop {
  enum class Why : uint8_t {
    signal,   // it is about to get one; 5 (SIGTRAP) after a breakpoint or a single step
    stopped,  // by a signal that stops programs: it stays so until another one lets it go on
    begins,   // it is new, or was asked to stand still
    forks,    // it has made a copy of the program, `other`
    vforks,   // one that uses the same memory
    clones,   // it has made a thread
    becomes_another,  // exec
    ends,
    gone,          // nothing can be done with it any more
    calls_system,  // it enters the system or comes back; only after go_on_to_system_call()
  };
  pid_t thread = 0;
  Why why = Why::gone;
  int signal = 0;
  pid_t other = 0;
};

class Machine {
 public:
  virtual ~Machine() = default;

  // All threads that the program has now are led from here on. Empty, or why that cannot be.
  virtual std::string begin(pid_t program) = 0;
  virtual const Cpu& cpu() const = 0;
  virtual pid_t program() const = 0;  // its first thread
  virtual std::vector<pid_t> threads() const = 0;
  virtual bool is_of_program(pid_t thread) const = 0;

  // The next stop of any of them, if there is one. `over`: the program is gone.
  virtual std::optional<Stop> next(bool* over) = 0;
  // That of this one.
  virtual Stop wait(pid_t thread) = 0;
  virtual void go_on(pid_t thread, int signal) = 0;
  virtual void go_on_to_system_call(pid_t thread, int signal) = 0;  // that stops it, too
  virtual void go_on_stopped(pid_t thread) = 0;                     // of Why::stopped
  virtual void step(pid_t thread) = 0;
  virtual void interrupt(pid_t thread) = 0;
  virtual void let_go(pid_t thread, int signal) = 0;  // for good
  // While a thread is stepped no signal gets in between, but for those that tell of a fault of its
  // own. What was held before.
  virtual uint64_t hold_signals(pid_t thread) = 0;
  virtual void release_signals(pid_t thread, uint64_t held) = 0;

  // Of a thread that stands still: false when it is gone.
  virtual bool read_registers(pid_t thread, Registers* registers) = 0;
  virtual bool set_pc(pid_t thread, uint64_t pc) = 0;

  // The program's memory is another one than before, or is to be looked at for the first time.
  virtual void look_at_memory() = 0;
  // What lies there; shorter where there is no memory.
  virtual std::string read(uint64_t address, size_t bytes) const = 0;

  // How far behind its address pc stands of who has come to a breakpoint.
  virtual uint64_t behind_breakpoint() const = 0;
  virtual bool set_breakpoint(uint64_t address) = 0;  // false: it cannot be
  virtual bool has_breakpoint(uint64_t address) const = 0;
  // Takes one away for a moment, and puts it back.
  virtual void lift(uint64_t address) = 0;
  virtual void put_back(uint64_t address) = 0;
  // Takes all away, for good; or in a copy of the program.
  virtual void clear_breakpoints() = 0;
  virtual void clear_in(pid_t copy) = 0;
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_MACHINE_H_
