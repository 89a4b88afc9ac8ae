// How a stack switch that somebody else has written is called and looked at: what a folder
// arch/<cpu> provides, as subject.S and subject.c, so that `greenlens probe` works there. A CPU
// without them has no such probe.
//
// Everything here stands beside arch_probe (arch/arch.h), which fills the registers and says what
// became of them: it calls arch_subject, and that calls the switch. A wrong switch may come back
// with any registers, any stack pointer, and on any stack. So nothing that is needed after it lies
// on a stack or in a register. One thread.
#ifndef GREENLENS_ARCH_SUBJECT_H_
#define GREENLENS_ARCH_SUBJECT_H_

#include "arch/arch.h"

#ifdef __cplusplus
extern "C" {
#endif

// clang-format off
#define ARCH_SUBJECT_ARGUMENTS 4   // so many at most, in the registers for the first arguments
#define ARCH_SUBJECT_GUARD 16      // words above the stack pointer that are the caller's
// clang-format on

// A call of the switch. It must not lie on a stack.
typedef struct arch_subject_call {
  void (*function)(void);
  uintptr_t arguments[ARCH_SUBJECT_ARGUMENTS];
  // A switch may be two functions: when the first one returns 0, this one is called by the same
  // caller. NULL: there is only one.
  void (*then)(void);
  uintptr_t then_arguments[2];
  // The probe's call that returns next: that of the context that is switched to, or this one's.
  arch_probe_call* resumes;
  // What came back.
  uint64_t results[2];                  // the two registers for results
  char* sp_before;                      // the stack pointer at the call
  char* sp_after;                       // and after it; NULL until then
  char* sp_between;                     // when `function` had returned and `then` was to be called
  uint64_t flags;                       // for arch_subject_wrong_flag
  uintptr_t guard[ARCH_SUBJECT_GUARD];  // what lay above sp_before
} arch_subject_call;

// For arch_probe_call.call; its argument is an arch_subject_call. Above the stack pointer that the
// switch is called with lie ARCH_SUBJECT_GUARD words which hold the address of
// arch_subject_returned: they are the caller's, nobody may change them, and a switch that pops too
// much comes back through them.
int arch_subject(void* call);
extern const unsigned char arch_subject_returned[] __attribute__((visibility("hidden")));

// How a new context begins. Who prepares one fills the first two members before.
typedef struct arch_subject_entry {
  char* stack;        // the high end of its stack, aligned as at a call
  void (*run)(void);  // is called there, and does not return
  char* sp;           // what the stack pointer was when it began
  // The registers for the first two arguments, and for the two results.
  uint64_t arguments[2], results[2];
  uint64_t flags;
  uint64_t controls;  // for arch_subject_wrong_control
} arch_subject_entry;
extern arch_subject_entry arch_subject_entered __attribute__((visibility("hidden")));

// The function that a new context begins with. It notes what it finds, whatever that is, and calls
// `run` at `stack`.
void arch_subject_begin(void);

// A word that can be everything that a switch may load from a context it knows: a register, a
// control word, a stack pointer, an address to go to. Where it is a stack pointer the memory is
// full of the same word, and where it is an address there is code that goes to arch_subject_landed.
// So a context or a stack that is filled with it begins whatever the layout is. 0 when the system
// refuses the memory for that.
uint64_t arch_subject_word(void);

// A flag that has to be clear when functions are entered and when they return, and is not, by name;
// NULL if there is none.
const char* arch_subject_wrong_flag(uint64_t flags);

// A control word by which floating-point operations would end a new context's program, by name;
// NULL if there is none.
const char* arch_subject_wrong_control(uint64_t controls);

// How many bytes the stack pointer is off from what the ABI wants at a function's entry.
int arch_subject_misalignment(const char* sp);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ARCH_SUBJECT_H_
