// Those who are compared by bench/peers.sh, each in the shape that bench/ring.h asks for.
#ifndef GREENLENS_BENCH_PEERS_PEER_H_
#define GREENLENS_BENCH_PEERS_PEER_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "bench/deep.h"

namespace greenlens::bench {

// Where a library asks for a size, its stacks have this one.
constexpr size_t kPeerStackBytes = 16 * 1024;
// ... and the one stack that many of a library's coroutines share, whose bytes it copies.
constexpr size_t kSharedStackBytes = 256 * 1024;

struct Peer {
  const char* name;
  // Two members, each with `bytes` more of its stack in use. What is answered goes to one and the
  // other in turn, so many times, and each comes back at once. All of these libraries can do that;
  // some cannot go from one coroutine to another.
  std::function<void(size_t visits)> (*two_in_turn)(size_t bytes);
  // Creates, runs an empty body to its end, frees; one after the other.
  void (*lives)(size_t count);
  // Starts so many and leaves them suspended, as shallow as can be. They are never freed.
  void (*suspend)(size_t count);
};

template <typename Subject>
struct Visited {
  typename Subject::Handle self{};
  size_t bytes = 0;

  void make() { self = Subject::make(body, this); }
  void visit() { Subject::go(Subject::main(), self); }

  static void body(void* argument) {
    auto* member = static_cast<Visited*>(argument);
    with_stack(member->bytes, [member] { come_back(member); });
  }
  __attribute__((noinline)) static void come_back(Visited* member) {
    for (;;) Subject::go(member->self, Subject::main());
  }
};

template <typename Subject>
std::function<void(size_t)> two_in_turn(size_t bytes) {
  // Never freed: they do not end.
  auto* members = new Visited<Subject>[2];
  for (int i = 0; i < 2; ++i) {
    members[i].bytes = bytes;
    members[i].make();
    members[i].visit();
  }
  return [members](size_t visits) {
    for (size_t i = 0; i < visits; ++i) members[i % 2].visit();
  };
}

template <typename Subject>
void lives(size_t count) {
  static typename Subject::Handle self;
  for (size_t i = 0; i < count; ++i) {
    self = Subject::make([](void*) { Subject::end(self); }, nullptr);
    Subject::go(Subject::main(), self);
    Subject::drop(self);
  }
}

template <typename Subject>
void suspend(size_t count) {
  static std::vector<Visited<Subject>> all(count);
  for (auto& one : all) {
    one.make();
    one.visit();
  }
}

template <typename Subject>
Peer peer(const char* name) {
  return {name, two_in_turn<Subject>, lives<Subject>, suspend<Subject>};
}

// The others', of those that were found.
Peer libaco();
Peer libco();
Peer minicoro();
Peer boost();

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_PEERS_PEER_H_
