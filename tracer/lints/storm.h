// Two greenlets that hand over to each other again and again, and nothing else happens that a
// recording shows: each waits for the other by asking.
#ifndef GREENLENS_TRACER_LINTS_STORM_H_
#define GREENLENS_TRACER_LINTS_STORM_H_

#include <unordered_map>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/lints/fired.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

// Of switches that were only noted nobody knows what they carried: they are no storm.
class Storm {
 public:
  void see(const facts::Event& event, const state::State& after);
  void see_noted(facts::ThreadId thread) { end(thread); }
  void give(std::vector<Fired>* all) const;

 private:
  // Switches in a row, of the last two.
  struct Row {
    Fired fired;
    facts::GreenletId last = 0;
  };
  void note(const facts::Delivered& fact, facts::ThreadId thread, const state::State& after);
  void end(facts::ThreadId thread);

  std::unordered_map<facts::ThreadId, Row> rows_;
  Merged storms_{Merged::Tell::largest};
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_STORM_H_
