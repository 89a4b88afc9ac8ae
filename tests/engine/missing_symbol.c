/* An extension that calls a function that nobody has. */
#include "engine/c/extension.h"

int nobody_has_this(void);

GREENLENS_MODULE_INIT initmissing_symbol(greenlens_module* module) {
  (void)module;
  return nobody_has_this();
}
