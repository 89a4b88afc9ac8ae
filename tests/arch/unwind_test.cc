// Debuggers, profilers and C++ exceptions read the stack through arch_switch: its unwind
// information says where every register lies while save runs, and that there is nobody to come to
// while restore does.
#include <execinfo.h>
#include <gtest/gtest.h>
#include <unwind.h>

#include <string>
#include <vector>

#include "arch/arch.h"

namespace {

constexpr int kMaxWords = 96;

// Where the tests' hooks find things; a switch gives them nothing but the hooks' address.
struct Switch {
  arch_hooks hooks;
  int (*act_in_save)(void*) = nullptr;
  int (*act_in_restore)(void*) = nullptr;
  bool raised = false;
  uint64_t in[kMaxWords], out[kMaxWords];
};

// With every callee-saved register overwritten, so that what the caller finds in them afterwards
// can only come from the stack.
void act(Switch& now, int (*action)(void*)) {
  if (action == nullptr) return;
  arch_probe_call* const outside = arch_probe_returning;
  arch_probe_call probe = {action, &now, now.in, now.out, nullptr, nullptr, 0};
  arch_probe(&probe);
  arch_probe_returning = outside;
}

// A switch in place: the distance is 0, nothing has to be copied.
void switch_in_place(Switch& now) {
  now.hooks.save = [](arch_hooks* hooks, char*) -> intptr_t {
    Switch& self = *reinterpret_cast<Switch*>(hooks);
    act(self, self.act_in_save);
    return 0;
  };
  now.hooks.restore = [](arch_hooks* hooks, char*) {
    Switch& self = *reinterpret_cast<Switch*>(hooks);
    act(self, self.act_in_restore);
  };
  for (int i = 0; i < arch_probe_words(); ++i) now.in[i] = arch_probe_value(i, 7);
  arch_switch(&now.hooks);
}

// What the outer probe calls: the exception passes the inner probe, a hook and the switch.
int catch_what_the_switch_throws(void* now) {
  arch_probe_call* const outside = arch_probe_returning;
  bool caught = false;
  try {
    switch_in_place(*static_cast<Switch*>(now));
  } catch (int) {
    caught = true;
  }
  arch_probe_returning = outside;
  EXPECT_TRUE(caught);
  return 0;
}

// Exceptions bring back callee-saved registers; control words they leave as they are.
bool brought_back(int word) {
  const arch_description* arch = arch_describe();
  for (int i = 0; i < arch->slot_count; ++i) {
    if (std::string(arch->slots[i].name) != arch_probe_name(word)) continue;
    return std::string(arch->slots[i].purpose) == "callee-saved";
  }
  ADD_FAILURE() << arch_probe_name(word) << " is not in the frame";
  return false;
}

void expect_every_register_after_a_throw(Switch& now) {
  uint64_t in[kMaxWords], out[kMaxWords];
  for (int i = 0; i < arch_probe_words(); ++i) in[i] = arch_probe_value(i, 8);
  arch_probe_call probe = {catch_what_the_switch_throws, &now, in, out, nullptr, nullptr, 0};
  arch_probe(&probe);
  for (int i = 0; i < arch_probe_words(); ++i) {
    if (brought_back(i)) {
      EXPECT_EQ(in[i] & arch_probe_mask(i), out[i] & arch_probe_mask(i)) << arch_probe_name(i);
    }
  }
}

int throw_something(void*) { throw 1; }

TEST(Unwinding, AnExceptionFromSaveFindsEveryRegisterOfTheCaller) {
  Switch now;
  now.act_in_save = throw_something;
  expect_every_register_after_a_throw(now);
}

// Asks the unwinder to throw, which comes back when nobody is there to catch. (What `throw` makes
// of that is the end of the program.)
int raise_something(void* of_switch) {
  static_cast<Switch*>(of_switch)->raised = true;
  static _Unwind_Exception exception = {};
  _Unwind_RaiseException(&exception);
  return 0;
}

TEST(Unwinding, AnExceptionFromRestoreFindsNobody) {
  bool caught = false;
  Switch now;
  now.act_in_restore = raise_something;
  try {
    switch_in_place(now);
  } catch (...) {
    caught = true;
  }
  EXPECT_TRUE(now.raised);
  EXPECT_FALSE(caught);
}

std::vector<uintptr_t> walked;  // addresses of code, innermost first

int walk(void*) {
  walked.clear();
  _Unwind_Backtrace(
      [](_Unwind_Context* context, void*) {
        const uintptr_t address = _Unwind_GetIP(context);
        if (address != 0) walked.push_back(address);  // 0: some say so that it was the last
        return walked.size() < 200 ? _URC_NO_REASON : _URC_END_OF_STACK;
      },
      nullptr);
  return 0;
}

// How many frames lie outside the switch's, the first of them being of the switch itself.
size_t frames_from_the_switch_on() {
  const arch_description* arch = arch_describe();
  const auto code = reinterpret_cast<uintptr_t>(arch->code);
  for (size_t i = 0; i < walked.size(); ++i) {
    if (walked[i] - code < arch->code_size) return walked.size() - i;
  }
  return 0;
}

TEST(Unwinding, PassesTheSwitchWhileSaveRunsAndEndsThereWhileRestoreDoes) {
  Switch now;
  now.act_in_save = walk;
  switch_in_place(now);
  const std::vector<uintptr_t> from_save = walked;
  const size_t depth = frames_from_the_switch_on();
  walk(nullptr);
  // The switch and its caller lie on top of this function's callers, main last.
  EXPECT_GE(depth, walked.size());
  EXPECT_LT(depth, 200u);
  EXPECT_EQ(from_save.back(), walked.back());

  now.act_in_save = nullptr;
  now.act_in_restore = walk;
  switch_in_place(now);
  EXPECT_FALSE(walked.empty());
  EXPECT_LE(frames_from_the_switch_on(), 1u);  // 0: EHABI's walks leave out who cannot be unwound
  EXPECT_NE(from_save.back(), walked.back());
}

// The C library's own walk follows the back chain where the ABI has one.
int walk_as_the_c_library_does(void*) {
  walked.assign(200, 0);
  const int count = backtrace(reinterpret_cast<void**>(walked.data()), 200);
  walked.resize(static_cast<size_t>(count));
  while (!walked.empty() && walked.back() == 0) walked.pop_back();
  return 0;
}

TEST(Unwinding, TheCLibrarysWalkPassesAndEndsLikewise) {
  walk_as_the_c_library_does(nullptr);
  const std::vector<uintptr_t> outside = walked;
  Switch now;
  now.act_in_save = walk_as_the_c_library_does;
  switch_in_place(now);
  EXPECT_GT(walked.size(), outside.size());
  EXPECT_EQ(walked.back(), outside.back());

  now.act_in_save = nullptr;
  now.act_in_restore = walk_as_the_c_library_does;
  switch_in_place(now);
  EXPECT_FALSE(walked.empty());
  EXPECT_LE(frames_from_the_switch_on(), 1u);
  EXPECT_NE(walked.back(), outside.back());
}

}  // namespace
