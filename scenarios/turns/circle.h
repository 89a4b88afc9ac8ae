// The program, once for every strategy. A Subject has
//   Handle                       who is switched to
//   make(self, locals, run, argument), drop of one that has ended; false: there is no room
//   go(to)                       one switch; to_main() back to who made the circle
//   waiting(handle)              bytes of its slice, while it waits
//   copies(handle), held(handle) bytes that a switch copied of it; that are kept for it
#ifndef GREENLENS_SCENARIOS_TURNS_CIRCLE_H_
#define GREENLENS_SCENARIOS_TURNS_CIRCLE_H_

#include <alloca.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>

#include "scenarios/turns/turns.h"

namespace greenlens::turns {

inline double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// 0: the system does not say.
inline uint64_t resident_bytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  unsigned long long all = 0, resident = 0;
  const int read = std::fscanf(file, "%llu %llu", &all, &resident);
  std::fclose(file);
  return read == 2 ? resident * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)) : 0;
}

template <typename Subject>
class Circle {
 public:
  explicit Circle(const Order& order) : order_(order), members_(order.greenlets) {}
  Circle(const Circle&) = delete;
  Circle& operator=(const Circle&) = delete;

  Outcome run() {
    Outcome outcome;
    const uint64_t resident = resident_bytes();
    const double begun = processor_seconds();
    for (size_t i = 0; i < members_.size(); ++i) {
      members_[i] = {this, static_cast<uint32_t>(i), {}};
      if (!Subject::make(&members_[i].self, order_.bytes, body, &members_[i])) return given_up(i);
    }
    for (Member& member : members_) Subject::go(&member.self);
    outcome.life_seconds = processor_seconds() - begun;
    position_ = 0;
    for (size_t i = 0; i < order_.times; ++i) {
      left_ = order_.switches;
      const double before = processor_seconds();
      Subject::go(&members_[position_].self);
      outcome.seconds.push_back(processor_seconds() - before);
    }
    const uint64_t now = resident_bytes();
    outcome.resident = now > resident ? now - resident : 0;
    outcome.switches = order_.switches;
    outcome.slice = Subject::waiting(members_[0].self);
    outcome.copied = Subject::copies(members_[0].self);
    for (const Member& member : members_) outcome.held += Subject::held(member.self);
    const double ending = processor_seconds();
    ends_ = true;
    for (Member& member : members_) {
      Subject::go(&member.self);
      Subject::drop(&member.self);
    }
    outcome.life_seconds += processor_seconds() - ending;
    outcome.ran = std::move(ran_);
    return outcome;
  }

 private:
  struct Member {
    Circle* circle = nullptr;
    uint32_t number = 0;
    typename Subject::Handle self{};
  };

  Outcome given_up(size_t made) {
    ends_ = true;
    for (size_t i = 0; i < made; ++i) {
      Subject::go(&members_[i].self);
      Subject::drop(&members_[i].self);
    }
    return {};
  }

  static void body(void* argument) {
    auto* member = static_cast<Member*>(argument);
    with_locals(member, member->circle->order_.bytes);
  }
  // They lie on its stack until it ends: that is what is carried along, or kept in place.
  __attribute__((noinline)) static void with_locals(Member* member, size_t bytes) {
    void* locals = alloca(bytes + 1);
    std::memset(locals, static_cast<int>(member->number & 0xff), bytes + 1);
    asm volatile("" : : "r"(locals) : "memory");
    pass_on(member);
    asm volatile("" : : "r"(locals) : "memory");
  }
  __attribute__((noinline)) static void pass_on(Member* member) {
    Circle* circle = member->circle;
    while (!circle->ends_) {
      if (circle->left_ == 0) {
        circle->position_ = member->number;
        Subject::to_main();
        continue;
      }
      --circle->left_;
      if (circle->order_.notes) circle->ran_.push_back(member->number);
      const size_t next = member->number + 1u < circle->members_.size() ? member->number + 1u : 0;
      Subject::go(&circle->members_[next].self);
    }
  }

  const Order order_;
  std::vector<Member> members_;
  size_t left_ = 0;
  size_t position_ = 0;
  bool ends_ = false;
  std::vector<uint32_t> ran_;
};

}  // namespace greenlens::turns

#endif  // GREENLENS_SCENARIOS_TURNS_CIRCLE_H_
