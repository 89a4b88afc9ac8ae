// What a walk up the stack has to know of a CPU: unwind information (DWARF's call frame
// information, as .eh_frame has it) names registers by numbers, and says everything else itself.
//
// Plain C, data and small functions. Nothing here allocates, locks or asks the system for anything;
// all of it may be used in a signal handler.
#ifndef GREENLENS_ARCH_WALK_H_
#define GREENLENS_ARCH_WALK_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// The registers whose values a walk follows have numbers below this, on every CPU.
#define ARCH_WALK_REGISTERS 33

#define ARCH_RETURN_ADDRESS_ON_STACK (-1)

// What the registers hold at one instruction.
typedef struct arch_registers {
  uint64_t pc;
  uint64_t known;  // bit n: values[n] is right
  uint64_t values[ARCH_WALK_REGISTERS];
} arch_registers;

typedef struct arch_walk {
  // What a call preserves, by the numbers of the ABI document, spelt as arch_slot.name. NULL: of
  // others a walk does not tell.
  const char* const* names;
  int name_count;
  int sp;              // the stack pointer's number
  int return_address;  // the number of what a call leaves it in; ARCH_RETURN_ADDRESS_ON_STACK: at
                       // sp
  // How far a caller's sp lies below what unwind information calls its callee's frame address, when
  // that does not say where sp was saved.
  int cfa_above_sp;
  // So many bytes below sp belong to the function that runs, too: no signal's handler writes there.
  // It may have taken registers back from there a moment ago.
  int red_zone;
  // Whether there is unwind information of that kind; when not, no caller is ever found.
  int has_unwind_information;
} arch_walk;

extern const arch_walk arch_this_cpus_walk;

// Calls walk(here, argument): `here` is an instruction of this function, whose frame stays as it is
// until `walk` returns, and so do its callers'. Only what calls preserve is known.
void arch_from_here(void (*walk)(const arch_registers* here, void* argument), void* argument);

// The registers that a signal interrupted. `context` is the third argument of its handler.
void arch_interrupted(const void* context, arch_registers* registers);

// When `pc` (in code that is there) is where a signal handler returns to, and this CPU's unwind
// information does not tell what it returns to: such a context, above `sp`; else NULL. It is read
// only if it has `*bytes`.
const void* arch_signal_context(uint64_t pc, uint64_t sp, size_t* bytes);

// A return address without what the processor may have put into its unused bits.
uint64_t arch_return_address(uint64_t stored);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ARCH_WALK_H_
