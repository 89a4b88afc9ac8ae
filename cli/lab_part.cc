// greenlens-lab.o: all but the switch and the engine of a program that is called with FOLDER
// SCENARIO, for another CPU. `greenlens lab --cpu CPU` links it with a wrong one, and has the
// program run by that CPU's emulator.
//
// Nothing is loaded there when it starts: a program that stands alone needs nothing of that CPU on
// this machine.
#include "cli/exit_codes.h"
#include "cli/lab_scenario.h"

namespace greenlens::cli {
namespace {

int run(const char* folder, const char* id) {
  return run_in_the_lab(folder, id) ? kFine : kWrongUsage;
}

}  // namespace
}  // namespace greenlens::cli

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  return argc == 3 ? greenlens::cli::run(argv[1], argv[2]) : greenlens::cli::kWrongUsage;
}
