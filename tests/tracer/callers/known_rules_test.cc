// Rules that were found before: walks find the same with them, also when the code has changed.
#include "tracer/callers/known_rules.h"

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <vector>

#include "tests/tracer/callers/shapes.h"
#include "tracer/callers/walk.h"

namespace greenlens::callers {
namespace {

using Steps = std::vector<uint64_t>;  // pc and sp in turn

KnownRules* shared_rules;

[[gnu::noinline]] Steps steps_with(KnownRules* known) {
  struct Wanted {
    KnownRules* known;
    Steps steps;
  } wanted{known, {}};
  arch_from_here(
      [](const arch_registers* here, void* argument) {
        Wanted& found = *static_cast<Wanted*>(argument);
        Walk walk(*here, UINTPTR_MAX, found.known);
        while (walk.step()) {
          found.steps.push_back(walk.pc());
          found.steps.push_back(walk.sp());
        }
      },
      &wanted);
  return wanted.steps;
}

size_t frames_found;
void compare_with_and_without() {
  // From the same place: only what is known differs.
  Steps all[3];
  KnownRules* const known[3] = {nullptr, shared_rules, shared_rules};
  for (int i = 0; i < 3; ++i) all[i] = steps_with(known[i]);
  EXPECT_EQ(all[1], all[0]);
  EXPECT_EQ(all[2], all[0]);
  frames_found = all[0].size() / 2;
}

class Known : public testing::Test {
 protected:
  void SetUp() override {
    if (arch_this_cpus_walk.has_unwind_information == 0) {
      GTEST_SKIP() << "this CPU's stacks are not walked";
    }
    shared_rules = &rules_;
  }
  KnownRules rules_;
};

TEST_F(Known, RulesLeadToTheSameCallers) {
  for (const auto& shapes : kShapes) {
    SCOPED_TRACE(shapes.name);
    shapes.call(compare_with_and_without);
    EXPECT_GT(frames_found, 12u);
  }
}

TEST_F(Known, RulesOfALibraryThatIsNoLongerThereAreForgotten) {
  std::set<void*> places;
  for (int round = 0; round < 3; ++round) {
    for (const char* path : {PLUGIN_WITH_LITTLE_ROOM, PLUGIN_WITH_MUCH_ROOM}) {
      SCOPED_TRACE(path);
      void* library = dlopen(path, RTLD_NOW);
      ASSERT_NE(library, nullptr) << dlerror();
      void* symbol = dlsym(library, "plugin_calls");
      places.insert(symbol);
      reinterpret_cast<int (*)(void (*)())>(symbol)(compare_with_and_without);
      EXPECT_GT(frames_found, 3u);
      dlclose(library);
    }
  }
  // Otherwise nothing was tested.
  if (places.size() != 1) GTEST_SKIP() << "the system loads libraries to ever new places";
}

TEST_F(Known, RulesAreForOneWalkAtATime) {
  ASSERT_TRUE(rules_.take());
  EXPECT_FALSE(rules_.take());
  compare_with_and_without();  // without them
  rules_.give_back();
  EXPECT_TRUE(rules_.take());
  rules_.give_back();
}

}  // namespace
}  // namespace greenlens::callers
