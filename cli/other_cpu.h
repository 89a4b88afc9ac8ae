// Where the scenarios are that were built for another CPU, and what wrong switches are tried in.
#ifndef GREENLENS_CLI_OTHER_CPU_H_
#define GREENLENS_CLI_OTHER_CPU_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/fault.h"

namespace greenlens::cli {

// The environment variable with a folder in which FOLDER/<cpu>/greenlens-scenarios is looked for
// first.
inline constexpr char kTargetsVariable[] = "GREENLENS_TARGETS";

// Whether the atlas knows this machine's own CPU by that name.
bool is_this_machines(const std::string& cpu);

// Where this command looks.
struct ScenarioPlaces {
  std::string folder;      // what the variable says, or empty
  std::string executable;  // of the command
};
ScenarioPlaces scenario_places();

// What is built for another CPU.
enum class Part : uint8_t {
  scenarios,  // greenlens-scenarios, a program
  lab,        // greenlens-lab.o, to be linked with a wrong switch
};
// In which files that may be for the CPU (by its folder), in the order in which those are looked
// at: in the folder; as installed, and as built, beside the command. Pure.
std::vector<std::string> part_files(const ScenarioPlaces& places, const std::string& cpu,
                                    Part part);
// The first of them that is there, or empty.
std::string part_for(const std::string& cpu, Part part, const ScenarioPlaces& places);

struct ScenarioFile {
  std::string cpu;   // its folder, as in live::TargetCommand
  std::string path;  // empty, as `cpu`: it is this machine's own, and the command itself has them
};
// For the CPU of that name, as the atlas knows it. A fault when there is none, when its programs
// cannot share memory with this machine's, or when they are not there.
facts::Result<ScenarioFile> scenarios_for(const std::string& cpu, const ScenarioPlaces& places);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_OTHER_CPU_H_
