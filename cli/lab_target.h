// A wrong switch as something to run: built, and a command for it.
#ifndef GREENLENS_CLI_LAB_TARGET_H_
#define GREENLENS_CLI_LAB_TARGET_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/lab/built.h"
#include "tracer/lab/difference.h"
#include "tracer/live/target_process.h"

namespace greenlens::cli {

// What it is tried with where nothing else is said.
inline constexpr const char* kLabScenario = "lab";
// As a variant's name: the engine as it is.
inline constexpr const char* kRightSwitch = "right";
// What a target's name begins with that is a variant: "lab:register_forgotten", "lab:swtch.S".
inline constexpr const char* kLabPrefix = "lab:";

struct Tryout {
  lab::Variant variant;  // of a file of one's own: the title is its name, and there is no more
  bool own = false;
  std::vector<lab::Difference> different;
  std::string switch_source;          // the text of its switch.S
  std::shared_ptr<lab::Built> built;  // to be kept while it runs
  live::TargetCommand command;
};

// `name` is a variant's id, kRightSwitch, or a file in assembly. Nothing when it is none of these,
// when there is no such scenario, or when it cannot be built: `refused` says why.
std::optional<Tryout> tryout_of(const std::string& name, const std::string& scenario,
                                probe::Refused* refused, const probe::Stop& stop = {});

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LAB_TARGET_H_
