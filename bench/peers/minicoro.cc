// github.com/edubart/minicoro: each coroutine has a stack of its own, which is memory from calloc.
#define MINICORO_IMPL
#define MCO_NO_DEBUG
#define MCO_MIN_STACK_SIZE 4096
#include <minicoro.h>

#include "bench/peers/peer.h"

namespace greenlens::bench {
namespace {

struct Coroutine {
  mco_coro* self = nullptr;
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
};

struct MinicoroSubject {
  using Handle = Coroutine*;
  static Handle main() { return nullptr; }  // it knows its thread's own
  static void begin(mco_coro* coroutine) {
    auto* self = static_cast<Coroutine*>(mco_get_user_data(coroutine));
    self->run(self->argument);
  }
  static Handle make(void (*run)(void*), void* argument) {
    auto* made = new Coroutine{nullptr, run, argument};
    mco_desc described = mco_desc_init(begin, kPeerStackBytes);
    described.user_data = made;
    mco_create(&made->self, &described);
    return made;
  }
  static void drop(Handle self) {
    mco_destroy(self->self);
    delete self;
  }
  static void go(Handle from, Handle to) {
    if (to == nullptr) {
      mco_yield(from->self);
    } else {
      mco_resume(to->self);
    }
  }
  static void end(Handle) {}
};

}  // namespace

Peer minicoro() { return peer<MinicoroSubject>("minicoro"); }

}  // namespace greenlens::bench
