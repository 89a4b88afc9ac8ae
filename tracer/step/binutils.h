// Words for machine code from a program that knows more CPUs than Capstone: objdump, of the
// binutils for that CPU.
#ifndef GREENLENS_TRACER_STEP_BINUTILS_H_
#define GREENLENS_TRACER_STEP_BINUTILS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace greenlens::step {

// The words of each instruction by its offset, of code whose first byte has `offset`. `machine` is
// objdump's -m; `programs` are names of which the first one in PATH is asked. Empty where there is
// none, or when it knows nothing of such code.
std::map<uint64_t, std::string> ask_binutils(const std::vector<std::string>& programs,
                                             const std::string& machine, std::string_view code,
                                             uint64_t offset);

// What objdump -D says: "   4:\t7179     \taddi\tsp,sp,-48" is 4 and "addi sp,sp,-48". What it adds
// as a remark is left out.
std::map<uint64_t, std::string> read_disassembly(std::string_view text);

}  // namespace greenlens::step

#endif  // GREENLENS_TRACER_STEP_BINUTILS_H_
