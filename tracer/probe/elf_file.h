// The little that has to be known of object files and programs. Pure functions of a file's bytes.
#ifndef GREENLENS_TRACER_PROBE_ELF_FILE_H_
#define GREENLENS_TRACER_PROBE_ELF_FILE_H_

#include <cstdint>
#include <optional>
#include <string>

namespace greenlens::probe {

// For which CPU an object is, as its header numbers them, and how many bits an address has; nothing
// when it is no object.
struct Machine {
  int number = 0, bits = 0;

  bool operator==(const Machine&) const = default;
};
std::optional<Machine> machine_of(const std::string& bytes);

// The function that this address of a program is in, as "name+0x1a": the nearest symbol below it in
// the same section, whether or not it says how long it is. Empty when there is none. The program is
// not to be loaded elsewhere than it says, and is one for this machine.
std::string function_at(const std::string& program, uint64_t address);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_ELF_FILE_H_
