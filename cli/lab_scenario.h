// What a program of the lab does, on each CPU.
#ifndef GREENLENS_CLI_LAB_SCENARIO_H_
#define GREENLENS_CLI_LAB_SCENARIO_H_

#include <string>

namespace greenlens::cli {

// Runs the scenario with that id to its end; the sources that FOLDER/changed names are told as they
// are there. False: there is no such scenario.
bool run_in_the_lab(const std::string& folder, const std::string& id);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LAB_SCENARIO_H_
