// Writes down what a CPU says of its switch, for tests on another machine: a line each for its
// name, what disassembles it, and the marks (offset, line of switch.S, name); then the code.
#include <inttypes.h>
#include <stdio.h>

#include "arch/arch.h"

int main(void) {
  const arch_description* arch = arch_describe();
  const arch_disassembler* words = &arch->disassembler;
  printf("%s\n", arch->name);
  printf("%d %" PRIu32 " %d\n", words->architecture, words->mode, words->syntax);
  printf("%d %d %d %d %d\n", words->length_shift, words->lengths[0], words->lengths[1],
         words->lengths[2], words->lengths[3]);
  printf("%d\n", arch->mark_count);
  for (int i = 0; i < arch->mark_count; ++i) {
    printf("%d %d %s\n", (int)(arch->marks[i].address - arch->code), arch->marks[i].line,
           arch->marks[i].name);
  }
  for (size_t i = 0; i < arch->code_size; ++i) printf("%02x", arch->code[i]);
  printf("\n");
  return 0;
}
