// Two unwinders find the same frames, byte for byte: the recorder's and libunwind, which reads the
// same unwind information with code of its own.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/time.h>

#include <algorithm>
#include <cctype>
#include <sstream>
#include <string>
#include <vector>

#include "engine/core/core.h"
#include "engine/core/null_observer.h"
#include "engine/cpp/greenlet.h"
#include "scenarios/scenario.h"
#include "tests/tracer/record/by_libunwind.h"
#include "tracer/callers/known_rules.h"
#include "tracer/record/unwind.h"

namespace greenlens::record {
namespace {

constexpr size_t kMost = 256;

std::string described(const RawFrame* frames, size_t count) {
  std::ostringstream words;
  words << std::hex;
  for (const RawFrame* frame = frames; frame != frames + count; ++frame) {
    words << frame->pc << " [" << frame->low << ", " << frame->high << ") returns by "
          << frame->return_address_at;
    for (uint32_t i = 0; i < frame->register_count; ++i) {
      const RawRegister& saved = frame->registers[i];
      std::string name = reinterpret_cast<const char*>(saved.name);
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      words << ", " << name << " at " << saved.at << ": " << saved.value;
    }
    words << "\n";
  }
  return words.str();
}

// What both find on the way of a switch.
class Comparison : public core::NullObserver {
 public:
  explicit Comparison(const void* stack_base)
      : stack_base_(static_cast<const char*>(stack_base)), ours_(kMost), theirs_(kMost) {}

  void registers_saved(core::Where, const core::Core& origin, const core::Core&,
                       const char* sp) override {
    const char* stop = origin.is_main() ? stack_base_ : origin.stack_stop();
    const size_t count = unwind(sp, stop, ours_.data(), kMost, &known_);
    const size_t their_count = by_libunwind::unwind(sp, stop, theirs_.data(), kMost);
    EXPECT_EQ(described(ours_.data(), count), described(theirs_.data(), their_count));
    EXPECT_GT(count, 0u);
    frames_ += count;
  }
  void line_reached(core::Where, const core::Core& current, core::Where, const char*) override {
    const char* stop = current.is_main() ? stack_base_ : current.stack_stop();
    std::vector<uint64_t> addresses(kMost), their_addresses(kMost);
    addresses.resize(return_addresses(stop, addresses.data(), kMost));
    their_addresses.resize(by_libunwind::return_addresses(stop, their_addresses.data(), kMost));
    // Each begins in a function of its own, and both come to this one.
    std::reverse(addresses.begin(), addresses.end());
    std::reverse(their_addresses.begin(), their_addresses.end());
    const size_t same = std::min(addresses.size(), their_addresses.size()) - 2;
    addresses.resize(same);
    their_addresses.resize(same);
    EXPECT_EQ(addresses, their_addresses);
  }

  size_t frames() const { return frames_; }

 private:
  const char* const stack_base_;
  std::vector<RawFrame> ours_, theirs_;
  KnownRules known_;
  size_t frames_ = 0;
};

TEST(SameAsLibunwind, InEverySwitchOfEveryScenario) {
  for (const scenarios::Scenario* scenario : scenarios::catalog()) {
    SCOPED_TRACE(scenario->id);
    Comparison comparison(__builtin_frame_address(0));
    engine::set_output(-1);
    engine::set_observer(&comparison);
    scenario->run([](void*) { engine::set_observer(nullptr); }, nullptr);
    engine::set_observer(nullptr);
    engine::set_output(1);
    // All of its switches are in another thread, which nobody observes here.
    const bool elsewhere = std::string_view(scenario->id) == "thread_ends";
    EXPECT_EQ(comparison.frames() == 0, elsewhere);
  }
}

// In a signal's handler, where programs die.
struct Interrupted {
  const char* stop;
  RawFrame ours[kMost], theirs[kMost];
  size_t signals = 0;
  std::string difference;
};
Interrupted interrupted;

void compare_interrupted(int, siginfo_t*, void* context) {
  size_t count = 0, their_count = 0;
  const char *sp = nullptr, *their_sp = nullptr;
  unwind_interrupted(context, interrupted.stop, interrupted.ours, kMost, &count, &sp);
  by_libunwind::unwind_interrupted(context, interrupted.stop, interrupted.theirs, kMost,
                                   &their_count, &their_sp);
  ++interrupted.signals;
  const std::string ours = described(interrupted.ours, count);
  const std::string theirs = described(interrupted.theirs, their_count);
  if (sp != their_sp || ours != theirs) interrupted.difference = ours + "is not\n" + theirs;
}

[[gnu::noinline]] int called(int depth) {
  volatile int there = depth;
  if (depth == 0) raise(SIGUSR1);
  return depth == 0 ? 0 : called(depth - 1) + there;
}
[[gnu::noinline]] int called_with_room(int depth) {
  auto* room = static_cast<volatile char*>(__builtin_alloca(static_cast<size_t>(depth) * 16 + 1));
  room[0] = 1;
  return called(depth) + room[0];
}
[[gnu::noinline]] int called_with_aligned_room(int depth) {
  alignas(128) volatile char room[128];
  room[0] = 1;
  return called_with_room(depth) + room[0];
}

TEST(SameAsLibunwind, WhereASignalInterrupted) {
  static char handlers_stack[1 << 18];  // both have a lot to say
  stack_t own{}, before{};
  own.ss_sp = handlers_stack;
  own.ss_size = sizeof handlers_stack;
  sigaltstack(&own, &before);
  struct sigaction action {};
  action.sa_sigaction = compare_interrupted;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
  struct sigaction before_action {};
  sigaction(SIGUSR1, &action, &before_action);
  interrupted.stop = static_cast<const char*>(__builtin_frame_address(0));
  called_with_aligned_room(10);
  EXPECT_EQ(interrupted.signals, 1u);
  EXPECT_EQ(interrupted.difference, "");
  sigaction(SIGUSR1, &before_action, nullptr);
  sigaltstack(&before, nullptr);
}

// A greenlet may switch in a handler that runs on its own stack: then the trampoline's frame lies
// in the slice.
TEST(SameAsLibunwind, ThroughASignalsHandler) {
  static Comparison* comparison;
  Comparison own(__builtin_frame_address(0));
  comparison = &own;
  struct sigaction action {};
  action.sa_handler = [](int) {
    engine::Greenlet("in a handler", [](const engine::Arguments&) {
      return engine::Value();
    }).switch_to();
  };
  struct sigaction before_action {};
  sigaction(SIGUSR1, &action, &before_action);
  engine::set_observer(comparison);
  called_with_aligned_room(3);
  engine::set_observer(nullptr);
  sigaction(SIGUSR1, &before_action, nullptr);
  EXPECT_GT(own.frames(), 10u);
}

}  // namespace
}  // namespace greenlens::record
