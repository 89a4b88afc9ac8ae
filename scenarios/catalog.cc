#include "scenarios/scenario.h"

namespace greenlens::scenarios {

extern const Scenario kTest1Test2, kAmIMain, kArguments, kNestedParent, kSiblingParent, kJump,
    kDeepRecursion, kThreeOverlapping, kDyingGreenlet, kThrowAndExit, kGenerator, kParentChain;

const std::vector<const Scenario*>& catalog() {
  static const std::vector<const Scenario*> all = {
      &kTest1Test2,    &kAmIMain,      &kArguments,     &kNestedParent,
      &kSiblingParent, &kJump,         &kDeepRecursion, &kThreeOverlapping,
      &kDyingGreenlet, &kThrowAndExit, &kGenerator,     &kParentChain,
  };
  return all;
}

const Scenario* find(std::string_view id) {
  for (const Scenario* scenario : catalog()) {
    if (scenario->id == id) return scenario;
  }
  return nullptr;
}

}  // namespace greenlens::scenarios
