/* The articles' first extension: a C function that becomes callable as foobar.add(1, 2).

   gcc -fpic -c -I include/greenlens foobar.c
   gcc -shared -o foobar.so foobar.o */
#include "engine/c/extension.h"

static int add(int first, int second) { return first + second; }

static int wrap_add(void* self, const greenlens_value* arguments, const greenlens_value* keywords,
                    greenlens_value** result) {
  (void)self, (void)keywords;

  /* Convert the arguments into C's. */
  int first, second;
  if (greenlens_parse(arguments, "ii:add", &first, &second) != GREENLENS_OK) {
    return GREENLENS_ERROR;
  }
  /* Call the C function, and wrap what it returns. */
  *result = greenlens_build("i", add(first, second));
  return GREENLENS_OK;
}

/* Which functions there are. */
static const greenlens_method methods[] = {{"add", wrap_add}, {NULL, NULL}};

/* Named after the file. */
GREENLENS_MODULE_INIT initfoobar(greenlens_module* module) {
  return greenlens_init_module(module, "foobar", methods);
}
