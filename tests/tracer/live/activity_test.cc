// What the system says that a program is doing which tells nothing.
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "tests/support/said.h"
#include "tracer/live/activity_of.h"
#include "tracer/live/target_process.h"
#include "tracer/store/timeline.h"

namespace greenlens::live {
namespace {

using session::Activity;
using session::Doing;

TEST(Activity, IsReadFromWhatTheSystemSays) {
  EXPECT_EQ(doing_of("12 (name) R 1 1", ""), Doing::running);
  EXPECT_EQ(doing_of("12 (name) S 1 1", "running"), Doing::sleeping);
  EXPECT_EQ(doing_of("12 (a) R (name) T 1", ""), Doing::stopped) << "a name may hold anything";
  EXPECT_EQ(doing_of("12 (name) D 1", ""), Doing::waiting_for_disk);
  EXPECT_EQ(doing_of("12 (name) Z 1", ""), Doing::ended);
  for (const char* nonsense : {"", "12", "12 (name", "12 (name)", "12 (name) ", "12 (name) ?"}) {
    EXPECT_EQ(doing_of(nonsense, ""), Doing::unknown) << nonsense;
  }
}

TEST(Activity, OfAProcessThatIsNotThereIsUnknown) {
  EXPECT_EQ(activity_of(0x3fffffff).doing, Doing::unknown);
}

// A program that was let go and stands where it was wished to, with a standard input of its own.
class Standing {
 public:
  explicit Standing(const std::string& wish) {
    int ends[2];
    if (pipe(ends) != 0) std::abort();
    const int mine = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    auto started = TargetProcess::start({{GREENLENS_LIVE_TARGET, wish}, "it", Output::nowhere});
    dup2(mine, STDIN_FILENO);
    close(mine), close(ends[0]);
    input_ = ends[1];
    EXPECT_TRUE(started) << said(started.fault());
    target_ = std::move(*started);
    target_->allow({facts::Grain::phase, 0, true});
  }
  ~Standing() {
    target_.reset();
    close(input_);
  }
  // What it is seen to do in the end; asked in another thread.
  Doing seen(Doing wanted) {
    Doing doing = Doing::unknown;
    for (int i = 0; i < 500 && doing != wanted; ++i) {
      target_->poll(&timeline_, 10);
      std::thread([&, ask = target_->activity()] { doing = ask().doing; }).join();
    }
    return doing;
  }
  TargetProcess& target() { return *target_; }

 private:
  int input_ = -1;
  std::unique_ptr<TargetProcess> target_;
  store::Timeline timeline_;
};

TEST(Activity, TellsComputingSleepingReadingAndStoppingApart) {
  EXPECT_EQ(Standing("compute").seen(Doing::running), Doing::running);
  EXPECT_EQ(Standing("hang").seen(Doing::sleeping), Doing::sleeping);
  EXPECT_EQ(Standing("read").seen(Doing::waiting_for_input), Doing::waiting_for_input);
  Standing stopped("hang");
  EXPECT_EQ(stopped.seen(Doing::sleeping), Doing::sleeping);
  const auto process = static_cast<pid_t>(stopped.target().activity()().process);
  ASSERT_GT(process, 0);
  kill(process, SIGSTOP);
  EXPECT_EQ(stopped.seen(Doing::stopped), Doing::stopped);
}

TEST(Activity, OfAProgramThatHasEndedIsNotToBeHad) {
  Standing standing("hang");
  standing.target().stop();
  store::Timeline timeline;
  for (int i = 0; i < 200 && standing.target().live(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_FALSE(standing.target().activity());
}

}  // namespace
}  // namespace greenlens::live
