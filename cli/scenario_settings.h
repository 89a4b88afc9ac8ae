// What a person sets of a scenario: "depth=40".
#ifndef GREENLENS_CLI_SCENARIO_SETTINGS_H_
#define GREENLENS_CLI_SCENARIO_SETTINGS_H_

#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "tracer/facts/fault.h"
#include "tracer/store/trace_info.h"

namespace greenlens::cli {

// Of what is said twice the last counts. A fault for what is none of its parameters, or no value of
// one.
facts::Result<scenarios::Settings> settings_of(const scenarios::Scenario& scenario,
                                               const std::vector<std::string>& wanted);

// Those that are not the usual ones, in the order of the scenario's parameters.
std::vector<store::Setting> unusual(const scenarios::Scenario& scenario,
                                    const scenarios::Settings& settings);

// "depth=0..400 (30)", "parent=main|gr1 (main)": what can be set, and what it is otherwise.
std::string range_text(const scenarios::Parameter& parameter);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SCENARIO_SETTINGS_H_
