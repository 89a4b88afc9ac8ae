// No test of this program leaves a greenlet to those that run after it in the same process: it
// would be killed when one of them ends a process, and say so. Handles that wait on the stack of
// their own greenlet do that.
#include <gtest/gtest.h>

#include <string>

#include "engine/core/lifetime.h"
#include "engine/core/thread_state.h"

namespace greenlens::core {
namespace {

class NothingIsLeft : public testing::EmptyTestEventListener {
  void OnTestEnd(const testing::TestInfo&) override {
    const ThreadState* thread = thread_state_if_any();
    if (thread == nullptr) return;
    reap();  // what other threads have dropped
    std::string left;
    for (Core* one = thread->oldest; one != nullptr; one = CoreAccess::newer(*one)) {
      if (!one->is_main()) left += one->name() + " ";
    }
    EXPECT_EQ(left, "") << "left behind by this test, or by one before";
  }
};

// gtest frees it.
[[maybe_unused]] const bool listens =
    (testing::UnitTest::GetInstance()->listeners().Append(new NothingIsLeft), true);

}  // namespace
}  // namespace greenlens::core
