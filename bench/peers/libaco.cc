// github.com/hnes/libaco: coroutines that share one stack; the bytes of who leaves are copied when
// another one needs it.
#include <aco.h>

#include "bench/peers/peer.h"

namespace greenlens::bench {
namespace {

struct Coroutine {
  aco_t* self = nullptr;
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
};

struct LibacoSubject {
  using Handle = Coroutine*;
  static Handle main() {
    static Handle const main = [] {
      aco_thread_init(nullptr);
      return new Coroutine{aco_create(nullptr, nullptr, 0, nullptr, nullptr)};
    }();
    return main;
  }
  static aco_share_stack_t* stack() {
    static aco_share_stack_t* const stack = aco_share_stack_new(kSharedStackBytes);
    return stack;
  }
  static void begin() {
    auto* self = static_cast<Coroutine*>(aco_get_arg());
    self->run(self->argument);
    aco_exit();
  }
  static Handle make(void (*run)(void*), void* argument) {
    auto* made = new Coroutine{nullptr, run, argument};
    made->self = aco_create(main()->self, stack(), 0, begin, made);
    return made;
  }
  static void drop(Handle self) {
    aco_destroy(self->self);
    delete self;
  }
  static void go(Handle, Handle to) {
    if (to == main()) {
      aco_yield();
    } else {
      aco_resume(to->self);
    }
  }
  static void end(Handle) {}
};

}  // namespace

Peer libaco() { return peer<LibacoSubject>("libaco"); }

}  // namespace greenlens::bench
