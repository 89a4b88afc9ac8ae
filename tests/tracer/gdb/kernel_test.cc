// A whole machine: a kernel of two contexts that the system's emulator runs, recorded through its
// gdb stub.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "tests/support/said.h"
#include "tests/tracer/gdb/emulated.h"
#include "tracer/facts/context_facts.h"
#include "tracer/state/queries.h"

namespace greenlens::live {
namespace {

using facts::SwitchReturned;
using ::testing::ElementsAre;

class Machine {
 public:
  Machine(const std::string& cpu, const std::string& kernel) : kernel(kernel) {
    const std::string emulator = "qemu-system-" + cpu;
    place_ = ::testing::TempDir() + "greenlens-kernel-" + std::to_string(getpid());
    std::filesystem::remove(place_);
    const std::string stub = "unix:" + place_ + ",server=on";
    std::vector<std::string> words = {emulator, "-machine", "virt", "-smp",    "2",    "-bios",
                                      "none",   "-display", "none", "-serial", "null", "-monitor",
                                      "none",   "-kernel",  kernel, "-S",      "-gdb", stub};
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawnp(&process_, emulator.c_str(), &actions, nullptr, argv.data(), environ) != 0)
      process_ = 0;
    posix_spawn_file_actions_destroy(&actions);
    for (int i = 0; process_ != 0 && i < 500 && !std::filesystem::exists(place_); ++i)
      usleep(10000);
  }
  ~Machine() {
    if (process_ == 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
    std::filesystem::remove(place_);
  }
  bool runs() const { return process_ != 0; }
  const std::string& place() const { return place_; }
  const std::string kernel;

 private:
  std::string place_;
  pid_t process_ = 0;
};

TargetCommand through(const std::string& place, const std::string& kernel) {
  TargetCommand command;
  command.argv = {kernel};
  command.shown_name = "kernel";
  command.stub = place;
  command.switches = {"swtch"};
  command.instructions = true;
  return command;
}

// By its CPU.
class Kernel : public ::testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Cpus, Kernel, ::testing::Values("riscv64", "riscv32"),
                         [](const auto& cpu) { return cpu.param; });

#define MACHINE()                                                 \
  auto kernels = gdb_tests::programs_in(GREENLENS_KERNELS);       \
  if (kernels.empty()) GTEST_SKIP() << "no compiler for its CPU"; \
  const Machine machine(GetParam(), kernels[GetParam()]);         \
  if (!machine.runs()) GTEST_SKIP() << GetParam() << "'s emulator is not there"

TEST_P(Kernel, IsRecordedThroughAStub) {
  MACHINE();
  auto started = TargetProcess::start(through(machine.place(), machine.kernel));
  ASSERT_TRUE(started) << said(started.fault());
  EXPECT_FALSE((*started)->is_ours());
  store::Timeline timeline;
  gdb_tests::run_to_the_end(started->get(), &timeline);
  std::vector<std::string> order;
  for (const auto& [n, fact] : gdb_tests::facts_of<SwitchReturned>(timeline)) {
    order.push_back(name_of(timeline.last(), fact.target));
  }
  EXPECT_THAT(order, ElementsAre("run_ping", "main", "run_pong", "main", "run_ping", "main",
                                 "run_pong", "main", "run_ping", "main", "run_pong", "main"));
  EXPECT_TRUE(timeline.contradicted().empty());
  EXPECT_EQ(gdb_tests::facts_of<facts::InstructionExecuted>(timeline).size(), 12u * 29);
  std::vector<std::string> stacks;
  for (const auto& [n, found] : gdb_tests::facts_of<facts::ContextFound>(timeline)) {
    stacks.push_back(found.where);
  }
  EXPECT_THAT(stacks, ElementsAre("stack_of_ping", "stack_of_pong"));
  EXPECT_EQ(timeline.info().arch.name, GetParam());
}

TEST_P(Kernel, GoesOnWhenItIsLeft) {
  MACHINE();
  {
    auto started = TargetProcess::start(through(machine.place(), machine.kernel));
    ASSERT_TRUE(started) << said(started.fault());
    store::Timeline timeline;
    (*started)->allow({facts::Grain::line, 0, false});
    while ((*started)->poll(&timeline, 50) == session::SourceStatus::running) {
    }
    (*started)->leave();
    while ((*started)->live()) (*started)->poll(&timeline, 50);
    EXPECT_TRUE(timeline.finished());
  }
  // It ends its machine by itself then.
  std::error_code ignored;
  bool ended = false;
  for (int i = 0; i < 500 && !ended; ++i) {
    auto again = TargetProcess::start(through(machine.place(), machine.kernel));
    ended = !again;
    usleep(10000);
  }
  EXPECT_TRUE(ended);
}

TEST(AnyKernel, ThatIsNotThereIsSaidSo) {
  for (const char* where : {"127.0.0.1:1", "/nothing/there", ":", "localhost:nonsense"}) {
    TargetCommand command = through(where, "/proc/self/exe");
    auto started = TargetProcess::start(command);
    ASSERT_FALSE(started) << where;
    EXPECT_EQ(started.fault().kind, facts::FaultKind::no_stub) << where;
    EXPECT_NE(started.fault().details, "") << where;
  }
}

}  // namespace
}  // namespace greenlens::live
