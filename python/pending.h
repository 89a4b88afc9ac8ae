// A call in the main thread, asked for by another one. In C, for pending.c.
#ifndef GREENLENS_PYTHON_PENDING_H_
#define GREENLENS_PYTHON_PENDING_H_

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#ifdef __cplusplus
extern "C" {
#endif

// In any thread, with or without the interpreter's lock: its main thread calls `function`, with
// null, between two of its steps, soon. Returns 0 when there is no room for it.
int greenlens_call_soon(PyInterpreterState* interpreter, int (*function)(void*));

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_PYTHON_PENDING_H_
