#include "tests/arch/atlas.h"

#include <ctype.h>
#include <string.h>

#include "arch/arch.h"

// "d" and "d8"; NULL begins no name.
static int is_one_of(const char* prefix, const char* name) {
  if (prefix == NULL) return 0;
  const size_t size = strlen(prefix);
  return strncmp(name, prefix, size) == 0 && isdigit((unsigned char)name[size]);
}

// Whether `list`, "fpscr, cr", has this name.
static int has(const char* list, const char* name) {
  const size_t size = strlen(name);
  for (const char* at = list; at != NULL; at = strchr(at, ',')) {
    at += strspn(at, ", ");
    if (strncmp(at, name, size) == 0 && (at[size] == ',' || at[size] == '\0')) return 1;
  }
  return 0;
}

static const char* kind_of(const arch_conventions* conventions, const arch_slot* slot) {
  if (strcmp(slot->purpose, "return address") == 0) return "return";
  if (has(conventions->control, slot->name)) return "control";
  if (is_one_of(conventions->floating, slot->name)) return "floating";
  if (is_one_of(conventions->vectors, slot->name)) return "vector";
  return "general";
}

static void text(FILE* to, const char* name, const char* value) {
  if (value != NULL) fprintf(to, "%s\t%s\n", name, value);
}
static void number(FILE* to, const char* name, int value) {
  if (value != 0) fprintf(to, "%s\t%d\n", name, value);
}

void atlas_describe(FILE* to) {
  const arch_description* arch = arch_describe();
  const arch_conventions* conventions = &arch->conventions;
  const int one = 1;
  text(to, "name", arch->name);
  text(to, "abi", arch->abi);
  text(to, "source", arch->switch_source);
  number(to, "pointer_size", arch->pointer_size);
  text(to, "byte_order", *(const char*)&one == 1 ? "little" : "big");
  number(to, "stack_alignment", arch->stack_alignment);
  number(to, "frame_size", arch->frame_size);
  text(to, "stack_pointer", conventions->stack_pointer);
  text(to, "link_register", conventions->link_register);
  text(to, "arguments", conventions->arguments);
  number(to, "red_zone", conventions->red_zone);
  text(to, "callers_area", conventions->callers_area);
  number(to, "below_frame", conventions->below_frame);
  number(to, "back_chain", conventions->back_chain);
  text(to, "own_address", conventions->own_address);
  text(to, "data_register", conventions->data_register);
  text(to, "signs_return", conventions->signs_return);
  number(to, "executes_behind_branches", conventions->executes_behind_branches);
  for (int i = 0; i < arch->slot_count; ++i) {
    const arch_slot* slot = &arch->slots[i];
    fprintf(to, "slot\t%d\t%d\t%s\t%s\t%s\n", slot->offset, slot->size, kind_of(conventions, slot),
            slot->name, slot->purpose);
  }
}
