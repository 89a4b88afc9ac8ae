// Greenlets for C11 programs, and for extensions in any language that can call C.
//
// The names of the original's C API stand beside ours. It hands other extensions a table of
// function pointers in a capsule, greenlet._C_API, because extensions of Python cannot link against
// each other; here the functions are plain symbols of the program.
//
// Handles. A greenlens_greenlet* from greenlens_new is yours: release it. The other functions lend
// theirs: greenlens_retain what you keep. Two handles are equal when they name the same greenlet.
// When the last one of a suspended greenlet is released, a GreenletExit is thrown into it: its
// switch returns GREENLENS_EXIT, and it should free what it holds and return that.
//
// Threads. A greenlet belongs to the thread that made it and is used there. Only greenlens_release
// may be called from any thread: the GreenletExit then waits until the greenlet's own thread calls
// the library, or ends.
//
// Lifetime. While another greenlet runs, the bytes of your stack may be elsewhere. Give another
// greenlet, as `self` or in a value, only pointers to what is static or in the heap. longjmp must
// not cross from one greenlet to another.
//
// Errors. error.h has the convention, value.h says who frees values. A greenlet whose body
// returns a status other than GREENLENS_OK is dead, and the error goes to its parent; GreenletExit
// arrives there as a value.
#ifndef GREENLENS_ENGINE_C_API_H_
#define GREENLENS_ENGINE_C_API_H_

#include "engine/c/value.h"

#ifdef __cplusplus
extern "C" {
#endif

// A new greenlet, yours, not started. The first switch to it calls `run` with `self` and the
// arguments of that switch; `self` must live until then and as long as `run` uses it. A null `run`
// makes a greenlet that cannot be started. A null `parent` is the running greenlet. `name`, which
// is copied, is what pictures call it; null chooses one. Null when it fails.  PyGreenlet_New
greenlens_greenlet* greenlens_new(const char* name, greenlens_function run, void* self,
                                  greenlens_greenlet* parent);

// Switches to `target`, or if that is dead to its nearest ancestor that is not, and returns when
// somebody switches back or `target` ends. `arguments` and `keywords` are taken over, also on
// failure: a tuple is spread, another value is one argument, null is none; keywords are a dict or
// null. GREENLENS_OK puts what this greenlet was handed into *result, which is then yours and never
// null; a null `result` throws the value away. Another status means that something was thrown in,
// or that the engine refused and nothing has happened.  PyGreenlet_Switch
int greenlens_switch(greenlens_greenlet* target, greenlens_value* arguments,
                     greenlens_value* keywords, greenlens_value** result);

// Switches to `target` and throws there an error of this kind and text, as greenlens_set_error
// takes them: its switch returns a status. Thrown into a greenlet that is not started or is dead,
// it goes on to the parent. Returns as greenlens_switch.  PyGreenlet_Throw
int greenlens_throw(greenlens_greenlet* target, const char* kind, const char* text,
                    greenlens_value** result);

// The greenlet that is running, and the main one of this thread; lent. Null, with an error pending,
// when the thread is at its end and has none any more.  PyGreenlet_GetCurrent
greenlens_greenlet* greenlens_current(void);
greenlens_greenlet* greenlens_main(void);

// Where its result and its uncaught errors go; lent, null for a main greenlet. The parent may be
// changed at any time, but not to make a cycle, nor to another thread's.
// PyGreenlet_GetParent, PyGreenlet_SetParent
greenlens_greenlet* greenlens_parent(const greenlens_greenlet* greenlet);
int greenlens_set_parent(greenlens_greenlet* greenlet, greenlens_greenlet* parent);

// 1 or 0. Active is started and not dead: it runs or is suspended.
int greenlens_is_started(const greenlens_greenlet* greenlet);  // PyGreenlet_STARTED
int greenlens_is_active(const greenlens_greenlet* greenlet);   // PyGreenlet_ACTIVE
int greenlens_is_dead(const greenlens_greenlet* greenlet);
int greenlens_is_main(const greenlens_greenlet* greenlet);  // PyGreenlet_MAIN

// Its name, lent until this thread asks for another one, or the greenlet is renamed or gone.
const char* greenlens_name(const greenlens_greenlet* greenlet);
int greenlens_set_name(greenlens_greenlet* greenlet, const char* name);

// One more handle, the same pointer; and one less. Null does nothing.  Py_INCREF, Py_DECREF
greenlens_greenlet* greenlens_retain(greenlens_greenlet* greenlet);
void greenlens_release(greenlens_greenlet* greenlet);

// Calls `visit` with each copy [begin, end) of this thread's suspended greenlets, for collectors
// that look for pointers: engine/core/stack_copies.h says what is in there, and when it may be
// called.
void greenlens_for_each_stack_copy(void (*visit)(const void* begin, const void* end, void* context),
                                   void* context);

// Tells the next call below from which line of the program it comes, so that a recording can show
// it. The macros say it for you. The texts must be static.
void greenlens_at(const char* file, const char* function, int line);
#define GREENLENS_HERE greenlens_at(__FILE__, __func__, __LINE__)
#define greenlens_new(...) (GREENLENS_HERE, greenlens_new(__VA_ARGS__))
#define greenlens_switch(...) (GREENLENS_HERE, greenlens_switch(__VA_ARGS__))
#define greenlens_throw(...) (GREENLENS_HERE, greenlens_throw(__VA_ARGS__))
#define greenlens_set_parent(...) (GREENLENS_HERE, greenlens_set_parent(__VA_ARGS__))

#ifdef __cplusplus
}
#endif

#endif  // GREENLENS_ENGINE_C_API_H_
