// Errors for C: a status that says "no value", and a pending error that says why.
//
// It is CPython's convention. A function that fails returns a status that is not GREENLENS_OK and
// leaves an error pending; a function that cannot deal with it cleans up and returns the status
// too. So an error travels through C frames by `return`, and no C++ exception ever unwinds them:
// one that comes from a C++ greenlet arrives here as a pending error, and a pending error that a
// greenlet's body returns arrives in a C++ parent as an exception.
//
// Each greenlet has its own pending error. A call that succeeds leaves it alone, as errno; a call
// that fails replaces it. Texts are UTF-8.
//
// Memory. Each function that needs some can fail for a lack of it, with a MemoryError (a switch
// with the GreenletError of the C++ face); to leave an error pending, to ask for it, to pass it on
// and to forget it needs none. std::bad_alloc is a MemoryError here.
#ifndef GREENLENS_ENGINE_C_ERROR_H_
#define GREENLENS_ENGINE_C_ERROR_H_

#include "arch/one_stack.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  GREENLENS_OK = 0,
  GREENLENS_EXIT = 1,   // a GreenletExit: clean up and end. It is not an error for the parent.
  GREENLENS_ERROR = 2,  // every other error
};

// The kinds that the engine itself knows: PyExc_GreenletExit and PyExc_GreenletError.
#define GREENLENS_GREENLET_EXIT "GreenletExit"
#define GREENLENS_GREENLET_ERROR "GreenletError"  // the engine refused
#define GREENLENS_MEMORY_ERROR "MemoryError"      // memory is lacking

// Leaves an error pending, as PyErr_SetString, and returns the status that belongs to it, so that
// `return greenlens_set_error("ValueError", "the port is taken");` is all it takes. `kind` is a
// class's name, made of letters, digits and _ . : signs; null is GreenletExit. `text` may be null.
int greenlens_set_error(const char* kind, const char* text);

// The pending error of the running greenlet: its kind, for a C++ exception the name of its class,
// and what it says. Null when none is pending. Both texts stay until the greenlet's next error or
// greenlens_clear_error. Where memory is lacking to name a C++ exception they say so, until there
// is some; the error itself is not lost.
const char* greenlens_error_kind(void);
const char* greenlens_error_text(void);

// Forgets it, as PyErr_Clear: for whoever has dealt with it and goes on.
void greenlens_clear_error(void);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_ERROR_H_
