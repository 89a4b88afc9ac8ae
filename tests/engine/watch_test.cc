// Observing every thread of a process.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/core/core.h"
#include "engine/cpp/greenlet.h"
#include "engine/cpp/names.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

// Notes what all threads tell, as "2: created", with a number for each observer.
class Notes {
 public:
  void add(int observer, const std::string& what) {
    std::lock_guard lock(mutex_);
    lines_.push_back(std::to_string(observer) + ": " + what);
  }
  std::vector<std::string> take() {
    std::lock_guard lock(mutex_);
    return std::exchange(lines_, {});
  }

 private:
  std::mutex mutex_;
  std::vector<std::string> lines_;
};

class Noting : public NullObserver {
 public:
  Noting(Notes& notes, int number) : notes_(notes), number_(number) {}
  void greenlet_created(Where, const Core& g) override { note("created " + g.name()); }
  void greenlet_freed(Where, const Core&) override { note("freed"); }
  void dropped_elsewhere(Where, const Core&, const Core* current) override {
    note(current != nullptr ? "dropped by " + current->name() : "dropped by a stranger");
  }
  void thread_ended(Where, size_t left) override {
    note("ended, " + std::to_string(left) + " left");
    if (number_ > 0) delete this;
  }
  void relieved() override {
    note("relieved");
    delete this;
  }

 private:
  void note(const std::string& what) { notes_.add(number_, what); }
  Notes& notes_;
  const int number_;
};

class Watching : public Watch {
 public:
  explicit Watching(Notes& notes) : notes_(notes), stranger_(notes, 0) { set_watch(this); }
  ~Watching() override { set_watch(nullptr); }
  Observer* observe_this_thread() override { return new Noting(notes_, ++given_); }
  Observer* stranger() override { return &stranger_; }
  int given() const { return given_; }

 private:
  Notes& notes_;
  Noting stranger_;
  std::atomic<int> given_{0};
};

TEST(Watch, GivesEachThreadAnObserverThatHearsOfItsEnd) {
  Notes notes;
  Watching watching(notes);
  std::thread([] { Greenlet("g", [](const Arguments&) { return Value(1); }).switch_to(); }).join();
  EXPECT_THAT(notes.take(), ::testing::ElementsAre("1: created main", "1: created g", "1: freed",
                                                   "1: freed", "1: ended, 0 left"));
  std::thread([] {}).join();
  EXPECT_THAT(notes.take(), ::testing::IsEmpty()) << "it has used nothing";
}

TEST(Watch, ReachesAThreadThatHadGreenletsBefore) {
  in_a_new_thread([] {
    Greenlet old("old", [](const Arguments&) { return Value(); });
    Notes notes;
    auto watching = std::make_unique<Watching>(notes);
    current();
    EXPECT_THAT(notes.take(), ::testing::ElementsAre("1: created main", "1: created old"));
    watching.reset();
    delete set_observer(nullptr);
  });
}

TEST(Watch, RelievesWhomAnEarlierOneGave) {
  in_a_new_thread([] {
    Greenlet old("old", [](const Arguments&) { return Value(main_greenlet().switch_to()); });
    Notes notes;
    auto first = std::make_unique<Watching>(notes);
    current();
    notes.take();
    first.reset();
    EXPECT_THAT(notes.take(), ::testing::IsEmpty()) << "the thread does not know yet";
    auto second = std::make_unique<Watching>(notes);
    old.switch_to();
    EXPECT_THAT(notes.take(),
                ::testing::ElementsAre("1: created main", "1: created old", "1: relieved"))
        << "the second one's first, and then the first one's";
    second.reset();
    old.switch_to();
    EXPECT_THAT(notes.take(), ::testing::ElementsAre("1: relieved")) << "nobody takes its place";
    current();
    EXPECT_THAT(notes.take(), ::testing::IsEmpty());
  });
}

TEST(Watch, DoesNotRelieveWhoTookThePlaceOfItsOwn) {
  in_a_new_thread([] {
    Notes notes;
    auto watching = std::make_unique<Watching>(notes);
    current();
    NullObserver own;
    delete set_observer(&own);
    watching.reset();
    notes.take();
    current();
    EXPECT_THAT(notes.take(), ::testing::IsEmpty());
    EXPECT_EQ(set_observer(nullptr), &own);
  });
}

TEST(Watch, LeavesThreadsThatAreObservedAlone) {
  in_a_new_thread([] {
    NullObserver own;
    set_observer(&own);
    Notes notes;
    Watching watching(notes);
    Greenlet g("g", [](const Arguments&) { return Value(); });
    EXPECT_EQ(watching.given(), 0);
    EXPECT_EQ(set_observer(nullptr), &own);
  });
}

TEST(Watch, IsNotAskedAnyMoreWhenItHasGone) {
  Notes notes;
  { Watching watching(notes); }
  std::thread([] { current(); }).join();
  EXPECT_THAT(notes.take(), ::testing::IsEmpty());
}

TEST(Watch, HearsWhoDropsALastHandleElsewhere) {
  Notes notes;
  Watching watching(notes);
  std::unique_ptr<Greenlet> waits;
  std::thread([&] {
    const auto wait = [](const Arguments&) -> Value { return main_greenlet().switch_to(); };
    for (const bool uses_greenlets : {true, false}) {
      waits = std::make_unique<Greenlet>("waits", wait);
      waits->switch_to();
      notes.take();
      std::thread([&] {
        if (uses_greenlets) current();
        waits.reset();
      }).join();
      const auto told = notes.take();
      EXPECT_THAT(told, ::testing::Contains(
                            uses_greenlets ? ::testing::HasSubstr("dropped by main")
                                           : ::testing::HasSubstr("0: dropped by a stranger")));
    }
  }).join();
  EXPECT_THAT(notes.take(), ::testing::Contains("1: ended, 0 left"));
}

TEST(Watch, HearsWhatOthersFreeAfterAThreadsEnd) {
  Notes notes;
  Watching watching(notes);
  Greenlet held;
  std::thread([&] { held = Greenlet("held", [](const Arguments&) { return Value(); }); }).join();
  EXPECT_THAT(notes.take(), ::testing::Contains("1: ended, 1 left"));
  std::thread([&] { held = {}; }).join();
  EXPECT_THAT(notes.take(), ::testing::ElementsAre("0: freed", "0: freed")) << "and its main";
}

TEST(Watch, SaysNothingOfThreadsThatNobodyObserved) {
  Greenlet held;
  std::thread([&] { held = Greenlet("held", [](const Arguments&) { return Value(); }); }).join();
  Notes notes;
  Watching watching(notes);
  std::thread([&] {
    current();
    notes.take();
    held = {};
    EXPECT_THAT(notes.take(), ::testing::IsEmpty());
  }).join();
}

}  // namespace
}  // namespace greenlens::engine
