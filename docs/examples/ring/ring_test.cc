// The same rules in a test of GoogleTest. The recording is made by the test before
// (CMakeLists.txt).
#include <greenlens/tracer/expect/matcher.h>
#include <gtest/gtest.h>

using greenlens::expect::MeetsExpectations;

TEST(Ring, PassesTheTokenFiftyTimes) { EXPECT_THAT(TRACE, MeetsExpectations(RULES)); }
