#include "tracer/words/source_excerpt.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace greenlens::words {

std::string source_excerpt(const store::TraceInfo& info, const facts::SourceLine& at,
                           uint32_t before, uint32_t behind) {
  if (at.line == 0) return "";
  const auto source = std::find_if(info.sources.begin(), info.sources.end(),
                                   [&](const auto& one) { return one.file == at.file; });
  if (source == info.sources.end()) return "";
  const uint64_t first = at.line > before ? at.line - before : 1;
  const uint64_t last = uint64_t{at.line} + behind;
  std::string lines;
  std::string_view text = source->text;
  for (uint64_t number = 1; !text.empty() && number <= last; ++number) {
    const size_t end = std::min(text.find('\n'), text.size());
    if (number >= first) {
      lines +=
          fmt::format("{} {:4}  {}\n", number == at.line ? '>' : ' ', number, text.substr(0, end));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace greenlens::words
