// What atlas.awk has to know of a CPU: its description, the marks (offset, line, name), and the
// code of the switch in one line.
#include "arch/arch.h"
#include "tests/arch/atlas.h"

int main(void) {
  const arch_description* arch = arch_describe();
  atlas_describe(stdout);
  for (int i = 0; i < arch->mark_count; ++i) {
    printf("mark\t%d\t%d\t%s\n", (int)(arch->marks[i].address - arch->code), arch->marks[i].line,
           arch->marks[i].name);
  }
  printf("bytes\t");
  for (size_t i = 0; i < arch->code_size; ++i) printf("%02x", arch->code[i]);
  printf("\n");
  return 0;
}
