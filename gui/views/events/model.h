// A line for each event: what the view says.
#ifndef GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_
#define GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_

#include <cstdint>
#include <map>
#include <string>

#include "gui/look.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::gui::events {

// The lines of the steps that are drawn. Those that stand together are worked out together.
class Lines {
 public:
  // So that line_of() has these, if the trace does: [first, last].
  void prepare(const words::Messages& messages, const store::Trace& trace, uint64_t first,
               uint64_t last);
  // Whether line_of() need not work it out.
  bool has(uint64_t step) const { return lines_.contains(step); }
  // What happened at this step, from 1, in one line.
  const std::string& line_of(const words::Messages& messages, const store::Trace& trace,
                             uint64_t step);

 private:
  std::map<uint64_t, std::string> lines_;
};

// "2 of 7" at a step that was found, "7 found" at any other; empty while nothing is searched for,
// or something else than these words.
std::string found_words(const Look& look, const std::string& words);

// Which steps the list has: all of them, or so many around the one that is shown. A list of
// millions has no place for each that a number could tell from the next one's.
struct Listed {
  uint64_t first = 1;  // the first one's number
  uint64_t count = 0;
};
Listed listed(uint64_t size, uint64_t shown);

}  // namespace greenlens::gui::events

#endif  // GREENLENS_GUI_VIEWS_EVENTS_MODEL_H_
