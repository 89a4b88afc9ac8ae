/* Extensions that are wrong in one way each; WRONG_INIT is what stands in the init function. */
#include "engine/c/extension.h"

GREENLENS_MODULE_INIT WRONG_NAME(greenlens_module* module) {
#ifdef WRONG_FUNCTION
  static const greenlens_method methods[] = {{WRONG_FUNCTION, NULL}, {NULL, NULL}};
#else
  static const greenlens_method methods[] = {{NULL, NULL}};
#endif
  (void)methods, (void)module;
  return WRONG_INIT;
}
