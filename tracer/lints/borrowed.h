// A pointer to a variable of another greenlet whose bytes are only in the heap: whoever follows it
// finds others. Where lines with their variables are recorded.
#ifndef GREENLENS_TRACER_LINTS_BORROWED_H_
#define GREENLENS_TRACER_LINTS_BORROWED_H_

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/lints/fired.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

// A variable that nothing was put into yet holds anything. So one has to point there at two lines
// of its function, one after the other.
class Borrowed {
 public:
  void see(const facts::Event& event, const state::State& after);
  void give(std::vector<Fired>* all) const { dangling_.give(all); }

 private:
  struct Pointer {
    facts::Address to = facts::kNull;
    bool is_known = false, is_told = false;
  };
  // The variables of the function that a greenlet is in, by name and place, as they were last.
  struct Held {
    std::string file, function;
    std::map<std::pair<std::string, facts::Address>, Pointer> pointers;
  };
  void note(const facts::LineBegun& fact, facts::ThreadId thread, const state::State& after);

  std::unordered_map<facts::GreenletId, Held> held_;
  Merged dangling_;
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_BORROWED_H_
