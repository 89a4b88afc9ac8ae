// How an end is judged from what the system tells of it.
#include "tracer/live/ending.h"

#include <gtest/gtest.h>
#include <signal.h>

namespace greenlens::live {
namespace {

using facts::End;

// As waitpid() gives them.
int exited_with(int code) { return code << 8; }

Evidence of(int wait_status) {
  Evidence evidence;
  evidence.wait_status = wait_status;
  evidence.name = evidence.last_name = "program";
  return evidence;
}

TEST(Ending, IsWhatTheWaitStatusSays) {
  EXPECT_EQ(ending(of(exited_with(5))), (Ending{End::exited, "5"}));
  EXPECT_EQ(ending(of(exited_with(0))), (Ending{End::exited, "0"}));
  EXPECT_EQ(ending(of(SIGKILL)), (Ending{End::killed, "SIGKILL: Killed"}));
  EXPECT_EQ(ending(of(SIGSEGV | 0x80)), (Ending{End::crashed, "SIGSEGV: Segmentation fault"}));
  EXPECT_EQ(ending(of(SIGRTMIN + 3)).how, End::killed);
  EXPECT_EQ(ending({}), (Ending{End::vanished, ""})) << "nobody could ask";
}

TEST(Ending, AnotherMemoryOrAnotherNameIsAnotherProgram) {
  Evidence evidence;
  evidence.replaced = true;
  evidence.name = "program";
  evidence.last_name = "true";
  EXPECT_EQ(ending(evidence), (Ending{End::replaced, "true"}));
  evidence = of(exited_with(1));
  evidence.last_name = "false";
  EXPECT_EQ(ending(evidence), (Ending{End::exited, "1"})) << "it has called itself so";
  evidence.handled_faults = false;
  EXPECT_EQ(ending(evidence), (Ending{End::replaced, "false"}));
  evidence.last_name = "";
  EXPECT_EQ(ending(evidence), (Ending{End::exited, "1"})) << "its name was not to be had";
}

TEST(Ending, AChildThatOutlivesItsParentIsADaemonOnlyIfItWasTheLastThingAndAllWentWell) {
  Evidence evidence = of(exited_with(0));
  evidence.forked = 77;
  EXPECT_EQ(ending(evidence).how, End::exited) << "it has ended";
  evidence.forked_lives = true;
  EXPECT_EQ(ending(evidence), (Ending{End::daemonized, "77"}));
  evidence.wait_status = exited_with(1);
  EXPECT_EQ(ending(evidence).how, End::exited);
}

}  // namespace
}  // namespace greenlens::live
