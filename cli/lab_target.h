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
  std::string switch_path;            // its switch.S, in the project
  std::string switch_source;          // the text of it, as it was built
  std::shared_ptr<lab::Built> built;  // to be kept while it runs
  live::TargetCommand command;
};

// What is asked for.
struct ToTry {
  std::string name;  // a variant's id, kRightSwitch, or a file in assembly
  std::string scenario = kLabScenario;
  std::string cpu{};  // by its name or its folder; empty: this machine's
};
// Nothing when there is no such switch, scenario or CPU, or when it cannot be built: `refused` says
// why.
std::optional<Tryout> tryout_of(const ToTry& wanted, probe::Refused* refused,
                                const probe::Stop& stop = {});

// The wrong switches of that CPU. Nothing: there is no such CPU.
std::optional<std::vector<lab::Variant>> wrong_switches_of(const std::string& cpu,
                                                           probe::Refused* refused);

// The CPUs, by their folders, whose wrong switches can be tried: this machine's first, then those
// that programs are built for.
std::vector<std::string> lab_cpus();

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LAB_TARGET_H_
