#include "gui/views/events/model.h"

#include <algorithm>

#include "gui/matching.h"
#include "tracer/words/narration.h"

namespace greenlens::gui::events {

std::string event_line(const words::Messages& messages, const store::Trace& trace, uint64_t step) {
  return words::narrate(messages, trace.at(step)).headline;
}

void search_on(const words::Messages& messages, const store::Trace& trace, const std::string& words,
               uint64_t most, Search* search) {
  if (search->words != words) *search = {words, 0, {}};
  const std::vector<std::string> wanted = search_words(words);
  const uint64_t end = std::min(trace.size(), search->read + most);
  while (search->read < end) {
    const uint64_t step = ++search->read;
    if (matches(event_line(messages, trace, step), wanted)) search->found.push_back(step);
  }
}

}  // namespace greenlens::gui::events
