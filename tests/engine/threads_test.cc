// Each thread has its own main greenlet, its own tree, its own state; nobody runs another's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/c/api.h"
#include "engine/c/bridge.h"
#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/context.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

const char* const kForeign = "cannot switch to a different thread";
const char* const kGone = "cannot switch to a different thread (which happens to have exited)";

TEST(OneThread, RunsItsGreenletsBesideNineOthers) {
  std::atomic<int> sum{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 10; ++t) {
    threads.emplace_back([&sum, t] {
      auto mine = std::make_shared<int>(0);
      auto body = [mine](const Arguments& arguments) -> Value {
        for (;;) {
          *mine += static_cast<int>(*arguments[0].as_int());
          main_greenlet().switch_to();
        }
      };
      Greenlet a("a", body), b("b", body);
      for (int i = 0; i < 100; ++i) a.switch_to(t), b.switch_to(t);
      sum += *mine;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(sum, 200 * 45);
}

TEST(OneThread, GetsItsMainGreenletOnFirstUse) {
  struct Listener : NullObserver {
    void greenlet_created(Where, const Core& g) override { created.push_back(g.name()); }
    Lines created;
  };
  std::thread([] {
    auto listener = std::make_unique<Listener>();
    set_observer(listener.get());
    EXPECT_THAT(listener->created, testing::ElementsAre("main"));
    current(), main_greenlet(), current();
    EXPECT_THAT(listener->created, testing::ElementsAre("main"));
    set_observer(nullptr);
  }).join();
}

TEST(OneThread, HasItsOwnCurrentGreenlet) {
  Greenlet mine = current(), other;
  uint32_t other_id = 0;
  Greenlet g("g", [&](const Arguments&) -> Value {
    std::thread([&] {
      other_id = current().id();
      EXPECT_TRUE(current().is_main());
    }).join();
    return current().name();
  });
  EXPECT_EQ(g.switch_to(), Value("g"));
  EXPECT_NE(other_id, mine.id());
  EXPECT_EQ(current(), mine);
}

TEST(OneThread, RefusesOthersGreenletsInAnyState) {
  Greenlet started("started", to_main), fresh("fresh", nothing), dead("dead", nothing);
  started.switch_to(), dead.switch_to();
  Lines said;
  std::thread([&] {
    for (Greenlet* g : {&started, &fresh, &dead}) {
      said.push_back(refusal([&] { g->switch_to(); }));
      said.push_back(refusal([&] { g->throw_error(std::runtime_error("x")); }));
    }
  }).join();
  EXPECT_EQ(said.size(), 6u);
  EXPECT_THAT(said, testing::Each(kForeign));
  EXPECT_TRUE(started.active() && !fresh.dead());
}

TEST(OneThread, RefusesToChangeOthersGreenletsInAnyState) {
  Greenlet fresh("fresh", nothing), suspended("suspended", to_main), dead("dead", nothing);
  suspended.switch_to(), dead.switch_to();
  Lines said;
  std::thread([&] {
    for (Greenlet g : {fresh, suspended, dead}) {
      g.has_attribute("a"), g.attributes(), g.context();  // what is only read is not made
      said.push_back(refusal([&] { g.set_name("renamed"); }));
      said.push_back(refusal([&] { g.set_attribute("a", 1); }));
      said.push_back(refusal([&] { g.delete_attribute("a"); }));
      said.push_back(refusal([&] { g.set_context(Context()); }));
      said.push_back(refusal([&] { g.set_run(nothing); }));
      EXPECT_EQ(greenlens_set_name(to_c(g), "renamed"), GREENLENS_ERROR);
      said.push_back(greenlens_error_text());
      greenlens_clear_error();
    }
  }).join();
  EXPECT_THAT(said, testing::Each("cannot change a greenlet of a different thread: "
                                  "only its own thread may"));
  EXPECT_EQ(said.size(), 18u);
  for (const Greenlet& g : {fresh, suspended, dead}) {
    EXPECT_NE(g.name(), "renamed");
    EXPECT_TRUE(g.attributes().empty());
    EXPECT_FALSE(g.context());
  }
}

TEST(ThreadsEnd, LetsOthersChangeWhatIsLeft) {
  Greenlet left;
  std::thread([&] { left = Greenlet("left", nothing); }).join();
  left.set_name("found");
  left.set_attribute("a", 1);
  left.set_context(Context());
  left.set_run(nothing);
  EXPECT_EQ(left.name(), "found");
  EXPECT_EQ(left.attribute("a"), Value(1));
  EXPECT_TRUE(left.context());
}

TEST(OneThread, RefusesOthersGreenletsHoweverManyTry) {
  constexpr int kCreators = 16, kSwitchers = 16, kRounds = 20;
  std::atomic<int> refused{0}, accepted{0};
  for (int round = 0; round < kRounds; ++round) {
    std::mutex mutex;
    std::vector<Greenlet> made;
    std::atomic<int> waiting{kCreators};
    std::atomic<bool> done{false};
    std::vector<std::thread> threads;
    for (int i = 0; i < kCreators; ++i) {
      threads.emplace_back([&] {
        Greenlet g("made", to_main);
        g.switch_to();
        {
          std::lock_guard lock(mutex);
          made.push_back(g);
        }
        --waiting;
        while (!done) std::this_thread::yield();
      });
    }
    while (waiting > 0) std::this_thread::yield();
    std::vector<std::thread> switchers;
    for (int i = 0; i < kSwitchers; ++i) {
      switchers.emplace_back([&] {
        for (Greenlet& g : made) {
          ++(refusal([&] { g.switch_to(); }) == kForeign ? refused : accepted);
        }
      });
    }
    for (std::thread& thread : switchers) thread.join();
    done = true;
    for (std::thread& thread : threads) thread.join();
  }
  EXPECT_EQ(refused, kCreators * kSwitchers * kRounds);
  EXPECT_EQ(accepted, 0);
}

TEST(ThreadsEnd, RefusesThrowsAndSwitchesAfterwards) {
  Greenlet left, fresh;
  std::thread([&] {
    left = Greenlet("left", to_main);
    fresh = Greenlet("fresh", nothing);
    left.switch_to();
  }).join();
  EXPECT_EQ(refusal([&] { left.switch_to(); }), kGone);
  EXPECT_EQ(refusal([&] { left.throw_in(); }), kGone);
  EXPECT_EQ(refusal([&] { fresh.switch_to(); }), kGone);
}

TEST(ThreadsEnd, RunsTheHandlersOfSuspendedGreenlets) {
  Lines seen;
  struct Note {
    Lines& lines;
    ~Note() { lines.push_back("a local was destroyed"); }
  };
  Greenlet kept;
  std::thread([&] {
    kept = Greenlet("kept", [&](const Arguments&) -> Value {
      Note note{seen};
      try {
        main_greenlet().switch_to();
      } catch (const GreenletExit&) {
        seen.push_back("GreenletExit");
        throw;
      }
      return {};
    });
    kept.switch_to();
  }).join();
  EXPECT_THAT(seen, testing::ElementsAre("GreenletExit", "a local was destroyed"));
  EXPECT_EQ(kept.repr(), "<greenlet kept (thread exited) dead>");
}

TEST(ThreadsEnd, KillsItsMainGreenletAndWeakHandlesOfIt) {
  Greenlet strong;
  WeakGreenlet weak;
  std::thread([&] { weak = main_greenlet(); }).join();
  EXPECT_TRUE(weak.expired());
  std::thread([&] { strong = main_greenlet(); }).join();
  EXPECT_TRUE(strong.dead());
  EXPECT_EQ(strong.repr(), "<greenlet main (thread exited) dead>");
}

TEST(ThreadsEnd, LetsGoOfWhatGreenletsHeld) {
  auto held = std::make_shared<int>(0);
  Greenlet outside;
  for (int round = 0; round < 20; ++round) {
    std::thread([&] {
      std::vector<Greenlet> greenlets;
      for (int i = 0; i < 20; ++i) {
        greenlets.emplace_back("holding", [held](const Arguments&) -> Value {
          auto also = held;
          return main_greenlet().switch_to();
        });
        if (i % 2) greenlets.back().switch_to();
      }
      outside = greenlets.back();  // survives the thread's end
      greenlets.clear();
    }).join();
  }
  outside = {};
  EXPECT_EQ(held.use_count(), 1);
}

TEST(ThreadsEnd, MayUseTheEngineInWhatIsDestroyedLast) {
  struct UsesTheEngine {
    std::string* seen;
    ~UsesTheEngine() { *seen = current().name(); }
  };
  for (int round = 0; round < 3; ++round) {
    std::string seen;
    Greenlet outlives;
    std::thread([&] {
      outlives = main_greenlet();
      auto used = std::make_shared<UsesTheEngine>(UsesTheEngine{&seen});
      seen.clear();
      // Its handle goes elsewhere while the thread ends its greenlets.
      auto* unstarted = new Greenlet("unstarted", [used](const Arguments&) { return Value(); });
      static Greenlet waits;
      waits = Greenlet("waits", [unstarted](const Arguments&) -> Value {
        try {
          main_greenlet().switch_to();
        } catch (const GreenletExit&) {
          std::thread([unstarted] { delete unstarted; }).join();
        }
        return {};
      });
      waits.switch_to();
      used.reset();
    }).join();
    EXPECT_EQ(seen, "main");
    EXPECT_EQ(outlives.repr(), "<greenlet main (thread exited) dead>");
  }
}

TEST(ThreadsEnd, FreesWhatRefusedToDieBefore) {
  auto held = std::make_shared<int>(0);
  std::thread([&] {
    Greenlet refuses("refuses", [](const Arguments&) -> Value {
      try {
        main_greenlet().switch_to();
      } catch (const GreenletExit&) {
        main_greenlet().switch_to();
      }
      return {};
    });
    refuses.set_attribute("held", Value::object(held, "held"));
    refuses.switch_to();
  }).join();
  EXPECT_EQ(held.use_count(), 1);
}

TEST(Threads, RunInParallelAndOneOfThemRunsOneGreenletAtATime) {
  std::atomic<int> arrived{0};
  auto meets_the_other = [&] {
    std::atomic<int> mine{0};
    auto body = [&](const Arguments&) -> Value {
      EXPECT_EQ(mine.fetch_add(1), 0);
      ++arrived;
      while (arrived < 2) std::this_thread::yield();  // needs the other thread to run meanwhile
      --mine;
      return {};
    };
    Greenlet("meets", body).switch_to();
  };
  std::thread one(meets_the_other), two(meets_the_other);
  one.join(), two.join();
  EXPECT_EQ(arrived, 2);
}

}  // namespace
}  // namespace greenlens::engine
