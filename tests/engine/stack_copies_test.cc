// What only a suspended greenlet holds can be found: a collector that looks for pointers finds them
// in the copies.
#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <set>
#include <thread>
#include <vector>

#include "engine/c/api.h"
#include "engine/cpp/greenlet.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// A toy collector: its objects are known to it by addresses that nothing looks like.
class Collector {
 public:
  __attribute__((noinline)) int* make(int value) {
    int* object = new int(value);
    hidden_.push_back(~reinterpret_cast<uintptr_t>(object));
    return object;
  }
  ~Collector() {
    for (uintptr_t hidden : hidden_) delete reinterpret_cast<int*>(~hidden);
  }

  void look_at(const void* begin, const void* end) {
    EXPECT_EQ(reinterpret_cast<uintptr_t>(begin) % sizeof(void*), 0u);
    for (uintptr_t hidden : hidden_) {
      if (points_to(~hidden, begin, end)) marked_.insert(hidden);
    }
  }
  // How many of its objects were found, as far as it has looked since it was asked.
  size_t marked() {
    size_t count = marked_.size();
    marked_.clear();
    return count;
  }

 private:
  static bool points_to(uintptr_t object, const void* begin, const void* end) {
    const char* at = static_cast<const char*>(begin);
    for (; at + sizeof object <= end; at += sizeof object) {
      if (std::memcmp(at, &object, sizeof object) == 0) return true;
    }
    return false;
  }
  std::vector<uintptr_t> hidden_;
  std::set<uintptr_t> marked_;
};

size_t marked(Collector& collector) {
  for_each_stack_copy([&](const void* begin, const void* end) { collector.look_at(begin, end); });
  return collector.marked();
}

// Holds a new object in a local and in nothing else while it is suspended.
__attribute__((noinline)) void hold(Collector& collector, int value) {
  int* volatile held = collector.make(value);
  main_greenlet().switch_to();
  EXPECT_EQ(*held, value);
}

TEST(StackCopies, HaveWhatOnlySuspendedGreenletsHold) {
  in_a_new_thread([] {
    Collector collector;
    std::vector<Greenlet> greenlets;
    for (int value = 0; value < 3; ++value) {
      greenlets.emplace_back("g", [&collector, value](const Arguments&) -> Value {
        hold(collector, value);
        return {};
      });
      greenlets.back().switch_to();
    }
    EXPECT_EQ(marked(collector), 3u);
    for (Greenlet& greenlet : greenlets) greenlet.switch_to();
    EXPECT_EQ(marked(collector), 0u);
  });
}

// Below 4000 bytes that its caller has in between.
__attribute__((noinline)) void switch_with_an_object(Collector& collector, Greenlet& to) {
  int* volatile held = collector.make(7);
  to.switch_to();
  EXPECT_EQ(*held, 7);
}
__attribute__((noinline)) void go_down(Collector& collector, Greenlet& to) {
  volatile char room[4000] = {};
  switch_with_an_object(collector, to);
  EXPECT_EQ(room[0], 0);
}

TEST(StackCopies, HaveWhatOfMainIsInTheWayToo) {
  in_a_new_thread([] {
    Collector collector;
    Greenlet above("above", [&](const Arguments&) -> Value {
      main_greenlet().switch_to();
      EXPECT_EQ(marked(collector), 1u);
      return {};
    });
    above.switch_to();  // begins here, above what follows
    go_down(collector, above);
  });
}

TEST(StackCopies, AreThoseOfTheCallingThread) {
  in_a_new_thread([] {
    Collector collector;
    Greenlet g("g", [&](const Arguments&) -> Value {
      hold(collector, 1);
      return {};
    });
    g.switch_to();
    std::thread([&] {
      EXPECT_EQ(marked(collector), 0u);
      main_greenlet();
      EXPECT_EQ(marked(collector), 0u);
    }).join();
    EXPECT_EQ(marked(collector), 1u);
    g.switch_to();
  });
}

TEST(StackCopies, CanBeWalkedInC) {
  Collector collector;
  Greenlet g("g", [&](const Arguments&) -> Value {
    hold(collector, 1);
    return {};
  });
  g.switch_to();
  greenlens_for_each_stack_copy(
      [](const void* begin, const void* end, void* context) {
        static_cast<Collector*>(context)->look_at(begin, end);
      },
      &collector);
  EXPECT_EQ(collector.marked(), 1u);
  g.switch_to();
}

}  // namespace
}  // namespace greenlens::engine
