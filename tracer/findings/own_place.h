// Where a greenlet is, as the people of its program know it. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_OWN_PLACE_H_
#define GREENLENS_TRACER_FINDINGS_OWN_PLACE_H_

#include <string>
#include <tuple>

#include "tracer/state/state.h"

namespace greenlens::findings {

// A line of the program's own, and not the library's that it calls, and what it executes there
// ("q.get()"; "" when that is not known).
struct Place {
  facts::SourceLine at;  // line 0: not known
  std::string call;
  auto key() const { return std::tie(at.file, at.line, at.function, call); }
  bool operator==(const Place& other) const { return key() == other.key(); }
  bool operator<(const Place& other) const { return key() < other.key(); }
};

// The innermost interpreter frame that is no library's; where all are, the innermost. Where frames
// are not known: the line that it reached last.
Place own_place(const state::State& state, const state::GreenletState& greenlet);

// "q.get()", or the function's name.
std::string what_text(const Place& place);
// "q.get()  app.py:16", "work  app.py:16"; "" when nothing is known.
std::string place_text(const Place& place);

// One that runs an event loop and lets others run: gevent's Hub, eventlet's.
bool is_hub(const state::State& state, const state::GreenletState& greenlet);
// One that gevent's thread pool makes for each of its threads, in which it begins once that thread
// runs: when the program ends earlier nobody has forgotten it.
bool is_pool_worker(const state::GreenletState& greenlet);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_OWN_PLACE_H_
