// Who is compared, each in the shape that ring.h asks for.
#ifndef GREENLENS_BENCH_SUBJECTS_H_
#define GREENLENS_BENCH_SUBJECTS_H_

#include <cstddef>

#include "bench/reference.h"
#include "engine/core/lifetime.h"
#include "engine/core/switch.h"
#include "engine/cpp/greenlet.h"

namespace greenlens::bench {

// The articles' algorithm.
struct ReferenceSubject {
  using Handle = Reference*;
  static constexpr bool kSlices = true;
  static Handle make(void (*run)(void*), void* argument) { return new Reference(run, argument); }
  static void drop(Handle self) { delete self; }
  static Handle main();
  static void go(Handle, Handle to) { to->switch_to(); }
  static void end(Handle) {}
  static size_t saved(Handle self) { return self->stack_saved; }
};

// The engine's core: g_switch with an empty delivery, and a host whose bodies are plain functions.
// Registers, control words, C++'s exception state, interpreter frames: all of it is switched.
struct CoreSubject {
  using Handle = engine::Core*;
  static constexpr bool kSlices = true;
  static Handle make(void (*run)(void*), void* argument);
  static void drop(Handle self) { core::release(*self); }
  static Handle main();
  static void go(Handle, Handle to) { core::g_switch(*to, {}); }
  static void end(Handle) {}
  static size_t saved(Handle self) { return self->stack_saved(); }
};

// The engine as C++ programs use it: Greenlet::switch_to. A handle lies where the program has it.
struct GreenletSubject {
  using Handle = engine::Greenlet;
  static constexpr bool kSlices = true;
  static Handle make(void (*run)(void*), void* argument);
  static void drop(Handle& self) { self = {}; }
  static Handle& main();
  static void go(const Handle&, Handle& to) { to.switch_to(); }
  static void end(const Handle&) {}
  static size_t saved(const Handle& self) { return self.stack_saved(); }
};

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_SUBJECTS_H_
