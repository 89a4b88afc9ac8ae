// What is different between two sources, and the first instruction that is. Pure functions.
#ifndef GREENLENS_TRACER_LAB_DIFFERENCE_H_
#define GREENLENS_TRACER_LAB_DIFFERENCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/store/trace_info.h"

namespace greenlens::lab {

std::vector<std::string> lines_of(std::string_view text);

struct Difference {
  std::string file;
  char sign = '-';    // '-': it is gone; '+': it has come
  int line = 0;       // in the right source for '-', in the other one for '+'; from 1
  int stands_at = 0;  // in the other one: the line itself, or the one that stands there now
  std::string text;   // as it stands there
};

// Lines of code that differ, in their order: comments and empty lines do not count.
std::vector<Difference> differences(const std::string& file, std::string_view right,
                                    std::string_view other);

// The offset of the instruction that stands at this line of the switch's source, or next behind it:
// counted from the nearest of the lines that the recording has addresses of. None where that leads
// to nothing.
std::optional<uint64_t> instruction_at(int line, std::string_view source,
                                       const store::ArchInfo& arch);

}  // namespace greenlens::lab

#endif  // GREENLENS_TRACER_LAB_DIFFERENCE_H_
