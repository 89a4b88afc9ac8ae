// github.com/Tencent/libco, with its shared stack: the bytes of who leaves are copied when another
// one needs it.
#define co_yield yield_of  // the name of one of its functions, a keyword since
#include <co_routine.h>
#undef co_yield

#include <map>

#include "bench/peers/peer.h"

namespace greenlens::bench {
namespace {

struct Coroutine {
  stCoRoutine_t* self = nullptr;
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
};

struct LibcoSubject {
  using Handle = Coroutine*;
  static Handle main() { return nullptr; }  // it knows its thread's own
  static void* begin(void* argument) {
    auto* self = static_cast<Coroutine*>(argument);
    self->run(self->argument);
    return nullptr;
  }
  static Handle make(void (*run)(void*), void* argument) {
    // When one is freed that lies on the shared stack, the next one does not get its bytes back. So
    // those that are freed have another stack than those that wait.
    static std::map<void (*)(void*), stShareStack_t*> stacks;
    stShareStack_t*& stack = stacks[run];
    if (stack == nullptr) stack = co_alloc_sharestack(1, static_cast<int>(kSharedStackBytes));
    stCoRoutineAttr_t attributes;
    attributes.stack_size = 0;
    attributes.share_stack = stack;
    auto* made = new Coroutine{nullptr, run, argument};
    co_create(&made->self, &attributes, begin, made);
    return made;
  }
  static void drop(Handle self) {
    co_release(self->self);
    delete self;
  }
  static void go(Handle, Handle to) {
    if (to == nullptr) {
      co_yield_ct();
    } else {
      co_resume(to->self);
    }
  }
  static void end(Handle) {}
};

}  // namespace

Peer libco() { return peer<LibcoSubject>("libco"); }

}  // namespace greenlens::bench
