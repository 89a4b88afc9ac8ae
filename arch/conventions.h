// What a CPU's ABI says of calls that a frame's table does not show: for whoever compares CPUs.
#ifndef GREENLENS_ARCH_CONVENTIONS_H_
#define GREENLENS_ARCH_CONVENTIONS_H_

// Names are spelled as in arch_slot.name. NULL or 0: there is no such thing.
typedef struct arch_conventions {
  const char* stack_pointer;  // "rsp"
  const char* link_register;  // where a call leaves the return address; NULL: it is pushed
  const char* arguments;      // the first two: "rdi, rsi"; NULL: they are passed on the stack
  // Which slots are what: all others are general registers, but for the return address.
  const char* floating;      // the names of callee-saved FP registers: this and a number
  const char* vectors;       // likewise
  const char* control;       // control and status registers: "fpscr, cr"
  int red_zone;              // bytes below the stack pointer that stay a function's own
  const char* callers_area;  // what of its caller's frame a function may write into
  int below_frame;           // bytes between the stack pointer and the spilled frame: theirs
  int back_chain;  // 1: the word at the stack pointer is kept the address of the caller's frame
  const char* own_address;       // where a function that is called by address finds that address
  const char* data_register;     // callee-saved, and finds a library's data
  const char* signs_return;      // the instruction that signs the return address with sp
  int executes_behind_branches;  // 1: branches have a delay slot
} arch_conventions;

#endif  // GREENLENS_ARCH_CONVENTIONS_H_
