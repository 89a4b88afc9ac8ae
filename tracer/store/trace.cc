#include "tracer/store/trace.h"

namespace greenlens::store {

std::vector<std::string> Trace::letters() const {
  std::vector<std::string> texts;
  for (const PrintedLine& line : history().output()) texts.push_back(line.text);
  return texts;
}

}  // namespace greenlens::store
