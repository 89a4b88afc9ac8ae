// A scenario that goes another way, run and recorded in a process of its own: it may end in any
// way.
#ifndef GREENLENS_TESTS_TRACER_WHAT_IF_ANOTHER_RUN_H_
#define GREENLENS_TESTS_TRACER_WHAT_IF_ANOTHER_RUN_H_

#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "tracer/store/timeline.h"
#include "tracer/store/what_if.h"
#include "tracer/what_if/offers.h"

namespace greenlens::testing {

struct AnotherRun {
  int status = -1;       // as waitpid has it; 0: it ended well
  bool endless = false;  // it was ended because it went on and on
  // Greenlets that are still there when the module is gone, but main.
  std::vector<facts::GreenletId> left{};
  store::Timeline trace;
};
AnotherRun another_run(const scenarios::Scenario& scenario, const std::vector<store::WhatIf>& ways);

what_if::Handles handles_of(const scenarios::Scenario& scenario);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_WHAT_IF_ANOTHER_RUN_H_
