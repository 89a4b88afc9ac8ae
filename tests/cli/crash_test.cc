// Programs that crash in a greenlet: what the recording's last event, its sentence, the table and
// the JSON say of it. (tests/cli/crashing_program.cc)
#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/support/first_thread.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/live/target_process.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"
#include "tracer/words/narration.h"
#include "tracer/words/transcript.h"

namespace greenlens {
namespace {

using facts::End;
using facts::FaultPlace;
using facts::ProgramFinished;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

// In a folder of its own: a program that crashes may leave its memory behind.
class Crash : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/greenlens-crash-XXXXXX";
    folder_ = mkdtemp(name);
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_);
  }
  void TearDown() override {
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }

  void crash(const std::string& wish) {
    auto started = live::TargetProcess::start(
        {{GREENLENS_CRASHING_PROGRAM, wish}, wish, live::Output::nowhere});
    ASSERT_TRUE(started);
    auto target = std::move(*started);
    target->allow({facts::Grain::phase, 0, true});
    auto status = session::SourceStatus::running;
    while (status == session::SourceStatus::running || status == session::SourceStatus::waiting) {
      status = target->poll(&timeline_, 50);
    }
    ASSERT_GT(timeline_.size(), 0u);
    moment_ = timeline_.at(timeline_.size());
    auto* end = facts::as<ProgramFinished>(moment_.event);
    ASSERT_NE(end, nullptr) << wish;
    end_ = *end;
    state_ = moment_.after;
    text_ = state_text(words::Messages::of("en"), timeline_, timeline_.size(), 1, 1);
  }
  std::string name(facts::GreenletId id) const { return state::name_of(state_, id); }
  words::Narration said() { return words::narrate(words::Messages::of("en"), moment_); }
  // Whether one of the functions that were running was called so.
  bool was_in(const std::string& function) const {
    for (const facts::CFrame& frame : end_.frames) {
      if (frame.function == function) return true;
    }
    return false;
  }

  std::string folder_;
  std::filesystem::path before_;
  store::Timeline timeline_;
  state::Moment moment_;
  ProgramFinished end_;
  state::State state_;
  std::string text_;
};

TEST_F(Crash, AnEndlessRecursionEndsAtTheEndOfTheStack) {
  crash("recursion");
  EXPECT_EQ(end_.how, End::crashed);
  EXPECT_EQ(name(end_.greenlet), "deep");
  EXPECT_EQ(end_.place, FaultPlace::stack_end);
  EXPECT_NE(end_.fault_address, 0u);
  // The whole of it was used, and is shown: the stack pointer is the fault's.
  EXPECT_LT(end_.sp, -static_cast<facts::Address>(end_.stack_bytes / 10 * 9));
  EXPECT_EQ(greenlens::testing::first_thread(state_).own_stack.sp, end_.sp);
  EXPECT_EQ(greenlens::testing::first_thread(state_).own_stack.lowest, end_.sp);
  EXPECT_TRUE(was_in("depth_of"));
  EXPECT_EQ(said().headline,
            "deep was running when the program crashed: SIGSEGV: Segmentation fault");
  const std::string size = std::to_string(end_.stack_bytes >> 20) + " MB stack";
  EXPECT_THAT(said().detail,
              AllOf(StartsWith("It touched 0x"), HasSubstr("at the end of the " + size),
                    HasSubstr("deep was running, with"), Not(HasSubstr("suspended"))));
}

TEST_F(Crash, SentenceTableAndJsonAgreeOnWhoRan) {
  crash("raise");
  EXPECT_THAT(said().detail, HasSubstr("deep was running"));
  EXPECT_THAT(text_, HasSubstr("\n> deep        running"));
  EXPECT_THAT(text_, HasSubstr("C frames of deep, newest first"));
  const auto json = exports::state_to_json(timeline_, state_.step, state_.step, state_.step);
  EXPECT_EQ(json["event"]["greenlet"], end_.greenlet);
  EXPECT_EQ(json["current"], "deep");
  EXPECT_EQ(json["greenlets"][1]["state"], "running");
  EXPECT_EQ(json["greenlets"][1]["c_frames"].size(), end_.frames.size());
  EXPECT_EQ(json["output"], facts::Json::array({"about to crash"}));
}

TEST_F(Crash, ASignalSaysWhichItWasAndWhatWasTouched) {
  struct Case {
    const char* wish;
    const char* signal;
    FaultPlace place;
    const char* says;
  };
  const Case cases[] = {
      {"null", "SIGSEGV", FaultPlace::null, "It touched 0x10, as through a null pointer"},
      {"wild", "SIGSEGV", FaultPlace::elsewhere, "It touched 0x123450000, where nothing may"},
      {"call", "SIGSEGV", FaultPlace::null, "It touched 0x0, as through a null pointer"},
      {"bus", "SIGBUS", FaultPlace::elsewhere, "where nothing may be touched"},
      {"fpe", "SIGFPE", FaultPlace::none, "sp was -0x"},
      {"ill", "SIGILL", FaultPlace::none, "sp was -0x"},
      {"abort", "SIGABRT", FaultPlace::none, "sp was -0x"},
      {"raise", "SIGSEGV", FaultPlace::none, "sp was -0x"},
  };
  for (const Case& one : cases) {
    timeline_ = {};
    crash(one.wish);
    EXPECT_EQ(end_.how, End::crashed) << one.wish;
    EXPECT_THAT(end_.what, StartsWith(one.signal)) << one.wish;
    EXPECT_EQ(name(end_.greenlet), "deep") << one.wish;
    EXPECT_EQ(end_.place, one.place) << one.wish;
    EXPECT_TRUE(was_in("crash")) << one.wish;
    EXPECT_THAT(said().detail, HasSubstr(one.says)) << one.wish;
  }
}

TEST_F(Crash, AnAddressInACopyThatIsFreedIsNamedWithWhoseItWas) {
  crash("freed");
  EXPECT_THAT(end_.what, StartsWith("SIGSEGV"));
  EXPECT_EQ(name(end_.greenlet), "wide");
  EXPECT_EQ(end_.place, FaultPlace::freed_copy);
  EXPECT_EQ(name(end_.copy_of), "wide");
  EXPECT_THAT(said().detail, HasSubstr("where wide’s heap copy was, which is freed"));
}

TEST_F(Crash, AnUncaughtErrorSaysWhoRanAndWhereItWasThrown) {
  crash("throw");
  EXPECT_EQ(end_.how, End::raised);
  EXPECT_EQ(name(end_.greenlet), "deep");
  // Clang ends a program behind the unwinding, in the noexcept function: who threw has gone then.
#ifndef __clang__
  EXPECT_TRUE(was_in("throw_something"));
#endif
  EXPECT_EQ(said().headline,
            "deep was running when the program ended with an error: nobody catches this");
}

TEST_F(Crash, AStackThatWasOverwrittenIsToldAsFarAsItCanBeRead) {
  crash("overwritten");
  EXPECT_EQ(name(end_.greenlet), "deep");
  EXPECT_NE(end_.sp, facts::kNull);
  EXPECT_TRUE(was_in("overwrite_own_frame"));
}

TEST_F(Crash, OneInTheLookupOfABodyIsInTheGreenletThatStartsIt) {
  crash("lookup");
  EXPECT_EQ(name(end_.greenlet), "main");
  EXPECT_THAT(said().headline, StartsWith("main was running when the program crashed"));
  EXPECT_THAT(said().detail, StartsWith("The switch from main to sought was under way. sp was"));
}

TEST_F(Crash, OneInTheTraceFunctionIsInTheTargetBeforeTheSwitchIsOver) {
  crash("trace");
  EXPECT_EQ(name(end_.greenlet), "traced");
  EXPECT_THAT(said().detail, StartsWith("The switch from main to traced was under way. sp was"));
}

TEST_F(Crash, OneWhileTheStackPointerHasMovedAndBytesAreNotInPlaceSaysSo) {
  crash("restore");
  EXPECT_EQ(name(end_.greenlet), "other");
  EXPECT_EQ(end_.place, FaultPlace::stack);
  EXPECT_THAT(said().detail, StartsWith("The switch from other to wide was under way: the stack "
                                        "pointer had moved, and 6"));
  // Only the engine's own frames can be trusted there.
  ASSERT_FALSE(end_.frames.empty());
  for (const facts::CFrame& frame : end_.frames) {
    const bool of_the_system = frame.file.empty();
    // Clang names a file as seen from where it compiled it, which is in the build's directory.
    const bool of_the_engine = frame.file.find("engine/core/") != std::string::npos;
    EXPECT_TRUE(of_the_system || of_the_engine) << frame.function << " in " << frame.file;
  }
}

TEST_F(Crash, AnotherThreadsCrashIsNobodysHere) {
  crash("thread");
  EXPECT_EQ(end_.greenlet, 0u);
  EXPECT_EQ(end_.sp, facts::kNull);
  EXPECT_EQ(said().headline, "The program crashed: SIGSEGV: Segmentation fault");
  EXPECT_THAT(said().detail, StartsWith("It happened in another thread"));
}

TEST_F(Crash, InAnotherThreadsGreenletIsToldOfThatThread) {
  crash("worker");
  EXPECT_EQ(name(end_.greenlet), "theirs");
  EXPECT_EQ(state_.greenlets.at(end_.greenlet).thread, 2u);
  EXPECT_EQ(thread_in(state_, 2).own_stack.sp, end_.sp);
  EXPECT_LT(end_.sp, 0);
  EXPECT_FALSE(end_.frames.empty());
  EXPECT_THAT(said().headline, HasSubstr("theirs was running when the program crashed: SIGSEGV"));
}

}  // namespace
}  // namespace greenlens
