// What subject.S loads and stores, and a word that begins a context of any layout.
#define _GNU_SOURCE
#include "arch/subject.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>

#define AT(type, field, offset) _Static_assert(offsetof(type, field) == (offset), "see subject.S")
AT(arch_subject_call, arguments, 8);
AT(arch_subject_call, then, 40);
AT(arch_subject_call, then_arguments, 48);
AT(arch_subject_call, resumes, 64);
AT(arch_subject_call, results, 72);
AT(arch_subject_call, sp_before, 88);
AT(arch_subject_call, sp_after, 96);
AT(arch_subject_call, sp_between, 104);
AT(arch_subject_call, flags, 112);
AT(arch_subject_call, guard, 120);
AT(arch_subject_entry, run, 8);
AT(arch_subject_entry, sp, 16);
AT(arch_subject_entry, arguments, 24);
AT(arch_subject_entry, results, 40);
AT(arch_subject_entry, flags, 56);
AT(arch_subject_entry, controls, 64);

// The word is the address kRegion + 0x6eb. In memory, lowest byte first, it is eb 06 00 00 00 12 00
// 00, and as code the first two bytes are `jmp .+8`: to the next such word. So memory that is full
// of it is a stack from which only this word can be popped, and as code it leads upwards to its
// end, where a jump to arch_subject_begin stands.
//
// Each half of it is a valid mxcsr, whose bits 16 to 31 have to be clear, and each quarter a valid
// x87 control word. As flags it does not set TF (bit 8), which would stop the program after each
// instruction.
#define REGION UINT64_C(0x120000000000)
#define WORD (REGION + 0x6eb)
enum { kRegionBytes = 0x4000, kJumpAt = 0x3003 };

uint64_t arch_subject_word(void) {
  void* at = (void*)REGION;
  void* got = mmap(at, kRegionBytes, PROT_READ | PROT_WRITE | PROT_EXEC,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
  if (got != at) return 0;
  char* region = got;
  const uint64_t word = WORD;
  for (size_t i = WORD % 8; i < kJumpAt; i += sizeof word) memcpy(region + i, &word, sizeof word);
  // jmp *0(%rip), and the address behind it
  static const unsigned char jump[] = {0xff, 0x25, 0, 0, 0, 0};
  void (*begin)(void) = arch_subject_begin;
  memcpy(region + kJumpAt, jump, sizeof jump);
  memcpy(region + kJumpAt + sizeof jump, &begin, sizeof begin);
  return word;
}

// The direction flag.
const char* arch_subject_wrong_flag(uint64_t flags) {
  return (flags & 0x400) != 0 ? "the direction flag" : NULL;
}

// The bits that mask exceptions: all are set when a program starts.
const char* arch_subject_wrong_control(uint64_t controls) {
  if ((controls & 0x1f80) != 0x1f80) return "mxcsr";
  return (controls >> 32 & 0x3f) != 0x3f ? "the x87 control word" : NULL;
}

// The return address has been pushed, or there is room for it: sp + 8 is a multiple of 16.
int arch_subject_misalignment(const char* sp) { return (int)(((uintptr_t)sp + 8) % 16); }
