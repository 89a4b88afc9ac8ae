// Code that stands on another stack than its thread's own: what cannot be switched there is
// refused, and nothing is lost.
#include "engine/core/own_stack.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <ucontext.h>

#include <functional>
#include <string>
#include <vector>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/weak.h"
#include "tests/engine/said.h"

namespace greenlens::engine {
namespace {

using testing::ElementsAre;

constexpr size_t kRoom = 256 * 1024;

// Calls `action` on a stack at `room`, kRoom bytes, and comes back.
void on_stack(char* room, std::function<void()> action) {
  static ucontext_t here, there;
  static std::function<void()>* to_do;
  to_do = &action;
  getcontext(&there);
  there.uc_stack.ss_sp = room;
  there.uc_stack.ss_size = kRoom;
  there.uc_link = &here;
  makecontext(
      &there, +[] { (*to_do)(); }, 0);
  swapcontext(&here, &there);
}

// Keeps a pattern on its stack while it is suspended, and says whether it is still there.
Value guard(const Arguments&) {
  volatile int pattern[64];
  for (int i = 0; i < 64; ++i) pattern[i] = i * 7;
  for (;;) {
    bool whole = true;
    for (int i = 0; i < 64; ++i) whole = whole && pattern[i] == i * 7;
    main_greenlet().switch_to(whole);
  }
}

Lines in_the_handler;
Greenlet* for_the_handler;
extern "C" void switch_in_the_handler(int) {
  in_the_handler.push_back(refusal([] { for_the_handler->switch_to(); }));
}

// First of all: qemu for i386 loses thread-local data when a signal comes after a thread has been.
TEST(ASignalHandlersStack, IsAnotherOneAndRefused) {
  std::vector<char> room(kRoom);
  stack_t stack{}, before{};
  stack.ss_sp = room.data();
  stack.ss_size = kRoom;
  ASSERT_EQ(sigaltstack(&stack, &before), 0);
  struct sigaction action {};
  action.sa_handler = switch_in_the_handler;
  action.sa_flags = SA_ONSTACK;
  ASSERT_EQ(sigaction(SIGUSR1, &action, nullptr), 0);
  Greenlet g("g", guard);
  g.switch_to();
  in_the_handler.clear();
  for_the_handler = &g;
  raise(SIGUSR1);
  sigaltstack(&before, nullptr);
  EXPECT_THAT(in_the_handler, ElementsAre(core::kOnAnotherStack));
  EXPECT_EQ(g.switch_to(), Value(true));
}

class AnotherStack : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) set_observer(&observer_);
  }
  void TearDown() override { set_observer(nullptr); }
  core::NullObserver observer_;
};
INSTANTIATE_TEST_SUITE_P(UnwatchedAndWatched, AnotherStack, testing::Bool());

TEST_P(AnotherStack, IsRefusedWhateverIsSwitchedTo) {
  static char in_the_data[kRoom];
  std::vector<char> in_the_heap(kRoom);
  for (char* room : {in_the_data, in_the_heap.data()}) {
    Greenlet started("started", guard), fresh("fresh", nothing), dead("dead", nothing);
    started.switch_to();
    dead.switch_to();
    std::vector<std::string> refusals;
    on_stack(room, [&] {
      refusals = {refusal([&] { started.switch_to(); }), refusal([&] { fresh.switch_to(); }),
                  refusal([&] { dead.switch_to(); }), refusal([&] { main_greenlet().switch_to(); }),
                  refusal([&] { started.throw_error(SomeError("x")); })};
    });
    EXPECT_THAT(refusals, testing::Each(core::kOnAnotherStack));
    EXPECT_EQ(refusals.size(), 5u);
    // Nothing has changed: who was suspended has its bytes, and who was not started can be.
    EXPECT_EQ(started.switch_to(), Value(true));
    fresh.switch_to();
    EXPECT_TRUE(fresh.dead());
  }
}

TEST_P(AnotherStack, IsRefusedInsideOfAGreenletToo) {
  std::vector<char> room(kRoom);
  Greenlet other("other", guard);
  other.switch_to();
  std::string said;
  Greenlet g("g", [&](const Arguments&) -> Value {
    on_stack(room.data(), [&] { said = refusal([&] { other.switch_to(); }); });
    return other.switch_to();  // other switches to main, which goes on
  });
  EXPECT_EQ(g.switch_to(), Value(true));
  EXPECT_EQ(said, core::kOnAnotherStack);
}

struct Ending {
  Lines* said;
  const char* what;
  ~Ending() { said->push_back(what); }
};

TEST_P(AnotherStack, ALastHandleThatIsDroppedThereEndsItsGreenletLater) {
  std::vector<char> room(kRoom);
  Lines said;
  Greenlet g("g", [&](const Arguments&) -> Value {
    Ending ending{&said, "ended"};
    return main_greenlet().switch_to();
  });
  g.switch_to();
  const WeakGreenlet weak(g);
  on_stack(room.data(), [&] {
    g = Greenlet();
    said.push_back("dropped");
    current();  // would end it
  });
  said.push_back("back");
  current();
  EXPECT_THAT(said, ElementsAre("dropped", "back", "ended"));
  EXPECT_TRUE(weak.expired());
}

TEST(OwnStack, OfAThreadMayBeMemoryOfTheProgram) {
  std::vector<char> room(4 << 20);  // sanitizers put a megabyte of their own there
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  ASSERT_EQ(pthread_attr_setstack(&attributes, room.data(), room.size()), 0);
  pthread_t thread;
  bool whole = false;
  auto run = [](void* out) -> void* {
    Greenlet g("g", guard);
    g.switch_to();
    *static_cast<bool*>(out) = g.switch_to() == Value(true);
    return nullptr;
  };
  ASSERT_EQ(pthread_create(&thread, &attributes, run, &whole), 0);
  pthread_join(thread, nullptr);
  pthread_attr_destroy(&attributes);
  EXPECT_TRUE(whole);
}

// A stack that is in use down to `bytes` below.
[[gnu::noinline]] bool switch_far_below(Greenlet& greenlet, size_t bytes) {
  volatile char room[4096];
  for (volatile char& byte : room) byte = 1;
  if (bytes > sizeof room) return switch_far_below(greenlet, bytes - sizeof room) && room[0] == 1;
  return greenlet.switch_to() == Value(true);
}

TEST(OwnStack, MayBecomeLargerWhenItsLimitIsRaised) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_STACK, &before), 0);
  rlimit small = before;
  small.rlim_cur = 1 << 20;
  ASSERT_EQ(setrlimit(RLIMIT_STACK, &small), 0);
  EXPECT_EXIT(
      {
        Greenlet g("g", guard);
        g.switch_to();  // the engine has looked where the stack lies
        setrlimit(RLIMIT_STACK, &before);
        std::_Exit(switch_far_below(g, 4 << 20) ? 0 : 1);
      },
      testing::ExitedWithCode(0), "");
  setrlimit(RLIMIT_STACK, &before);
}

}  // namespace
}  // namespace greenlens::engine
