// Who took the time: greenlets, and those that one line made, as one. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_TOP_H_
#define GREENLENS_TRACER_FINDINGS_TOP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/store/statistics.h"
#include "tracer/words/messages.h"

namespace greenlens::findings {

// Times are those of the clock on the wall (tracer/store/statistics.h).
struct Row {
  std::string name;  // a greenlet's; "" of a line
  facts::GreenletId greenlet = 0;
  facts::SourceLine spawned;  // the line that made it, or them; line 0: not known
  uint64_t count = 1;         // greenlets
  uint64_t alive = 0;         // of them at the end
  uint64_t runs = 0;
  uint64_t ran_ns = 0;               // its own time
  uint64_t waited_ns = 0;            // the rest of its life
  uint64_t wakes = 0, ready_ns = 0;  // of that: ready to run, where it is known who made it so
  uint64_t longest_ns = 0, longest_from = 0;
  uint64_t bytes = 0;  // copied, both ways
};

// Who ran longest first; of the same by number, or by line.
std::vector<Row> by_greenlet(const store::Numbers& counted);
std::vector<Row> by_line(const store::Numbers& counted);

// At most so many rows, and how many more there are.
std::string top_text(const words::Messages& messages, const std::vector<Row>& rows, size_t most);
facts::Json top_to_json(const std::vector<Row>& rows);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_TOP_H_
