// The contract of a CPU: what a folder arch/<cpu> must provide so that the engine can switch
// stacks.
//
// A switch is one assembly function. It spills what the ABI calls callee-saved (integer, floating
// point and vector registers, and the floating-point control words), asks the engine how far the
// stack pointer must move, moves it, lets the engine put the target's bytes in place, reloads and
// returns: in another greenlet. It "returns twice", like fork. The shape (pure assembly with two
// callbacks) is stackman's; the names are the articles'.
//
// Everything here is plain C and knows nothing about greenlets. Nothing here allocates, blocks or
// fails, but for what the hooks answer; all of it may be used in any number of threads at once.
#ifndef GREENLENS_ARCH_ARCH_H_
#define GREENLENS_ARCH_ARCH_H_

#include <stddef.h>
#include <stdint.h>

#include "arch/conventions.h"
#include "arch/one_stack.h"
#include "arch/stepping.h"

#ifdef __cplusplus
extern "C" {
#endif

// What `arch_hooks.save` answers, besides an even distance in bytes.
// clang-format off
#define ARCH_RUN_HERE 1        // do not move: return 1 at once, on this stack (a first start)
#define ARCH_SAVE_FAILED (-1)  // nothing was changed: return -1 at once, on this stack
// clang-format on

// The two callbacks of a switch. The struct must live until the switch has called `restore`, and
// must not lie on a stack that is being switched: the assembly keeps its address in a callee-saved
// register across the move. Both are called on the switching thread, in this order, each once. An
// exception may leave `save`, and then finds the caller of arch_switch. None may leave `restore`: a
// walk up the stack ends at arch_switch from the move of the stack pointer until `restore` has
// returned, because the frames above it are not there yet.
typedef struct arch_hooks {
  // Called after the registers have been spilled. `sp` is the address of the spilled frame: the
  // lowest byte that must survive. Returns the distance to add to the stack pointer (a multiple of
  // the ABI's stack alignment), or one of the two answers above, after which nobody calls
  // `restore`.
  intptr_t (*save)(struct arch_hooks* hooks, char* sp);
  // Called with the stack pointer already moved by that distance; `sp` is the target's spilled
  // frame, whose bytes this call has to put in place. Its own frame lies below them. It has no way
  // to fail: the origin's bytes may be gone already.
  void (*restore)(struct arch_hooks* hooks, char* sp);
} arch_hooks;

// Switches. Returns 0 when this stack is resumed by a later switch, ARCH_RUN_HERE or
// ARCH_SAVE_FAILED as above. A stack that returns ARCH_RUN_HERE will return 0 from the same call
// when it is resumed. A stack belongs to its thread: resume it on no other.
int arch_switch(arch_hooks* hooks);

// Calls run(argument) as the first frame of a greenlet's stack: a debugger's or an unwinder's walk
// ends here. Above lie frames of others. If `run` returns, the greenlet has ended, and what it
// returns are the hooks of the switch that leaves its stack for good: `save` has to answer a
// distance then. Where calls push what returns pop, the processor expects each return after that
// one where it goes: it has seen as many calls as returns.
__attribute__((noreturn)) void arch_enter(arch_hooks* (*run)(void* argument), void* argument);

// One register (or control word) in the frame that arch_switch spills.
typedef struct arch_slot {
  const char* name;     // as the ABI document spells it: "rbx", "mxcsr"
  int offset;           // from the spilled frame's `sp`, in bytes
  int size;             // in bytes
  const char* purpose;  // one short phrase: "callee-saved", "return address", "FP control word"
} arch_slot;

// A point of arch_switch that a reader wants to find: "spill", "call save", "move sp", "call
// restore", "reload".
typedef struct arch_mark {
  const char* name;
  const unsigned char* address;  // of the first instruction of that block
  int line;                      // of switch.S
} arch_mark;

// The same frame picture that stands in switch.S, as data: drawn by the app and checked by a test.
typedef struct arch_description {
  const char* name;           // "x86-64"
  const char* abi;            // "System V AMD64"
  const char* switch_source;  // "arch/x86_64/switch.S"
  int pointer_size;           // bytes
  int stack_alignment;        // bytes
  arch_conventions conventions;
  int frame_size;  // bytes from the spilled frame's `sp` up to and including the return address
  const arch_slot* slots;  // ascending offsets
  int slot_count;
  const arch_mark* marks;  // ascending addresses
  int mark_count;
  const unsigned char* code;  // the switch's machine code
  size_t code_size;           // bytes
  arch_disassembler disassembler;
  arch_stepping stepping;
} arch_description;

// Never NULL; the same for ever, from the program's first constructor on.
const arch_description* arch_describe(void);

// The probe, for tests: what does a call leave of what it has to preserve? It says so however
// wrongly a switch returns to it: nothing that it needs then lies on the stack or in a register.
typedef struct arch_probe_call {
  int (*call)(void* argument);
  void* argument;
  // arch_probe_words() words each, one for each of arch_probe_name(i): what the registers hold when
  // `call` is called, and what they hold when it has returned.
  const uint64_t* in;
  uint64_t* out;
  char* sp_before;  // the stack pointer at the call
  char* sp_after;   // and after it; NULL until then
  intptr_t result;  // what it returned
} arch_probe_call;

// Sets every callee-saved register and control word, calls, fills the rest of the struct, and
// returns with the caller's own registers. If the call switches stacks, it returns as often as they
// are resumed, and the struct must not lie on any of them.
void arch_probe(arch_probe_call* probe);

// The call that returns next. arch_probe sets it; who switches stacks meanwhile sets it to the one
// that the target is in, and who leaves the call by an exception to the one outside. One for all
// threads: tests probe on one.
extern arch_probe_call* arch_probe_returning __attribute__((visibility("hidden")));

// The instruction that the call returns to. A register that holds this address is a place that a
// wrong return address or stack pointer can safely come to.
extern const unsigned char arch_probe_returned[] __attribute__((visibility("hidden")));

// A word is a register, or 64 bits of a longer one, which then has several of the same name.
int arch_probe_words(void);
const char* arch_probe_name(int word);  // as arch_slot.name
// The bits of a word that can be set freely (control words have reserved bits).
uint64_t arch_probe_mask(int word);
// A valid value for that word, different for each seed.
uint64_t arch_probe_value(int word, unsigned seed);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ARCH_ARCH_H_
