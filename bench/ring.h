// Members that pass control around in a circle: two of them are "hot", 100,000 in random order are
// "cold". The same code for every subject, so that only the switch differs.
//
// A Subject has
//   Handle                                  what is switched to
//   kSlices                                 whether a slice's size matters to it
//   make(void (*run)(void*), void*), drop   of a member that has run to its end
//   main()                                  who runs the benchmark
//   go(from, to)                            one transfer
//   end(self)                               the last thing in a body
//   saved(handle)                           bytes of a suspended one that lie in the heap
#ifndef GREENLENS_BENCH_RING_H_
#define GREENLENS_BENCH_RING_H_

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <random>
#include <vector>

#include "bench/deep.h"

namespace greenlens::bench {

template <typename Subject>
class Ring {
 public:
  enum class Order { as_created, random };
  // Whether all are suspended at the same depth of the stack, so that one comes to where another
  // one goes, or every second one 64 bytes deeper.
  enum class Depth { same, two };

  // `saved` is the wanted size of each slice; it may be larger when the subject needs more.
  Ring(size_t count, size_t saved, Order order = Order::as_created, Depth depth = Depth::same)
      : members_(count) {
    if (Subject::kSlices) {
      std::vector<Member> alone(1);
      link(alone, {0});
      padding_ = padding(saved, start(alone[0]));
      finish(alone);
    }
    std::vector<size_t> turn(count);
    std::iota(turn.begin(), turn.end(), size_t{0});
    if (order == Order::random) std::shuffle(turn.begin(), turn.end(), std::mt19937(1));
    link(members_, turn);
    for (size_t i = 1; depth == Depth::two && i < count; i += 2) members_[i].deeper = 64;
    for (Member& member : members_) saved_ = start(member);
    position_ = &members_[0];
  }
  ~Ring() { finish(members_); }
  Ring(const Ring&) = delete;

  // So many transfers from one member to the next.
  void run(size_t transfers) {
    left_ = transfers;
    Subject::go(Subject::main(), position_->self);
  }
  // How large a suspended slice really is.
  size_t saved() const { return saved_; }

 private:
  struct Member {
    typename Subject::Handle self{};
    typename Subject::Handle next{};
    Ring* ring = nullptr;
    size_t deeper = 0;
  };

  void link(std::vector<Member>& members, const std::vector<size_t>& turn) {
    for (Member& member : members) {
      member.ring = this;
      member.self = Subject::make(body, &member);
    }
    for (size_t i = 0; i < turn.size(); ++i) {
      members[turn[i]].next = members[turn[(i + 1) % turn.size()]].self;
    }
  }
  size_t start(Member& member) {
    left_ = 0;
    Subject::go(Subject::main(), member.self);
    return Subject::saved(member.self);
  }
  void finish(std::vector<Member>& members) {
    ending_ = true;
    for (Member& member : members) {
      Subject::go(Subject::main(), member.self);
      Subject::drop(member.self);
    }
    ending_ = false;
  }

  static void body(void* argument) {
    auto* member = static_cast<Member*>(argument);
    with_stack(member->ring->padding_ + member->deeper, [member] { pass_on(member); });
    Subject::end(member->self);
  }
  __attribute__((noinline)) static void pass_on(Member* member) {
    Ring* ring = member->ring;
    while (!ring->ending_) {
      if (ring->left_ > 0) {
        --ring->left_;
        Subject::go(member->self, member->next);
      } else {
        ring->position_ = member;
        Subject::go(member->self, Subject::main());
      }
    }
  }

  std::vector<Member> members_;
  Member* position_ = nullptr;
  size_t padding_ = 0;
  size_t saved_ = 0;
  size_t left_ = 0;
  bool ending_ = false;
};

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_RING_H_
