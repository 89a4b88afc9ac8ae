// A program forks while a recorder's thread works: the child finds nothing of it half done.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <string_view>
#include <thread>

#include "engine/cpp/greenlet.h"
#include "tracer/record/recorder.h"

namespace greenlens::record {
namespace {

using std::chrono::microseconds;

constexpr int kForks = 100;

// What a static is while it is made; the child's copy would stay so for ever.
class HalfDone {
 public:
  bool work(std::string_view) {
    begun_ = true;
    std::this_thread::sleep_for(microseconds(300));
    begun_ = false;
    ++done_;
    return true;
  }
  bool is() const { return begun_; }
  int done() const { return done_; }

 private:
  std::atomic<bool> begun_{false};
  std::atomic<int> done_{0};
};

TEST(Fork, WaitsUntilTheRecordersThreadHasFinishedWhatItDoes) {
  HalfDone half_done;
  RecorderOptions options;
  options.stack_base = __builtin_frame_address(0);
  options.sink = [&half_done](std::string_view bytes) { return half_done.work(bytes); };
  options.asked = [&half_done] { half_done.work(""); };
  Recorder recorder(std::move(options));
  recorder.wait_until_begun();
  int found_half_done = 0;
  for (int i = 0; i < kForks; ++i) {
    recorder.ask();
    std::this_thread::sleep_for(microseconds(10 * (i % 40)));
    const pid_t child = fork();
    if (child == 0) _exit(half_done.is() ? 1 : 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    found_half_done += WEXITSTATUS(status);
  }
  recorder.finish(facts::End::returned, "");
  EXPECT_EQ(found_half_done, 0);
  EXPECT_GT(half_done.done(), kForks / 2) << "it hardly worked: nothing was seen";
}

}  // namespace
}  // namespace greenlens::record
