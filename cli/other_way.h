// The other ways that a person wants a scenario to go (--what-if): at which lines that is, and
// whether it can be done there. For that the scenario is run as it was, which takes a moment.
#ifndef GREENLENS_CLI_OTHER_WAY_H_
#define GREENLENS_CLI_OTHER_WAY_H_

#include <memory>
#include <string>
#include <vector>

#include "cli/target.h"
#include "tracer/store/timeline.h"
#include "tracer/store/what_if.h"
#include "tracer/what_if/offers.h"

namespace greenlens::cli {

// What scenarios::Scenario::handles has.
what_if::Handles handles_of(const std::string& scenario);

// The whole run of a scenario, with its other ways. Nothing of it is shown.
facts::Result<std::unique_ptr<store::Timeline>> run_of(const std::string& scenario,
                                                       const DetailOptions& options,
                                                       const std::vector<store::WhatIf>& ways);

// `options.what_ifs` as the program is told them. A step is one of the run that goes the ways
// before it. A fault when one cannot be gone, or begins otherwise than the run that it is a step
// of.
facts::Result<std::vector<store::WhatIf>> ways_of(const DetailOptions& options,
                                                  const std::string& target);

// Puts them into the command that starts the program, and into the options as the program is told
// them. A fault likewise.
facts::Fault set_ways(DetailOptions* options, const std::string& target,
                      live::TargetCommand* command);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_OTHER_WAY_H_
