// A scenario as a program that is watched: what each executable does that is started for one, on
// this CPU, on another, or with another switch.
#ifndef GREENLENS_CLI_SCENARIO_TARGET_H_
#define GREENLENS_CLI_SCENARIO_TARGET_H_

#include <vector>

#include "scenarios/scenario.h"
#include "tracer/record/program_description.h"
#include "tracer/store/what_if.h"

namespace greenlens::cli {

record::ProgramDescription description_of(const scenarios::Scenario& scenario,
                                          const scenarios::Settings& settings = {},
                                          const std::vector<store::WhatIf>& what_ifs = {});
// Runs it to its end, recorded if somebody has asked for that; otherwise it prints.
void run_described(const scenarios::Scenario& scenario,
                   const record::ProgramDescription& description,
                   const scenarios::Settings& settings = {});

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SCENARIO_TARGET_H_
