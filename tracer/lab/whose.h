// Whose switch is wrong: this machine's CPU's, or another one's, whose programs an emulator runs.
#ifndef GREENLENS_TRACER_LAB_WHOSE_H_
#define GREENLENS_TRACER_LAB_WHOSE_H_

#include <string>

namespace greenlens::lab {

struct Whose {
  std::string folder;    // below arch: "riscv64"
  std::string compiler;  // for C and assembly, found in PATH: "riscv64-linux-gnu-gcc"
  std::string package;   // Debian's, that has it
  // The rest of the program, compiled for that CPU (cli/lab_part.cc): what is built is linked with
  // it. Empty for this machine's own, where a shared object is built, that is loaded first.
  std::string rest{};

  // The path of its switch.S in the project.
  std::string switch_path() const { return "arch/" + folder + "/switch.S"; }
};

// This machine's.
Whose ours();

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_WHOSE_H_
