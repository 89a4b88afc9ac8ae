// A small program worth watching: what it is called, what it teaches, and its code.
#ifndef GREENLENS_SCENARIOS_SCENARIO_H_
#define GREENLENS_SCENARIOS_SCENARIO_H_

#include <string_view>
#include <vector>

namespace greenlens::scenarios {

struct Scenario {
  const char* id;       // "test1_test2": what the command line calls it
  const char* title;    // "test1 / test2": a few words
  const char* teaches;  // one or two sentences
  const char* file;     // its source, relative to the project; its text is assets::text(file)
  // Runs it in the calling thread's greenlets. `at_end` is called when the program has reached its
  // end, before what it left suspended is cleaned up: the moment a recording stops.
  void (*run)(void (*at_end)(void*), void* context);
};

// Every scenario, in the order they are listed.
const std::vector<const Scenario*>& catalog();
// Null when there is none.
const Scenario* find(std::string_view id);

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_SCENARIO_H_
