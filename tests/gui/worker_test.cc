// What takes long is done elsewhere: and the window can be used, and closed, meanwhile.
#include "gui/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "gui/commands.h"
#include "gui/searching.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/tracer/store/long_trace.h"
#include "tracer/words/find_text.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using testing::FileSource;
using testing::wait_for_work;

// A job that goes on until it is told not to.
Worker::Finish endless(const store::OnProgress& progress, std::atomic<int>* ended) {
  for (uint64_t i = 0; progress(i, 0); ++i) std::this_thread::yield();
  ++*ended;
  return [] { ADD_FAILURE() << "nothing comes of what was cancelled"; };
}

TEST(Worker, DoesAJobAndItsResultIsTakenInTheAppsThread) {
  Worker worker;
  EXPECT_FALSE(worker.busy());
  EXPECT_FALSE(worker.take());
  const auto here = std::this_thread::get_id();
  int result = 0;
  worker.begin([&](const store::OnProgress& progress) -> Worker::Finish {
    EXPECT_NE(std::this_thread::get_id(), here);
    EXPECT_TRUE(progress(3, 10));
    return [&] {
      EXPECT_EQ(std::this_thread::get_id(), here);
      result = 7;
    };
  });
  EXPECT_TRUE(worker.busy());
  while (!worker.take()) std::this_thread::yield();
  EXPECT_EQ(result, 7);
  EXPECT_FALSE(worker.busy());
  EXPECT_EQ(worker.progress().done, 3u);
  EXPECT_EQ(worker.progress().all, 10u);
}

TEST(Worker, IsCancelledAtAnyMoment) {
  std::atomic<int> ended{0};
  for (int i = 0; i < 200; ++i) {
    Worker worker;
    worker.begin([&](const store::OnProgress& progress) { return endless(progress, &ended); });
    if (i % 3 == 0) std::this_thread::sleep_for(std::chrono::microseconds(i * 5));
    if (i % 2 == 0) worker.cancel();
    EXPECT_EQ(worker.busy(), i % 2 == 1);
  }
  EXPECT_EQ(ended, 200);
}

TEST(Worker, AnotherJobEndsTheOneBefore) {
  std::atomic<int> ended{0};
  int result = 0;
  Worker worker;
  for (int i = 0; i < 50; ++i) {
    worker.begin([&](const store::OnProgress& progress) { return endless(progress, &ended); });
  }
  worker.begin([&](const store::OnProgress&) -> Worker::Finish { return [&] { ++result; }; });
  while (!worker.take()) std::this_thread::yield();
  EXPECT_EQ(ended, 50);
  EXPECT_EQ(result, 1);
}

const std::string& long_file() {
  static const std::string bytes =
      testing::bytes_of(testing::long_trace({.greenlets = 5, .switches = 4000, .prints = true}));
  return bytes;
}

TEST(Searching, FindsInAnotherThreadWhatIsThere) {
  const FileSource source(long_file());
  const store::Trace& trace = *source.stored();
  const words::Messages& english = words::Messages::of("en");
  const auto wanted = words::steps_saying(english, trace, 0, trace.size(), {"worker-3"});
  ASSERT_GT(wanted.size(), 100u);
  Searching searching(english);
  searching.list(trace, "worker-3");
  while (searching.search().busy || searching.search().read < trace.size()) {
    searching.go_on(trace);
    std::this_thread::yield();
  }
  EXPECT_EQ(searching.search().found, wanted);
}

TEST(Searching, CanBeCancelledAndLeftAtAnyMoment) {
  const FileSource source(long_file());
  for (int i = 0; i < 30; ++i) {
    Searching searching(words::Messages::of("en"));
    searching.list(*source.stored(), "worker");
    std::this_thread::sleep_for(std::chrono::microseconds(i * 100));
    searching.go_on(*source.stored());
    if (i % 3 == 0) searching.cancel();
    if (i % 3 == 1) searching.leave();
    // Else it is destroyed while it works.
  }
}

TEST(Searching, StepsTheCursorInTheWindow) {
  Driver driver(std::make_unique<FileSource>(long_file()));
  const store::Trace& trace = driver.trace();
  const auto wanted =
      words::steps_saying(words::Messages::of("en"), trace, 0, trace.size(), {"worker-4"});
  driver.seek(1);
  driver.press(find_command("find")->key);
  driver.type("worker-4");
  wait_for_work(&driver);
  EXPECT_EQ(driver.look().search->found, wanted);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(driver.run("find_next"));
    wait_for_work(&driver);
    const auto next = std::upper_bound(wanted.begin(), wanted.end(), i == 0 ? 1 : wanted[i - 1]);
    EXPECT_EQ(driver.cursor(), *next);
  }
  const uint64_t third = driver.cursor();
  ASSERT_TRUE(driver.run("find_previous"));
  wait_for_work(&driver);
  EXPECT_LT(driver.cursor(), third);
  driver.run("first");
  const uint64_t first = driver.cursor();
  ASSERT_TRUE(driver.run("find_previous"));
  wait_for_work(&driver);
  EXPECT_EQ(driver.cursor(), first) << "there is none before";
  EXPECT_NE(driver.words().find("worker-4"), std::string::npos) << "and it says so";
}

TEST(Searching, TheWindowCanBeClosedMeanwhile) {
  for (int i = 0; i < 5; ++i) {
    Driver driver(std::make_unique<FileSource>(long_file()));
    driver.app().carry_out(ask::Search{"worker"});
    if (i % 2 == 0) driver.frame();
    if (i % 3 == 0) driver.run("scenarios");
  }
}

// --- opening

struct Opening {
  std::atomic<bool> go_on{false};
  AppOptions options() {
    AppOptions options;
    options.file = "a long one";
    options.open = [this](const std::string&, const store::OnProgress& progress) -> Opened {
      while (!go_on) {
        if (!progress(30, 100)) return facts::Fault{facts::FaultKind::cancelled, "x", 0, 0, ""};
        std::this_thread::yield();
      }
      return std::unique_ptr<session::EventSource>(std::make_unique<FileSource>(long_file()));
    };
    return options;
  }
};

TEST(OpeningAFile, IsSaidAndLeavesTheWindowUsable) {
  Opening opening;
  Driver driver(opening.options());
  std::string words;
  for (int i = 0; i < 100 && words.find("30 %") == std::string::npos; ++i) words = driver.words();
  EXPECT_NE(words.find("Opening a long one, 30 %"), std::string::npos) << words;
  EXPECT_FALSE(driver.has_session());
  EXPECT_TRUE(driver.run("help"));
  driver.frame();
  EXPECT_TRUE(driver.run("close"));
  opening.go_on = true;
  wait_for_work(&driver);
  ASSERT_TRUE(driver.has_session());
  EXPECT_GT(driver.trace().size(), 1000u);
  EXPECT_EQ(driver.words().find("Opening a long one"), std::string::npos);
}

TEST(OpeningAFile, IsCancelledByEscapeAndByClosingTheWindow) {
  Opening opening;
  {
    Driver driver(opening.options());
    driver.press(find_command("close")->key);
    EXPECT_FALSE(driver.app().expects_news());
    EXPECT_FALSE(driver.has_session());
    EXPECT_NE(driver.words().find("cancelled"), std::string::npos);
  }
  const Driver closed(opening.options());
}

}  // namespace
}  // namespace greenlens::gui
