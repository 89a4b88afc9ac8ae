// greenlens-lab.o: all but the switch and the engine of a program that is called with FOLDER
// SCENARIO, for another CPU. `greenlens lab --cpu CPU` links it with a wrong one, and has the
// program run by that CPU's emulator.
//
// Nothing is loaded there when it starts: a program that stands alone needs nothing of that CPU on
// this machine.
#include "cli/exit_codes.h"
#include "cli/lab_scenario.h"

int main(int argc, char** argv) {  // NOLINT(bugprone-exception-escape): only memory can lack
  using namespace greenlens::cli;
  return argc == 3 && run_in_the_lab(argv[1], argv[2]) ? kFine : kWrongUsage;
}
