// Boost.Context's assembly as a checkout has it, where bench/foreign.cc takes the system's: each
// coroutine has a stack of its own from malloc.
#include <cstdlib>

#include "bench/peers/peer.h"

// boost/context/detail/fcontext.hpp, which needs more of Boost.
extern "C" {
struct Transfer {
  void* context;
  void* data;
};
Transfer jump_fcontext(void* to, void* data);
void* make_fcontext(void* stack_top, size_t bytes, void (*begin)(Transfer));
}

namespace greenlens::bench {
namespace {

struct Coroutine {
  void* context = nullptr;
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
  void* stack = nullptr;
};

struct BoostSubject {
  using Handle = Coroutine*;
  static inline Handle going_to = nullptr;  // a new context asks who it is

  static Handle main() {
    static Handle const main = new Coroutine;
    return main;
  }
  static void begin(Transfer came) {
    Handle self = going_to;
    static_cast<Handle>(came.data)->context = came.context;
    self->run(self->argument);
    std::abort();  // run ends with end()
  }
  static Handle make(void (*run)(void*), void* argument) {
    auto* made = new Coroutine{nullptr, run, argument, std::malloc(kPeerStackBytes)};
    made->context =
        make_fcontext(static_cast<char*>(made->stack) + kPeerStackBytes, kPeerStackBytes, begin);
    return made;
  }
  static void drop(Handle self) {
    std::free(self->stack);
    delete self;
  }
  static void go(Handle from, Handle to) {
    going_to = to;
    Transfer came = jump_fcontext(to->context, from);
    static_cast<Handle>(came.data)->context = came.context;
  }
  static void end(Handle self) { go(self, main()); }
};

}  // namespace

Peer boost() { return peer<BoostSubject>("Boost"); }

}  // namespace greenlens::bench
