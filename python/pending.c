// In C: the interpreter's own header about it is not C++.
#include "python/pending.h"

#define Py_BUILD_CORE 1
#include <internal/pycore_interp.h>
#undef Py_BUILD_CORE

int greenlens_call_soon(PyInterpreterState* interpreter, int (*function)(void*)) {
  if (Py_AddPendingCall(function, NULL) != 0) return 0;
  // 3.11 lets the main thread see it only when that one asks itself for a call.
  _Py_atomic_store_relaxed(&interpreter->ceval.eval_breaker, 1);
  return 1;
}
