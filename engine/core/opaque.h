// GREENLENS_OPAQUE: a function that the compiler may neither inline nor look into.
//
// A stack that moves under the compiler's feet breaks what it assumes about functions that it can
// see through: that a mark in the caller's frame may be merged into the callee's, that a
// thread-local address stays in a register. The engine's few critical functions are opaque to their
// callers.
#ifndef GREENLENS_ENGINE_CORE_OPAQUE_H_
#define GREENLENS_ENGINE_CORE_OPAQUE_H_

#ifdef __clang__
#define GREENLENS_OPAQUE __attribute__((noinline))
#else
#define GREENLENS_OPAQUE __attribute__((noinline, noipa))
#endif

#endif  // GREENLENS_ENGINE_CORE_OPAQUE_H_
