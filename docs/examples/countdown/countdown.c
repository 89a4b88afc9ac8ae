// A generator in C: its body keeps its place, and its local variable, from one switch to the next.
#include <greenlens/engine/c/api.h>
#include <stdio.h>

static int count_down(void* self, const greenlens_value* arguments, const greenlens_value* keywords,
                      greenlens_value** result) {
  (void)self, (void)keywords, (void)result;
  int from;
  if (greenlens_parse(arguments, "i:count_down", &from) != GREENLENS_OK) return GREENLENS_ERROR;
  for (int n = from; n > 0; --n) {
    // Out with n, and wait; null: whatever is handed in is not needed.
    int status = greenlens_switch(greenlens_main(), greenlens_build("i", n), NULL, NULL);
    if (status != GREENLENS_OK) return status;  // GREENLENS_EXIT when nobody needs the rest
  }
  return GREENLENS_OK;
}

int main(void) {
  greenlens_greenlet* counter = greenlens_new("counter", count_down, NULL, NULL);
  greenlens_value* arguments = greenlens_build("(i)", 3);
  while (!greenlens_is_dead(counter)) {
    greenlens_value* said;
    if (greenlens_switch(counter, arguments, NULL, &said) != GREENLENS_OK) {
      fprintf(stderr, "%s: %s\n", greenlens_error_kind(), greenlens_error_text());
      return 1;
    }
    char text[20];
    greenlens_repr(said, text, sizeof text);
    puts(text);
    greenlens_free(said);
    arguments = NULL;
  }
  greenlens_release(counter);
  return 0;
}
