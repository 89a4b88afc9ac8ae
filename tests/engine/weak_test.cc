// Weak handles, the articles' weakreflist: they name a greenlet and keep nobody.
#include "engine/cpp/weak.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

TEST(Weak, HandlesNameAGreenletAndDoNotKeepIt) {
  WeakGreenlet unstarted, dead, suspended;
  {
    Greenlet a("a", nothing), b("b", nothing), c("c", to_main);
    unstarted = a, dead = b, suspended = c;
    b.switch_to(), c.switch_to();
    EXPECT_EQ(unstarted.lock(), a);
    EXPECT_EQ(dead.lock(), b);
    EXPECT_EQ(suspended.lock(), c);
    EXPECT_FALSE(unstarted.expired() || dead.expired() || suspended.expired());
  }
  EXPECT_TRUE(unstarted.expired() && dead.expired() && suspended.expired());
  EXPECT_EQ(suspended.lock(), Greenlet());
}

TEST(Weak, HandlesOfNoneAreExpired) {
  EXPECT_TRUE(WeakGreenlet().expired());
  EXPECT_TRUE(WeakGreenlet(Greenlet()).expired());
  EXPECT_EQ(WeakGreenlet().lock(), Greenlet());
}

TEST(Weak, HandlesAreCutBeforeGreenletExitIsThrownIn) {
  WeakGreenlet weak;
  bool cut = false;
  {
    Greenlet g("g", [&](const Arguments&) -> Value {
      try {
        main_greenlet().switch_to();
      } catch (const GreenletExit&) {
        cut = weak.expired() && weak.lock() == Greenlet();
      }
      return {};
    });
    weak = g;
    g.switch_to();
    EXPECT_FALSE(cut);
  }
  EXPECT_TRUE(cut);
}

TEST(Weak, HandlesOfOneThatResurrectsItselfStayCutAndANewOneNamesIt) {
  WeakGreenlet before, after;
  Greenlet saved;
  {
    Greenlet g("g", [&](const Arguments&) -> Value {
      try {
        main_greenlet().switch_to();
      } catch (const GreenletExit&) {
        saved = current();
        after = saved;
        main_greenlet().switch_to();
      }
      return {};
    });
    before = g;
    g.switch_to();
  }
  EXPECT_TRUE(saved.active());
  EXPECT_TRUE(before.expired());
  EXPECT_EQ(after.lock(), saved);
  saved = {};
  EXPECT_TRUE(after.expired());
}

TEST(Weak, HandlesAreCopiedAndMoved) {
  Greenlet g("g", nothing);
  WeakGreenlet first = g, copy = first, moved = std::move(first);
  EXPECT_EQ(copy.lock(), g);
  EXPECT_EQ(moved.lock(), g);
  copy = WeakGreenlet();
  EXPECT_TRUE(copy.expired());
  g = {};
  EXPECT_TRUE(moved.expired());
}

// Handles are counted, and nobody looks for circles.
TEST(Weak, HandlesShowThatACircleKeepsItselfUntilItIsCut) {
  WeakGreenlet weak;
  {
    Greenlet a("a", nothing), b("b", nothing);
    a.set_attribute("other", Value::object(b, "b"));
    b.set_attribute("other", Value::object(a, "a"));
    weak = a;
  }
  ASSERT_FALSE(weak.expired());
  weak.lock().delete_attribute("other");
  EXPECT_TRUE(weak.expired());
}

TEST(Weak, HandlesMayBeLockedInAnyThreadWhileTheirsDropsTheGreenlet) {
  for (int round = 0; round < 200; ++round) {
    auto g = std::make_unique<Greenlet>("g", nothing);
    WeakGreenlet weak = *g;
    std::atomic<bool> dropped{false};
    int locked = 0;
    std::thread other([&] {
      for (;;) {
        bool last = dropped;
        if (weak.lock().core() != nullptr) ++locked;
        if (last) return;
      }
    });
    g.reset();
    dropped = true;
    other.join();
    current();  // frees it, if the other thread was the last to let go
    EXPECT_TRUE(weak.expired()) << "locked " << locked << " times";
  }
}

TEST(Weak, HandlesOfTheCurrentGreenletLiveAsLongAsItRuns) {
  WeakGreenlet weak;
  bool alive = false;
  std::unique_ptr<Greenlet> g;
  g = std::make_unique<Greenlet>("g", [&](const Arguments&) -> Value {
    weak = *g;
    g.reset();
    alive = weak.lock() == current();
    return {};
  });
  g->switch_to();
  EXPECT_TRUE(alive);
  EXPECT_TRUE(weak.expired());
}

}  // namespace
}  // namespace greenlens::engine
