// What `greenlens record` writes of a scenario, made in the test's own process.
#ifndef GREENLENS_TESTS_TRACER_RECORD_RECORDING_OF_H_
#define GREENLENS_TESTS_TRACER_RECORD_RECORDING_OF_H_

#include <string>

#include "scenarios/scenario.h"
#include "tracer/store/timeline.h"

namespace greenlens::testing {

// The bytes of its file. It prints nowhere else.
std::string recording_of(const scenarios::Scenario& scenario);
// The test fails when they are not complete.
store::Timeline loaded(const std::string& bytes);

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_RECORD_RECORDING_OF_H_
