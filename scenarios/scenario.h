// A small program worth watching: what it is called, what it teaches, and its code.
//
// The file scenarios/<id>.cc defines `Scenario greenlens::scenarios::<id>::scenario()`; the list in
// scenarios/CMakeLists.txt names it.
#ifndef GREENLENS_SCENARIOS_SCENARIO_H_
#define GREENLENS_SCENARIOS_SCENARIO_H_

#include <string_view>
#include <vector>

#include "scenarios/handles.h"
#include "scenarios/parameter.h"

namespace greenlens::scenarios {

struct Scenario {
  const char* title;    // "test1 / test2": a few words
  const char* teaches;  // one or two sentences
  // Runs it in the calling thread's greenlets. `at_end` is called when the program has reached its
  // end, before what it left suspended is cleaned up: the moment a recording stops. An error that
  // it does not catch is its end, too: then it is std::current_exception() there, and leaves run.
  void (*run)(void (*at_end)(void*), void* context);
  bool threads_at_once = false;  // several threads of it run at the same time
  std::vector<Parameter> parameters = {};
  // What can be dropped where the run is to go another way (scenarios/detour/another_way.h).
  std::vector<Handle> handles = {};
  // Both from the file's name, so they are not for the file to say.
  const char* id = "";    // "test1_test2": what the command line calls it
  const char* file = "";  // its source, relative to the project; its text is assets::text(file)
};

// Every scenario, in the order they are listed. They live as long as the program.
const std::vector<const Scenario*>& catalog();
// Null when there is none.
const Scenario* find(std::string_view id);

}  // namespace greenlens::scenarios

#endif  // GREENLENS_SCENARIOS_SCENARIO_H_
