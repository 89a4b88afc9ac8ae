// A scenario that is made to go another way (scenarios/detour/another_way.h), and is recorded so.
#ifndef GREENLENS_CLI_SCENARIO_DETOUR_H_
#define GREENLENS_CLI_SCENARIO_DETOUR_H_

#include <functional>
#include <string>
#include <vector>

#include "scenarios/scenario.h"
#include "tracer/record/attach.h"
#include "tracer/store/what_if.h"

namespace greenlens::cli {

// How a program is told that it is to: "what-if=33/7: switch gr2", among its settings.
inline constexpr char kWhatIfPrefix[] = "what-if=";
// Takes them out. False when one cannot be read.
bool take_what_ifs(std::vector<std::string>* wanted, std::vector<store::WhatIf>* what_ifs);

// Runs it, in the thread that calls. What nobody catches ends the recording, and so does a way that
// goes on for ever; then the process ends as well.
void run_another_way(const scenarios::Scenario& scenario,
                     const std::vector<store::WhatIf>& what_ifs, record::Attachment* watched,
                     const std::function<void()>& run);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_SCENARIO_DETOUR_H_
