// What who reads or steps a program's code has to know of its CPU, as data.
#ifndef GREENLENS_ARCH_STEPPING_H_
#define GREENLENS_ARCH_STEPPING_H_

#include <stdint.h>

// What puts the machine code into words: Capstone's numbers for this CPU, which are the same in its
// versions 4 and 5. Only numbers, so that nothing here needs its header.
typedef struct arch_disassembler {
  int architecture;  // a CS_ARCH; a Capstone may be too old for it, or built without it
  uint32_t mode;     // CS_MODEs
  int syntax;        // a CS_OPT_SYNTAX: the one that switch.S is written in
  // How long an instruction is that Capstone does not know, in bytes: lengths[first byte >>
  // length_shift & 3]. 0 if only a disassembler can tell.
  int length_shift;
  unsigned char lengths[4];
} arch_disassembler;

// A register, where the system puts it when it tells of a thread that stands still
// (PTRACE_GETREGSET).
typedef struct arch_register {
  const char* name;  // as arch_slot.name
  int set;           // 1: general registers (NT_PRSTATUS), 2: floating-point ones (NT_PRFPREG)
  int offset;        // in the set, in bytes
  int size;          // in bytes, at most 8
  int dwarf;         // its number in debug information; -1: it has none, or nobody needs it
  // Bits that a call need not preserve, of a register that it has to preserve: flags of what was
  // computed, beside those that control it.
  unsigned long long status;
} arch_register;

// What there is to know for who steps a program on this CPU. All zeros: nothing is known.
typedef struct arch_stepping {
  const arch_register* registers;
  int register_count;
  int pc, sp;                       // which rows they are
  const unsigned char* breakpoint;  // the instruction that stops whoever comes to it
  int breakpoint_size;              // in bytes
  int behind_breakpoint;            // how far behind its address the pc stands then, in bytes
  int pushed_by_call;               // so many bytes of a return address are pushed by a call
} arch_stepping;

#endif  // GREENLENS_ARCH_STEPPING_H_
