// A greenlet that is left while one function has called itself many times: all these frames are its
// slice, and are copied with it.
#ifndef GREENLENS_TRACER_LINTS_DEPTH_H_
#define GREENLENS_TRACER_LINTS_DEPTH_H_

#include <unordered_set>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/lints/fired.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

class Depth {
 public:
  void see(const facts::Event& event, const state::State& after);
  void see_left(facts::GreenletId origin, const state::State& after);
  void give(std::vector<Fired>* all) const { deep_.give(all); }

 private:
  // Whose calls are others than when it was left last: nobody else has to be counted again.
  std::unordered_set<facts::GreenletId> changed_;
  Merged deep_{Merged::Tell::largest};
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_DEPTH_H_
