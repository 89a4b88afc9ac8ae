// A line for each event, and the search in them: what the view says.
#ifndef GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_
#define GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::events {

// What happened at this step, from 1, in one line.
std::string event_line(const words::Messages& messages, const store::Trace& trace, uint64_t step);

// A search through a trace that may be long, a part at a time.
struct Search {
  std::string words;            // what is searched for, as matching() (gui/matching.h) takes it
  uint64_t read = 0;            // events that were looked at
  std::vector<uint64_t> found;  // their steps, ascending
};

// Looks at `most` more events; at all from the beginning when the words are others than before.
void search_on(const words::Messages& messages, const store::Trace& trace, const std::string& words,
               uint64_t most, Search* search);

}  // namespace greenlens::gui::events

#endif  // GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_
