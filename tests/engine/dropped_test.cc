// The last handle of a greenlet goes in another thread than its own.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

TEST(Dropped, HandlesOfAnotherThreadsGreenletKillItThereAndNotHere) {
  std::thread::id killed_in;
  bool killed = false;
  auto g = std::make_unique<Greenlet>("g", [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      killed = true;
      killed_in = std::this_thread::get_id();
    }
    return {};
  });
  g->switch_to();
  std::thread([&] {
    g.reset();
    current();  // the library is used here, too
    EXPECT_FALSE(killed);
  }).join();
  Greenlet("any use will do", nothing);
  EXPECT_TRUE(killed);
  EXPECT_EQ(killed_in, std::this_thread::get_id());
}

TEST(Dropped, GreenletsMayGiveWayToAnotherThreadWhileTheyAreReaped) {
  auto g = std::make_unique<Greenlet>("g", [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      std::thread([] {
        Greenlet theirs("theirs", to_main);
        theirs.switch_to();
        EXPECT_TRUE(current().is_main());
      }).join();
      EXPECT_EQ(current().name(), "g");
    }
    return {};
  });
  g->switch_to();
  std::thread([&] { g.reset(); }).join();
  EXPECT_EQ(current(), main_greenlet());
}

TEST(Dropped, ManyHandlesFromManyThreadsAreAllReaped) {
  auto held = std::make_shared<int>(0);
  std::vector<std::vector<Greenlet>> shares(8);
  for (auto& share : shares) {
    for (int i = 0; i < 50; ++i) {
      share.emplace_back("shared", [held](const Arguments&) -> Value {
        auto also = held;
        return main_greenlet().switch_to();
      });
      share.back().switch_to();
    }
  }
  std::vector<std::thread> threads;
  for (auto& share : shares) threads.emplace_back([&share] { share.clear(); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(held.use_count(), 1 + 2 * 400);
  current();
  EXPECT_EQ(held.use_count(), 1);
}

// Who waits turns round at full speed for a while, then lets others run.
struct Waiting {
  int turns = 0;
  void turn() {
    if (++turns > 300) std::this_thread::yield();
  }
};

// So many rounds, or what can be done of them in 20 seconds: two threads that wait for each other
// in each round are slow where others want the processors, too.
class Rounds {
 public:
  explicit Rounds(int most) : left_(most) {}
  bool next() { return left_-- > 0 && std::chrono::steady_clock::now() < end_; }

 private:
  int left_;
  const std::chrono::steady_clock::time_point end_ =
      std::chrono::steady_clock::now() + std::chrono::seconds(20);
};

// Drops what is `given`, each time after another while, until `done`.
void drop_what_is_given(std::atomic<Greenlet*>& given, const std::atomic<bool>& done) {
  Waiting waiting;
  for (int pause = 0; !done; waiting.turn()) {
    std::unique_ptr<Greenlet> last(given.exchange(nullptr));
    if (last == nullptr) continue;
    pause = (pause + 7) % 97;
    for (int i = 0; i < pause; ++i) done.load();
    waiting = {};
  }
}

// What runs is counted by nobody: a new handle of it may be made while the last one goes.
TEST(Dropped, TheLastHandleOfWhatRunsMayGoElsewhereWhileItMakesANewOne) {
  constexpr int kRounds = 1000;
  std::atomic<Greenlet*> given{nullptr};
  std::atomic<bool> done{false};
  std::thread other([&] { drop_what_is_given(given, done); });
  int seen = 0;
  for (int round = 0; round < kRounds; ++round) {
    Greenlet* only = nullptr;
    only = new Greenlet("g", [&](const Arguments&) -> Value {
      given = only;
      Waiting waiting;
      for (bool gone = false; !gone; waiting.turn()) {
        gone = given == nullptr;
        WeakGreenlet weak = current();
        if (weak.lock() != current()) return {};
      }
      ++seen;
      return {};
    });
    only->switch_to();
  }
  done = true;
  other.join();
  EXPECT_EQ(seen, kRounds);
}

TEST(Dropped, HandlesMayGoElsewhereWhileTheirThreadEnds) {
  auto held = std::make_shared<int>(0);
  for (int round = 0; round < 10; ++round) {
    std::vector<Greenlet> greenlets;
    std::atomic<bool> made{false}, end{false};
    std::thread owner([&] {
      for (int i = 0; i < 1000; ++i) {
        greenlets.emplace_back("held", [held](const Arguments&) -> Value {
          auto also = held;
          return main_greenlet().switch_to();
        });
        greenlets.back().switch_to();
      }
      made = true;
      while (!end) std::this_thread::yield();
    });
    while (!made) std::this_thread::yield();
    end = true;
    greenlets.clear();
    owner.join();
  }
  EXPECT_EQ(held.use_count(), 1);
}

// Who resurrects itself and is dropped again by another thread may be met at any moment of that.
TEST(Dropped, GreenletsThatGaveThemselvesAwayAreUnwoundBeforeTheyAreFreed) {
  std::atomic<Greenlet*> given{nullptr};
  std::atomic<bool> done{false};
  auto witness = std::make_shared<int>(0);
  std::thread other([&] { drop_what_is_given(given, done); });
  std::thread([&] {
    for (Rounds rounds(15000); rounds.next();) {
      Greenlet("g", [&](const Arguments&) -> Value {
        auto local = witness;
        try {
          main_greenlet().switch_to();
        } catch (const GreenletExit&) {
          given = new Greenlet(current());
          main_greenlet().switch_to();
        }
        return {};
      }).switch_to();
      while (given != nullptr) std::this_thread::yield();
      current();
    }
  }).join();
  done = true;
  other.join();
  EXPECT_EQ(witness.use_count(), 1);
}

TEST(Dropped, TheGreenletThatRunsNeverSeemsGoneToAnotherThread) {
  enum class Phase { idle, runs, asked, dropped, told };
  std::atomic<Phase> phase{Phase::idle};
  std::atomic<const WeakGreenlet*> shown{nullptr};
  std::atomic<bool> done{false};
  int seemed_gone = 0;
  std::thread other([&] {
    while (!done) {
      if (phase != Phase::runs) {
        std::this_thread::yield();
        continue;
      }
      WeakGreenlet weak = *shown.load();
      bool gone = false;
      Waiting waiting;
      for (phase = Phase::asked; phase == Phase::asked; waiting.turn()) gone |= weak.expired();
      seemed_gone += gone;
      phase = Phase::told;
    }
  });
  for (Rounds rounds(15000); rounds.next();) {
    Greenlet* only = nullptr;
    only = new Greenlet("g", [&](const Arguments&) -> Value {
      WeakGreenlet weak = *only;
      shown = &weak;
      phase = Phase::runs;
      while (phase != Phase::asked) std::this_thread::yield();
      delete only;
      phase = Phase::dropped;
      while (phase != Phase::told) std::this_thread::yield();
      return {};
    });
    only->switch_to();
  }
  done = true;
  other.join();
  EXPECT_EQ(seemed_gone, 0);
}

TEST(Dropped, WhatIsReapedMayLetGoOfTheTargetOfTheSwitch) {
  Greenlet target("target", nothing);
  auto* dropped = new Greenlet("dropped", [&](const Arguments&) -> Value {
    try {
      main_greenlet().switch_to();
    } catch (const GreenletExit&) {
      target = Greenlet();
    }
    return {};
  });
  dropped->switch_to();
  std::thread([&] { delete dropped; }).join();
  EXPECT_TRUE(target.switch_to(1).is_none());
  EXPECT_EQ(target, Greenlet());
}

}  // namespace
}  // namespace greenlens::engine
