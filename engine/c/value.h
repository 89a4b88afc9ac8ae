// Values for C: what switches carry, and what C functions are called with.
//
// A value is Python's None, bool, int, float, str, tuple or dict, or a pointer of yours. It never
// changes once it is made, so it may be handed on freely, also to another thread.
//
// Who frees what stands in the types:
//   greenlens_value*        changes hands. A function that takes one takes it over, also when it
//                           fails; one that is returned or stored through a pointer is yours.
//   const greenlens_value*  is lent. Look at it while its owner has it; greenlens_copy to keep it.
// Null is accepted for None. It is returned for a failure; then an error is pending (error.h). What
// greenlens_build or greenlens_copy has just failed to make is not taken for None: the switch, the
// build (letter N) or the return that it was for fails with that error, so that
// `*result = greenlens_build("i", 3); return GREENLENS_OK;` needs no check in between.
//
// greenlens_build and greenlens_parse, each a small reader of its format, stand in build.cc and
// parse.cc: for their callers they belong here.
#ifndef GREENLENS_ENGINE_C_VALUE_H_
#define GREENLENS_ENGINE_C_VALUE_H_

#include <stddef.h>

#include "engine/c/error.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct greenlens_value greenlens_value;
typedef struct greenlens_greenlet greenlens_greenlet;  // engine/c/api.h

// A C function that can be called from outside C: the body of a greenlet, or a function of an
// extension. Its wrapper in CPython has the same parts: PyObject* wrap(self, args, kwargs).
//   self       what greenlens_new was given with it; null for an extension's function.
//   arguments  a tuple, lent until the function returns; greenlens_parse takes it apart.
//   keywords   a dict, lent as well; null when there are none.
//   result     where to put the value to return; null there, as at the beginning, is None.
// Returns GREENLENS_OK, or the status of the error that it leaves pending.
typedef int (*greenlens_function)(void* self, const greenlens_value* arguments,
                                  const greenlens_value* keywords, greenlens_value** result);

// Makes a value from C's, as Py_BuildValue. One letter makes that value, several make a tuple, none
// None; (...) is a tuple, {...} a dict of keys (s) and values. Blanks , and : only separate.
//   i int   L long long   d double   s const char*, copied; null is None   p void*
//   G greenlens_greenlet*, which the value retains
//   O const greenlens_value*, copied   N greenlens_value*, taken over
//     greenlens_build("is", 1, "two")        (1, 'two')
//     greenlens_build("(i)", 1)              (1,)
//     greenlens_build("{s:i}", "depth", 3)   {'depth': 3}
// A format that is null, has another letter, or is nested more than 100 deep leaves a SystemError
// pending; what it says is to be taken over is freed, as far as the format is understood.
greenlens_value* greenlens_build(const char* format, ...);

// Takes arguments apart, as PyArg_ParseTuple: one letter and one address for each. A value that is
// no tuple counts as one argument; null as none. What is lent stays as long as `arguments`.
//   i int*   L long long*   d double* (of a float or an int)   s const char**, lent
//   p void** (None is null)   O const greenlens_value**, any value, lent
//   G greenlens_greenlet**, lent
// After a colon may stand the name of the function for the texts of errors:
//     int first, second;
//     if (greenlens_parse(arguments, "ii:add", &first, &second) != GREENLENS_OK) {
//       return GREENLENS_ERROR;
//     }
// A wrong number or type is GREENLENS_ERROR and a pending TypeError; an int that does not fit an
// OverflowError; a null format or address, or another letter, a SystemError. What the addresses
// hold then is undefined.
int greenlens_parse(const greenlens_value* arguments, const char* format, ...);

// How many arguments that is, as greenlens_parse counts them, and the one at `index` from 0, lent;
// null beyond the end.
size_t greenlens_size(const greenlens_value* arguments);
const greenlens_value* greenlens_item(const greenlens_value* arguments, size_t index);
// The value of a keyword, lent; null when there is none, also when `keywords` is null. A null
// `name` leaves a SystemError pending.
const greenlens_value* greenlens_keyword(const greenlens_value* keywords, const char* name);

// Writes the value as Python's repr, with a final zero, as snprintf: returns the length of the
// whole text, of which at most `size` - 1 bytes are written, and none to a null `buffer`. 0, with
// an error pending, when memory is lacking.
size_t greenlens_repr(const greenlens_value* value, char* buffer, size_t size);

// Another value with the same contents, yours: None for null. Null, with an error pending, when
// memory is lacking.  Py_INCREF
greenlens_value* greenlens_copy(const greenlens_value* value);
// However deep it is nested. Null does nothing. When it held the last handle of a suspended
// greenlet (letter G), that one is ended before this returns.  Py_DECREF
void greenlens_free(greenlens_value* value);

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_VALUE_H_
