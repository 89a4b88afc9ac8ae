#include "tracer/store/trace.h"

#include <algorithm>

namespace greenlens::store {

std::vector<std::string> Trace::letters() const {
  std::vector<std::string> texts;
  for (const PrintedLine& line : printed(1, kAllLines)) texts.push_back(line.text);
  return texts;
}

Output output_at(const Trace& trace, uint64_t n, uint64_t most_lines) {
  Output output;
  output.lines = trace.printed_until(n);
  const uint64_t count = std::min(output.lines, most_lines);
  output.last = trace.printed(output.lines - count + 1, count);
  if (trace.info().part) output.lines += trace.info().part->lines;
  return output;
}

}  // namespace greenlens::store
