// Recordings to ask about: every scenario, and programs that switch at random.
#ifndef GREENLENS_TESTS_TRACER_QUESTIONS_TRACES_H_
#define GREENLENS_TESTS_TRACER_QUESTIONS_TRACES_H_

#include <map>
#include <string>

#include "tracer/store/timeline.h"

namespace greenlens::testing {

// By the scenario's id; recorded once, by the engine, in this process.
const std::map<std::string, store::Timeline>& scenario_traces();
// "random 1" and so on: some dozen greenlets of one thread that start, switch (to themselves, too),
// throw, end, are dropped, get other parents and print, all by the seed.
const std::map<std::string, store::Timeline>& random_traces();

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_QUESTIONS_TRACES_H_
