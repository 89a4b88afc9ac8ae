// The core with a host that is not C++: its errors are values, and no exceptions exist.
#include "tests/engine/core/tiny_host.h"

#include <gtest/gtest.h>
#include <pthread.h>

#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "engine/core/null_observer.h"

#ifdef __cpp_exceptions
#error "This test is about a program without exceptions."
#endif

namespace tiny {
namespace {

Message ok(long number) { return {Status::ok, number, {}}; }
Message to_main(Message first) { return send(main_greenlet(), first.number); }

// Every body is a plain function: what it shares with the test is the thread's.
thread_local std::vector<std::string>* notes = nullptr;
void note(std::string text) { notes->push_back(std::move(text)); }
class TinyHost : public testing::Test {
 protected:
  TinyHost() { notes = &notes_; }

 private:
  std::vector<std::string> notes_;
};

Message adds_up(Message first) {
  long sum = first.number;
  while (sum < 100) sum += send(main_greenlet(), sum).number;
  return ok(sum);
}

TEST_F(TinyHost, NumbersTravelBothWays) {
  Handle g = make("adds up", adds_up);
  EXPECT_FALSE(g->started());
  EXPECT_EQ(send(*g, 1).number, 1);
  EXPECT_EQ(send(*g, 10).number, 11);
  EXPECT_TRUE(g->active());
  EXPECT_EQ(send(*g, 100).number, 111);
  EXPECT_TRUE(g->dead());
  EXPECT_EQ(send(*g, 5).number, 5);  // falls through to its parent, which is here
}

Message divides(Message first) {
  long dividend = first.number;
  for (;;) {
    Message divisor = send(main_greenlet(), dividend);
    if (divisor.status == Status::division_by_zero) {
      dividend = -1;  // it was told so, and goes on
    } else if (divisor.status != Status::ok) {
      return divisor;
    } else if (divisor.number == 0) {
      return {Status::division_by_zero, 0, {}};
    } else {
      dividend /= divisor.number;
    }
  }
}

TEST_F(TinyHost, ErrorsArriveAsStatusesAndMayBeDealtWith) {
  Handle g = make("divides", divides);
  send(*g, 100);
  EXPECT_EQ(send(*g, 5).number, 20);
  EXPECT_EQ(fail(*g, Status::division_by_zero).number, -1);
  EXPECT_EQ(send(*g, 0).status, Status::division_by_zero);  // uncaught: its parent's
  EXPECT_TRUE(g->dead());
  EXPECT_EQ(fail(*g, Status::division_by_zero).status, Status::division_by_zero);
}

Message says_that_it_ran(Message first) {
  note("ran");
  return first;
}

TEST_F(TinyHost, AnErrorThrownIntoAnUnstartedOneKillsItBeforeItRuns) {
  Handle g = make("g", says_that_it_ran);
  EXPECT_EQ(fail(*g, Status::division_by_zero).status, Status::division_by_zero);
  EXPECT_TRUE(g->dead());
  EXPECT_TRUE(notes->empty());
}

TEST_F(TinyHost, AnExitIsAQuietEnd) {
  Handle g = make("g", divides);
  send(*g, 1);
  EXPECT_EQ(fail(*g, Status::exit).status, Status::ok);
  EXPECT_TRUE(g->dead());
}

Message passes_on(Message first) {
  Message got = send(main_greenlet(), first.number);
  note("the parent got " + std::to_string(got.number));
  got.number += 1000;
  return got;
}

TEST_F(TinyHost, EndsGoToTheNearestLivingParent) {
  Handle living = make("living", passes_on);
  send(*living, 0);
  Handle dead = make("dead", says_that_it_ran, &*living);
  send(*dead, 5);  // ends, and ends its parent with it
  EXPECT_TRUE(living->dead());
  EXPECT_EQ(*notes, (std::vector<std::string>{"ran", "the parent got 5"}));
  Handle below = make("below", says_that_it_ran, &*dead);
  EXPECT_EQ(send(*below, 7).number, 7);
}

TEST_F(TinyHost, AnUnstartedParentIsStartedByItsChildsEnd) {
  Handle parent = make("parent", adds_up);
  Handle child = make("child", says_that_it_ran, &*parent);
  EXPECT_EQ(send(*child, 200).number, 200);
  EXPECT_TRUE(parent->dead() && child->dead());
}

TEST_F(TinyHost, RefusalsAreStatusesWithTheOriginalsWords) {
  Handle empty = make("empty", nullptr);
  EXPECT_EQ(send(*empty, 1).status, Status::no_function);
  EXPECT_FALSE(empty->started());
  Handle child = make("child", to_main, &*empty);
  EXPECT_STREQ(set_parent(*empty, *child), "cyclic parent chain");
  EXPECT_STREQ(set_parent(main_greenlet(), *child), "cannot set the parent of a main greenlet");
  Message refused;
  std::thread([&] { refused = send(*child, 1); }).join();
  EXPECT_EQ(refused.status, Status::refused);
  EXPECT_EQ(refused.text, "cannot switch to a different thread");
}

TEST_F(TinyHost, WhatTheLanguageKeepsForAThreadIsEachGreenletsOwn) {
  Handle g = make("g", [](Message) {
    EXPECT_EQ(last_status(), Status::ok);
    last_status() = Status::refused;
    send(main_greenlet(), 0);
    return ok(last_status() == Status::refused);
  });
  last_status() = Status::division_by_zero;
  send(*g, 0);
  EXPECT_EQ(last_status(), Status::division_by_zero);
  EXPECT_EQ(send(*g, 0).number, 1);
  EXPECT_EQ(last_status(), Status::division_by_zero);
  last_status() = Status::ok;
}

Message notes_its_end(Message first) {
  Message got = send(main_greenlet(), first.number);
  note(got.status == Status::exit ? "exit: " + got.text : "no exit");
  return got;
}

TEST_F(TinyHost, ASuspendedGreenletThatNobodyNamesGetsAnExit) {
  {
    Handle g = make("g", notes_its_end);
    send(*g, 0);
    EXPECT_TRUE(notes->empty());
  }
  EXPECT_EQ(*notes, (std::vector<std::string>{
                        "exit: Killing the greenlet because all references have vanished."}));
}

TEST_F(TinyHost, AReferenceDroppedElsewhereIsForItsOwnThread) {
  Handle g = make("g", notes_its_end);
  send(*g, 0);
  std::thread([&] { Handle dropped = std::move(g); }).join();
  EXPECT_TRUE(notes->empty());
  current();
  EXPECT_EQ(notes->size(), 1u);
}

TEST_F(TinyHost, AThreadsEndReachesItsSuspendedGreenlets) {
  Handle kept;
  std::vector<std::string> theirs;
  std::thread([&] {
    notes = &theirs;
    kept = make("kept", notes_its_end);
    send(*kept, 0);
  }).join();
  EXPECT_EQ(theirs.size(), 1u);
  EXPECT_TRUE(kept->dead());
  EXPECT_EQ(send(*kept, 0).text,
            "cannot switch to a different thread (which happens to have exited)");
}

// Siblings overwrite each other's stack: afterwards nothing of it could be read.
void each_is_read_before_it_is_left() {
  auto body = [](Message first) {
    volatile long mine = first.number;
    number_on_the_stack() = const_cast<const long*>(&mine);
    while (mine < 1000) {
      mine = mine + 10;
      send(main_greenlet(), mine);
      EXPECT_EQ(number_on_the_stack(), const_cast<const long*>(&mine));
    }
    number_on_the_stack() = nullptr;
    return ok(0);
  };
  std::vector<Handle> all;
  for (long i = 0; i < 5; ++i) all.push_back(make("g", body));
  for (long i = 0; i < 5; ++i) send(*all[static_cast<size_t>(i)], i);
  for (long round = 2; round < 20; ++round) {
    for (long i = 0; i < 5; ++i) send(*all[static_cast<size_t>(i)], 0);
    for (long i = 0; i < 5; ++i) {
      EXPECT_EQ(left_with(*all[static_cast<size_t>(i)]), i + 10 * round);
    }
  }
  for (Handle& one : all) {
    EXPECT_EQ(beginnings(*one), 1);
    while (one->active()) send(*one, 0);
  }
}

TEST_F(TinyHost, WhatLiesOnAStackIsReadBeforeItIsLeftAndABeginningIsToldOnce) {
  each_is_read_before_it_is_left();
  greenlens::core::NullObserver watches;
  observe(&watches);
  each_is_read_before_it_is_left();
  observe(nullptr);
}

// Its greenlets' stacks are not unwound one after the other: only the one that runs is.
TEST_F(TinyHost, AThreadMayBeEndedInAGreenlet) {
  struct Unwound {
    bool* is;
    ~Unwound() { *is = true; }
  };
  static bool suspended_ones, running_ones;
  suspended_ones = running_ones = false;
  std::thread([] {
    use_lock();
    Handle parked = make("parked", [](Message first) {
      Unwound noted{&suspended_ones};
      return send(main_greenlet(), first.number);
    });
    send(*parked, 0);
    Handle ends = make("ends", [](Message) -> Message {
      Unwound noted{&running_ones};
      pthread_exit(nullptr);
    });
    send(*ends, 0);
    ADD_FAILURE() << "the thread goes on";
  }).join();
  const auto left = threads_left();
  ASSERT_EQ(left.size(), 1u);
  EXPECT_FALSE(suspended_ones);
  greenlens::core::abandon_thread(*left[0]);
}

TEST_F(TinyHost, WithALockTheEndOfAThreadIsForTheHostToBury) {
  Handle kept;
  std::vector<std::string> theirs;
  std::thread([&] {
    use_lock();
    notes = &theirs;
    kept = make("kept", notes_its_end);
    send(*kept, 0);
  }).join();
  EXPECT_TRUE(theirs.empty());
  EXPECT_TRUE(kept->active());
  EXPECT_EQ(send(*kept, 0).text,
            "cannot switch to a different thread (which happens to have exited)");
  const auto left = threads_left();
  ASSERT_EQ(left.size(), 1u);
  greenlens::core::abandon_thread(*left[0]);
  EXPECT_TRUE(kept->dead());
  EXPECT_EQ(kept->stack_saved(), 0u);
  EXPECT_TRUE(theirs.empty());
}

TEST_F(TinyHost, WithALockWhoHasNotBegunMayBeTakenOver) {
  Handle unstarted, parked;
  std::thread([&] {
    use_lock();
    unstarted = make("unstarted", adds_up);
    parked = make("parked", adds_up);
    send(*parked, 1);
    std::thread([&] {
      use_lock();
      EXPECT_EQ(send(*unstarted, 1).text, "cannot switch to a different thread");
      EXPECT_STREQ(set_parent(*parked, current()), "parent cannot be on a different thread");
      EXPECT_EQ(set_parent(*unstarted, current()), nullptr);
      greenlens::core::adopt(*unstarted);
      EXPECT_EQ(send(*unstarted, 1).number, 1);
      EXPECT_EQ(send(*unstarted, 100).number, 101);
      EXPECT_TRUE(unstarted->dead());
      unstarted = Handle();
    }).join();
    EXPECT_EQ(send(*parked, 100).number, 101);
    std::thread([&] {
      use_lock();
      parked = Handle();  // it is dead: whoever drops it frees it
    }).join();
    EXPECT_FALSE(greenlens::core::anything_to_reap());
  }).join();
  for (auto* thread : threads_left()) greenlens::core::abandon_thread(*thread);
}

TEST_F(TinyHost, WhatHasNobodyToBeToldIsForTheHostToSay) {
  std::thread([] {
    use_lock();
    {
      Handle fails = make("fails", [](Message first) {
        send(main_greenlet(), first.number);
        return Message{Status::division_by_zero, 3, "nobody hears of this"};
      });
      Handle lives = make("lives on", [](Message first) {
        for (int i = 0; i < 3; ++i) send(main_greenlet(), first.number);
        return first;
      });
      send(*fails, 0);
      send(*lives, 0);
    }
    EXPECT_EQ(said_of_ends(), (std::vector<std::string>{"lives on lives", "nobody hears of this"}));
  }).join();
  for (auto* thread : threads_left()) greenlens::core::abandon_thread(*thread);
}

// Fills some stack and finds it as it was, however deep the others are.
Message guards(int depth, char fill) {
  volatile char bytes[256];
  for (auto& byte : bytes) byte = fill;
  Message got = depth > 0 ? guards(depth - 1, fill) : send(main_greenlet(), depth);
  for (auto& byte : bytes) {
    if (byte != fill) return {Status::refused, 0, "destroyed"};
  }
  return got;
}

TEST_F(TinyHost, SlicesOfAllDepthsKeepTheirBytes) {
  std::vector<Handle> handles;
  auto body = [](Message first) {
    int depth = static_cast<int>(first.number);
    return guards(depth, static_cast<char>(depth + 1));
  };
  for (int i = 0; i < 30; ++i) handles.push_back(make("guards", body));
  for (int i = 0; i < 30; ++i) send(*handles[static_cast<size_t>(i)], (i * 7) % 30);
  for (size_t i : {9u, 0u, 29u, 15u}) EXPECT_EQ(send(*handles[i], 77).number, 77);
  for (size_t i = 0; i < 30; ++i) {
    if (handles[i]->active()) {
      EXPECT_EQ(send(*handles[i], 78).number, 78);
    }
  }
}

TEST_F(TinyHost, HearsOfEverySwitchWhenItListensAndSoDoesAnObserver) {
  struct Finishes : greenlens::core::NullObserver {
    void greenlet_finished(greenlens::core::Where, const Core&, greenlens::core::FinishKind,
                           std::string_view what) override {
      said = what;
    }
    std::string said;
  };
  auto observer = std::make_unique<Finishes>();
  count_switches(true);
  Handle g = make("g", adds_up);
  send(*g, 1);
  send(*g, 99);
  EXPECT_EQ(switches(), 4);
  count_switches(false);
  observe(observer.get());
  Handle h = make("h", adds_up);
  send(*h, 123);
  EXPECT_EQ(switches(), 0);
  observe(nullptr);
  EXPECT_EQ(observer->said, "123");
}

}  // namespace
}  // namespace tiny
