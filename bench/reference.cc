#include "bench/reference.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "arch/arch.h"

#ifdef __clang__
#define OPAQUE __attribute__((noinline))
#else
#define OPAQUE __attribute__((noinline, noipa))
#endif

namespace greenlens::bench {
namespace {

// The articles' ts_current, ts_target: plain globals, as under Python's lock.
Reference* ts_current = nullptr;
Reference* ts_target = nullptr;

void g_save(Reference* g, char* stop) {
  ptrdiff_t saved = static_cast<ptrdiff_t>(g->stack_saved);
  ptrdiff_t wanted = stop - g->stack_start;
  if (wanted > saved) {
    char* copy = static_cast<char*>(std::realloc(g->stack_copy, static_cast<size_t>(wanted)));
    if (copy == nullptr) std::abort();
    std::memcpy(copy + saved, g->stack_start + saved, static_cast<size_t>(wanted - saved));
    g->stack_copy = copy;
    g->stack_saved = static_cast<size_t>(wanted);
  }
}

intptr_t slp_save_state(arch_hooks*, char* stack_pointer) {
  Reference* owner = ts_current;
  char* target_stop = ts_target->stack_stop;
  if (owner->stack_start == nullptr) {
    owner = owner->stack_prev;  // dying
  } else {
    owner->stack_start = stack_pointer;
  }
  while (owner->stack_stop < target_stop) {
    g_save(owner, owner->stack_stop);
    owner = owner->stack_prev;
  }
  if (owner != ts_target) g_save(owner, target_stop);
  if (ts_target->stack_start == nullptr) return ARCH_RUN_HERE;
  return ts_target->stack_start - stack_pointer;
}

void slp_restore_state(arch_hooks*, char*) {
  Reference* g = ts_target;
  if (g->stack_saved != 0) {
    std::memcpy(g->stack_start, g->stack_copy, g->stack_saved);
    std::free(g->stack_copy);
    g->stack_copy = nullptr;
    g->stack_saved = 0;
  }
  Reference* owner = ts_current;
  if (owner->stack_start == nullptr) owner = owner->stack_prev;
  while (owner != nullptr && owner->stack_stop <= g->stack_stop) owner = owner->stack_prev;
  g->stack_prev = owner;
}

arch_hooks hooks = {slp_save_state, slp_restore_state};

OPAQUE int g_switchstack() {
  int result = arch_switch(&hooks);
  ts_current = ts_target;
  return result;
}

OPAQUE void g_initialstub(char* mark) {
  Reference* self = ts_target;
  self->stack_start = nullptr;
  self->stack_stop = mark;
  self->stack_prev = ts_current->stack_start ? ts_current : ts_current->stack_prev;
  if (g_switchstack() != ARCH_RUN_HERE) return;
  // In the new greenlet.
  self = ts_current;
  self->stack_start = reinterpret_cast<char*>(1);
  self->run(self->argument);
  self->stack_start = nullptr;  // dead
  ts_current->parent->switch_to();
  std::abort();  // nobody switches to the dead
}

}  // namespace

Reference::Reference(Run r, void* a) : parent(&current()), run(r), argument(a) {}
Reference::~Reference() { std::free(stack_copy); }

Reference& Reference::current() {
  if (ts_current == nullptr) {
    static char room[sizeof(Reference)];  // main: made in place, since its parent is itself
    auto* main = reinterpret_cast<Reference*>(room);
    main->stack_start = reinterpret_cast<char*>(1);
    main->stack_stop = reinterpret_cast<char*>(-1);
    ts_current = main;
  }
  return *ts_current;
}

OPAQUE void Reference::switch_to() {
  ts_target = this;
  if (stack_start != nullptr) {
    g_switchstack();
  } else {
    alignas(16) char mark[16];
    g_initialstub(mark);
  }
}

}  // namespace greenlens::bench
