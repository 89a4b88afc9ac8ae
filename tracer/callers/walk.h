// A walk up the stack, from function to caller, by the unwind information that compilers write for
// exceptions and debuggers.
//
// It is for walks inside a program that must not notice: no lock, no allocation, no system call;
// nothing is asked of the C++ runtime, and nothing is read but code, unwind information and a part
// of the stack that is named. It may be used in a signal handler. What it finds out where the stack
// was overwritten may be wrong, but it comes to an end. It never guesses: where nobody has written
// down how to find a caller, there is none.
#ifndef GREENLENS_TRACER_CALLERS_WALK_H_
#define GREENLENS_TRACER_CALLERS_WALK_H_

#include <cstddef>
#include <cstdint>

#include "arch/walk.h"
#include "tracer/callers/known_rules.h"
#include "tracer/callers/rules.h"
#include "tracer/callers/stack_bytes.h"

namespace greenlens::callers {

// Where a function put a register of its caller.
struct Saved {
  uint16_t number;
  uint64_t at;
};

class Walk {
 public:
  // From these registers on; of the stack it reads [their sp, stop), and their red zone. `known`
  // makes it quicker; it may be nullptr.
  Walk(const arch_registers& from, uint64_t stop, KnownRules* known = nullptr);
  ~Walk();
  Walk(const Walk&) = delete;
  Walk& operator=(const Walk&) = delete;

  // The function that the walk is at. pc lies behind its call, or, when it was interrupted (and at
  // the beginning), on the instruction that comes next.
  uint64_t pc() const { return registers_.pc; }
  uint64_t sp() const { return registers_.values[cpu_.sp]; }
  bool interrupted() const { return interrupted_; }
  // What it has in its registers, as far as anybody kept it.
  const arch_registers& registers() const { return registers_; }

  // Goes to its caller. False when nobody called, or when nobody can tell who did: then pc and sp
  // stay.
  bool step();

  // --- of the function that step() left, or did not
  // What it had saved on the stack, ascending by number; known also if nobody called it.
  const Saved* saved() const { return saved_; }
  size_t saved_count() const { return saved_count_; }
  // Where its return address was put; 0: not on the stack.
  uint64_t return_address_at() const { return return_address_at_; }

 private:
  bool step_by(const Rules& rules);
  bool step_out_of_signal();
  bool step_out_of_nowhere();
  bool value(const Rule& rule, uint64_t frame, uint64_t* at, uint64_t* value) const;
  bool go(const arch_registers& to, bool interrupted);

  const arch_walk& cpu_ = arch_this_cpus_walk;
  arch_registers registers_;
  StackBytes stack_;
  KnownRules* const known_;
  bool interrupted_ = true;
  uint64_t return_address_at_ = 0;
  size_t saved_count_ = 0;
  Saved saved_[Rules::kMost];
};

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_WALK_H_
