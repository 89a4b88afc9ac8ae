// Whatever a program told before its end is there, however the end came, and the last event says
// how; and whatever else it does with its processes and descriptors, it neither loses anything nor
// hangs. (tests/tracer/live/ending_target.cc)
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/said.h"
#include "tracer/facts/recording_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/store/timeline.h"
#include "tracer/words/narration.h"

namespace greenlens::live {
namespace {

using facts::End;
using facts::ProgramFinished;
using facts::ProgramForked;
using session::SourceStatus;
using ::testing::AllOf;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Endings : public ::testing::Test {
 protected:
  using Words = std::vector<std::string>;

  void SetUp() override {
    char name[] = "/tmp/greenlens-endings-XXXXXX";
    folder_ = mkdtemp(name);
    before_ = std::filesystem::current_path();
    std::filesystem::current_path(folder_);  // a core file may be left
    // Who runs in the background of a shell has inherited that these are ignored.
    for (const int signal : {SIGINT, SIGQUIT, SIGHUP}) ::signal(signal, SIG_DFL);
  }
  void TearDown() override {
    target_.reset();
    std::filesystem::current_path(before_);
    std::filesystem::remove_all(folder_);
  }

  void start(const Words& wish, const Words& before = {}) {
    TargetCommand command;
    command.argv = before;
    command.argv.push_back(GREENLENS_ENDING_TARGET);
    command.argv.insert(command.argv.end(), wish.begin(), wish.end());
    command.shown_name = "target";
    command.output = Output::nowhere;
    command.detail = detail_;
    auto started = TargetProcess::start(command);
    ASSERT_TRUE(started) << said(started.fault());
    target_ = std::move(*started);
    target_->allow({facts::Grain::phase, 0, true});
    status_ = SourceStatus::running;
  }
  bool over() const { return status_ == SourceStatus::finished || status_ == SourceStatus::failed; }
  void poll() { status_ = target_->poll(&timeline_, 20); }
  template <typename Condition>
  bool until(Condition condition) {
    for (int i = 0; i < 1500 && !condition(); ++i) poll();
    return condition();
  }
  void run_to_the_end() {
    EXPECT_TRUE(until([&] { return over(); })) << "it hangs";
  }
  void run(const Words& wish, const Words& before = {}) {
    start(wish, before);
    run_to_the_end();
  }
  bool has_printed(const std::string& text) const {
    for (const auto& line : timeline_.history().output()) {
      if (line.text == text) return true;
    }
    return false;
  }
  // Which the program says first.
  pid_t pid() const {
    return static_cast<pid_t>(std::stol(timeline_.history().output().front().text.substr(4)));
  }

  ProgramFinished end() {
    if (timeline_.size() == 0) return {End::vanished, "nothing was recorded"};
    const facts::Event event = timeline_.event(timeline_.size());
    const auto* end = std::get_if<ProgramFinished>(&event.fact);
    return end != nullptr ? *end : ProgramFinished{End::vanished, "it did not say how it ended"};
  }
  std::string headline() {
    return words::narrate(words::Messages::of("en"), timeline_.at(timeline_.size())).headline;
  }
  std::vector<uint64_t> forks() const {
    std::vector<uint64_t> children;
    for (uint64_t n = 1; n <= timeline_.size(); ++n) {
      const facts::Event event = timeline_.event(n);
      if (auto* fork = std::get_if<ProgramForked>(&event.fact)) children.push_back(fork->child);
    }
    return children;
  }
  std::string greenlet(facts::GreenletId id) {
    const state::State state = timeline_.state(timeline_.size());
    const auto found = state.greenlets.find(id);
    return found == state.greenlets.end() ? "" : found->second.name;
  }
  bool frames_have(const std::string& function) {
    for (const facts::CFrame& frame : end().frames) {
      if (frame.function.find(function) != frame.function.npos) return true;
    }
    return false;
  }
  void expect_all_before_the_end() {
    EXPECT_TRUE(has_printed("about to end"));
    EXPECT_TRUE(timeline_.contradicted().empty());
    EXPECT_EQ(timeline_.state(timeline_.size()).events_lost, 0u);
  }

  std::string folder_;
  std::filesystem::path before_;
  std::unique_ptr<TargetProcess> target_;
  store::Timeline timeline_;
  facts::Detail detail_ = facts::Detail::full;
  SourceStatus status_ = SourceStatus::running;
};

TEST_F(Endings, AnExitKeepsAllAndSaysItsCodeAndWhoRan) {
  for (const char* way : {"exit", "_exit", "quick_exit"}) {
    timeline_ = {};
    run({way, "5"});
    expect_all_before_the_end();
    EXPECT_EQ(end().how, End::exited) << way;
    EXPECT_EQ(end().what, "5") << way;
    EXPECT_EQ(headline(), "last was running when the program ended itself with exit code 5.");
    EXPECT_EQ(status_, SourceStatus::finished) << said(target_->fault());
    EXPECT_EQ(target_->exit_code(), 5);
  }
}

TEST_F(Endings, AnExitFromMainIsNoReturn) {
  run({"exit from main", "0"});
  EXPECT_EQ(end().how, End::exited);
  EXPECT_EQ(end().what, "0");
}

// Much is in the ring and nothing of it translated when the process is gone.
TEST_F(Endings, NothingIsMissingOfWhatWasToldInTheLastMoment) {
  run({"rounds", "2000"});
  EXPECT_EQ(end().how, End::exited);
  EXPECT_EQ(timeline_.count(facts::Grain::switch_),
            4003u);  // there and back, the end of the other one, the end
  // And it has names: those of texts and of code.
  const facts::Event event = timeline_.event(timeline_.size() - 20);
  EXPECT_NE(event.engine_source, 0);
  for (uint64_t n = timeline_.size(); n > 0; --n) {
    const facts::Event one = timeline_.event(n);
    const auto* saved = std::get_if<facts::RegistersSaved>(&one.fact);
    if (saved == nullptr) continue;
    EXPECT_EQ(saved->frames.front().function, "arch_switch");
    break;
  }
}

TEST_F(Endings, ASignalThatAsksItToEndIsToldWithTheFramesOfWhoRan) {
  struct Case {
    int signal;
    const char* what;
  };
  for (const Case& one : {Case{SIGTERM, "SIGTERM: Terminated"}, Case{SIGINT, "SIGINT: Interrupt"},
                          Case{SIGHUP, "SIGHUP: Hangup"}, Case{SIGQUIT, "SIGQUIT: Quit"}}) {
    timeline_ = {};
    start({"hang"});
    ASSERT_TRUE(until([&] { return has_printed("hangs"); }));
    kill(pid(), one.signal);
    run_to_the_end();
    expect_all_before_the_end();
    EXPECT_EQ(end().how, End::killed);
    EXPECT_EQ(end().what, one.what);
    EXPECT_EQ(greenlet(end().greenlet), "last");
    EXPECT_TRUE(frames_have("hang")) << one.what;
    EXPECT_EQ(target_->exit_code(), 128 + one.signal) << "the program did not end of it";
    EXPECT_EQ(headline(), std::string("last was running when the program was killed: ") + one.what);
    EXPECT_THAT(said(target_->fault()), HasSubstr(one.what));
  }
}

TEST_F(Endings, ASignalThatNobodyCanHandleIsSeenFromOutside) {
  for (const int signal : {SIGKILL, SIGUSR1, SIGALRM}) {
    timeline_ = {};
    start({"hang"});
    ASSERT_TRUE(until([&] { return has_printed("hangs"); }));
    kill(pid(), signal);
    run_to_the_end();
    expect_all_before_the_end();
    EXPECT_EQ(end().how, End::killed);
    EXPECT_THAT(end().what, StartsWith(std::string("SIG") + sigabbrev_np(signal)));
    EXPECT_THAT(headline(), StartsWith("last was running when the program was killed: SIG"));
    EXPECT_EQ(status_, SourceStatus::failed);
    EXPECT_EQ(target_->exit_code(), 128 + signal);
  }
}

TEST_F(Endings, AProgramsOwnHandlerIsLeftAlone) {
  for (const char* when : {"handler before", "handler after"}) {
    timeline_ = {};
    start({when});
    ASSERT_TRUE(until([&] { return has_printed("hangs"); }));
    kill(pid(), SIGTERM);
    run_to_the_end();
    EXPECT_EQ(end().how, End::exited) << when;
    EXPECT_EQ(target_->exit_code(), 44) << when;
  }
}

TEST_F(Endings, ASignalThatIsIgnoredStaysSo) {
  start({"ignored before"});
  ASSERT_TRUE(until([&] { return has_printed("hangs"); }));
  kill(pid(), SIGTERM);
  for (int i = 0; i < 20; ++i) poll();
  EXPECT_FALSE(over());
  kill(pid(), SIGKILL);
  run_to_the_end();
  EXPECT_THAT(end().what, StartsWith("SIGKILL"));
}

TEST_F(Endings, AnAbortIsACrashInWhoRan) {
  run({"abort"});
  expect_all_before_the_end();
  EXPECT_EQ(end().how, End::crashed);
  EXPECT_THAT(end().what, StartsWith("SIGABRT"));
  EXPECT_EQ(greenlet(end().greenlet), "last");
}

TEST_F(Endings, AnotherProgramInItsPlaceIsSaidWhenItComesAndWhenItWasBrief) {
  for (const Words& other : {Words{"exec", "sleep", "1"}, Words{"exec", "true"}}) {
    timeline_ = {};
    run(other);
    expect_all_before_the_end();
    EXPECT_EQ(end().how, End::replaced) << other[1];
    EXPECT_EQ(end().what, other[1]);
    EXPECT_EQ(status_, SourceStatus::finished) << said(target_->fault());
    until([&] { return !target_->live(); });
    EXPECT_EQ(target_->exit_code(), 0);
  }
}

TEST_F(Endings, AProgramThatOnlyCallsItselfOtherwiseIsTheSame) {
  run({"rename"});
  EXPECT_EQ(end().how, End::exited);
  EXPECT_EQ(end().what, "4");
}

TEST_F(Endings, AProgramThatBecomesADaemonIsSaidToGoOnAsThatProcess) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  run({"daemon", folder_});
  expect_all_before_the_end();
  EXPECT_EQ(end().how, End::daemonized);
  ASSERT_EQ(forks().size(), 1u);
  EXPECT_EQ(end().what, std::to_string(forks()[0]));
  EXPECT_EQ(status_, SourceStatus::finished) << said(target_->fault());
  target_.reset();
  // It is there, and goes on unwatched, to its end.
  std::ofstream(folder_ + "/go") << "go";
  int status = -1;
  EXPECT_EQ(waitpid(static_cast<pid_t>(forks()[0]), &status, 0), static_cast<pid_t>(forks()[0]));
  EXPECT_EQ(status, 0);
  EXPECT_TRUE(std::filesystem::exists(folder_ + "/done"));
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST_F(Endings, AProgramThatIsNoChildOfOursIsRecordedAndItsEndSeen) {
  // One that was a daemon before, and one that a shell has started.
  run({"daemon first", "hang-not"});
  EXPECT_TRUE(has_printed("about to end"));
  EXPECT_EQ(end().how, End::returned);
  timeline_ = {};
  run({"_exit", "6"}, {"sh", "-c", "\"$@\"; exit 7", "sh"});
  expect_all_before_the_end();
  EXPECT_THAT(end().how, ::testing::AnyOf(End::exited, End::vanished));
  EXPECT_EQ(target_->exit_code(), 7);
  timeline_ = {};
  start({"daemon first", "hang"});
  ASSERT_TRUE(until([&] { return has_printed("hangs"); }));
  kill(pid(), SIGTERM);
  run_to_the_end();
  EXPECT_EQ(end().how, End::killed);
  EXPECT_TRUE(frames_have("hang"));
}

TEST_F(Endings, ProgramsThatCloseAllTheirDescriptorsLoseNothing) {
  run({"close"});
  expect_all_before_the_end();
  EXPECT_EQ(end().how, End::returned);
  EXPECT_EQ(target_->exit_code(), 0);
}

TEST_F(Endings, NothingIsEverWrittenToTheProgramsOwnSockets) {
  run({"sockets"});
  EXPECT_EQ(end().how, End::returned);
  EXPECT_EQ(target_->exit_code(), 0) << "91: bytes came";
}

// Recorded in full, with C frames and bytes.
TEST_F(Endings, ASwitchThatIsRecordedAsksTheSystemForNothing) {
  run({"quiet"});
  if (target_->exit_code() == 77) {
    GTEST_SKIP() << "this system does not let a program give up its system calls";
  }
  EXPECT_EQ(target_->exit_code(), 8) << end().what;
  EXPECT_EQ(timeline_.history().switches().size(), 1004u);
  EXPECT_EQ(timeline_.state(timeline_.size()).events_lost, 0u);
}

TEST_F(Endings, AForkedChildIsInNoRecordingAndGoesOn) {
  // One of the two has more to tell than fits into a ring.
  for (const char* switches : {"10", "20000"}) {
    timeline_ = {};
    run({"fork", switches});
    EXPECT_EQ(target_->exit_code(), 0) << "92: the child did not come to its end";
    EXPECT_EQ(end().how, End::returned);
    expect_all_before_the_end();
    ASSERT_EQ(forks().size(), 1u);
    EXPECT_TRUE(has_printed("forked " + std::to_string(forks()[0])));
    EXPECT_EQ(target_->unrecorded().children, 1u);
  }
}

TEST_F(Endings, SoIsOneOfAPlainSystemCallWhichOnlyItselfCanTellOf) {
  run({"clone"});
  EXPECT_EQ(target_->exit_code(), 0);
  EXPECT_EQ(end().how, End::returned);
  expect_all_before_the_end();
  EXPECT_THAT(forks(), ::testing::IsEmpty());
  EXPECT_EQ(target_->unrecorded().children, 1u);
}

// Where switches are noted, a child that nobody knew of has the memory for notes, too.
TEST_F(Endings, NotesAreTheirsAloneWhoAreRecordedHoweverItEnds) {
  detail_ = facts::Detail::switches;
  // How many switches each of them makes itself, at least and at most.
  struct Way {
    const char* name;
    uint64_t least, most;
  };
  for (const Way& way : {Way{"clone", 5, 100}, Way{"clone and switch on", 45, 100},
                         Way{"fork while others tell", 200, UINT64_MAX}, Way{"rounds", 4000, 4010},
                         Way{"_exit", 6, 20}}) {
#ifdef __SANITIZE_ADDRESS__
    // A child of fork() may find the sanitizer's allocator locked by a thread that it does not
    // have.
    if (way.name == std::string("fork while others tell")) continue;
#endif
    timeline_ = {};
    run({way.name, "2000"});
    const state::State end = timeline_.state(timeline_.size());
    EXPECT_TRUE(timeline_.contradicted().empty()) << way.name;
    EXPECT_EQ(end.events_lost, 0u) << way.name;
    EXPECT_TRUE(end.program_finished) << way.name;
    EXPECT_GE(end.switches, way.least) << way.name;
    EXPECT_LE(end.switches, way.most) << way.name;
  }
}

TEST_F(Endings, ChildrenOfAProgramWhoseOtherThreadsTellComeToTheirEnds) {
  run({"fork while others tell"});
  EXPECT_EQ(target_->exit_code(), 0);
  EXPECT_EQ(end().how, End::returned);
  EXPECT_EQ(forks().size(), 20u);
  EXPECT_THAT(forks(), Each(::testing::Gt(0u)));
  expect_all_before_the_end();
}

TEST_F(Endings, ProgramsThatAreOnlyStartedFromItAreNoChildrenOfTheRecording) {
  run({"spawn"});
  EXPECT_EQ(target_->exit_code(), 0);
  EXPECT_EQ(end().how, End::returned);
  EXPECT_THAT(forks(), ::testing::IsEmpty());
}

TEST_F(Endings, ASecondProgramUnderOneRoofIsCounted) {
  run({"_exit", "0"}, {"sh", "-c", "\"$@\"; \"$@\"; \"$@\"", "sh"});
  EXPECT_TRUE(has_printed("about to end"));
  EXPECT_TRUE(until([&] { return !target_->live(); }));
  EXPECT_EQ(target_->unrecorded().programs, 2u);
}

TEST_F(Endings, AProgramThatIsStoppedIsNotTakenForOneThatHasEnded) {
  start({"go on"});
  ASSERT_TRUE(until([&] { return timeline_.size() > 1000; }));
  kill(pid(), SIGSTOP);
  for (int i = 0; i < 60; ++i) poll();
  EXPECT_FALSE(over());
  const uint64_t there = timeline_.size();
  kill(pid(), SIGCONT);
  EXPECT_TRUE(until([&] { return timeline_.size() > there; }));
  kill(pid(), SIGKILL);
  run_to_the_end();
  EXPECT_EQ(end().how, End::killed);
}

TEST_F(Endings, AProgramThatIsLeftGoesOnAndTheTraceSaysSo) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  start({"go on"});
  ASSERT_TRUE(until([&] { return timeline_.size() > 1000; }));
  target_->leave();
  run_to_the_end();
  EXPECT_EQ(status_, SourceStatus::finished);
  EXPECT_EQ(end().how, End::detached);
  EXPECT_EQ(timeline_.state(timeline_.size()).events_lost, 0u);
  EXPECT_EQ(headline(), "The recording was ended here; the program goes on.");
  const pid_t program = pid();
  target_.reset();
  EXPECT_EQ(kill(program, 0), 0) << "it was killed";
  kill(program, SIGKILL);
  waitpid(program, nullptr, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

// Its ring is full, and nobody will ever take anything out of it.
TEST_F(Endings, AProgramWhoseRecorderIsKilledGoesOn) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  int report[2];
  ASSERT_EQ(pipe(report), 0);
  const pid_t recorder = fork();
  if (recorder == 0) {
    start({"rounds", "60000"});
    while (timeline_.size() < 100) poll();
    const pid_t program = pid();
    if (write(report[1], &program, sizeof program) != sizeof program) _exit(1);
    for (;;) pause();  // its thread still drains; what was drained nobody takes
  }
  pid_t program = 0;
  ASSERT_EQ(read(report[0], &program, sizeof program), static_cast<ssize_t>(sizeof program));
  kill(recorder, SIGSTOP);
  usleep(300000);
  EXPECT_EQ(waitpid(program, nullptr, WNOHANG), -1) << "it is not ours yet";
  kill(recorder, SIGKILL);
  waitpid(recorder, nullptr, 0);
  int status = -1;
  pid_t ended = 0;
  for (int i = 0; i < 3000 && ended == 0; ++i) {
    ended = waitpid(program, &status, WNOHANG);
    usleep(10000);
  }
  if (ended == 0) kill(program, SIGKILL);
  EXPECT_EQ(ended, program) << "it hangs";
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 3) << status;
  close(report[0]), close(report[1]);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

}  // namespace
}  // namespace greenlens::live
