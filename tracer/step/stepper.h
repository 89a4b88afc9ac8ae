// Steps a program through each of its switches, instruction by instruction, and through its own
// lines.
//
// A thread of ours traces the program (ptrace), with breakpoints at the beginning of the switch and
// behind the calls that it makes. Who comes to the first one is led through the switch, one
// instruction at a time; what it calls runs freely. Each instruction goes to the one who drains
// what the program tells (tracer/drain/steps.h), which puts it where it belongs. The program's
// signals wait while one of its threads is between two instructions of the switch.
//
// Who steps and is killed takes the program with him. A forked child is let go without breakpoints,
// and so is the program when it becomes another one.
#ifndef GREENLENS_TRACER_STEP_STEPPER_H_
#define GREENLENS_TRACER_STEP_STEPPER_H_

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <string>

#include "tracer/drain/steps.h"
#include "tracer/lines/lines.h"
#include "tracer/ring/shared.h"
#include "tracer/step/machine.h"

namespace greenlens::step {

class Stepper {
 public:
  // Of a program that is led in another way than by the system: how, and where its switch is,
  // [begin, end) as its file says it; and to how many bytes its stack pointer is aligned.
  struct Elsewhere {
    std::unique_ptr<Machine> machine;
    uint64_t begin = 0, end = 0, stack_alignment = 1;
    bool odd = false;  // as step::Code has it
    // Its file, whose debug information says where lines begin, with the addresses that they have
    // while it runs. Null: it is not looked for.
    std::shared_ptr<Dwfl_Module> file{};
  };
  // Both outlive it.
  Stepper(ring::Shared& shared, drain::Steps& steps);
  Stepper(ring::Shared& shared, drain::Steps& steps, Elsewhere elsewhere);
  ~Stepper();  // leave()
  Stepper(const Stepper&) = delete;

  // Returns when the program is traced, or why it cannot be: one of the words below, and the
  // system's reason with it. Once, while the program stands still and lives; of one that is led
  // elsewhere before its first instruction.
  struct Refusal {
    enum class Why : uint8_t { none, no_cpu, not_allowed, no_code } why = Why::none;
    std::string reason;
  };
  Refusal begin(pid_t program);
  // Lets the program go, which runs on without us. Also when it has ended, and from another thread.
  void leave();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_STEPPER_H_
