// A slice that is copied to the heap again and again, and is always the same: the copies are for
// nothing.
#ifndef GREENLENS_TRACER_LINTS_CHURN_H_
#define GREENLENS_TRACER_LINTS_CHURN_H_

#include <unordered_map>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/lints/fired.h"
#include "tracer/state/state.h"

namespace greenlens::lints {

// Where neither bytes nor their hash are kept nobody knows.
class Churn {
 public:
  void see(const facts::Event& event, const state::State& after);
  void give(std::vector<Fired>* all) const;

 private:
  // Copies of the same part with the same bytes, one after the other.
  struct Row {
    facts::Address from = facts::kNull, to = facts::kNull;
    uint64_t hash = 0, count = 0, step = 0;
  };
  void note(const facts::SliceSaved& fact, const state::State& after);

  std::unordered_map<facts::GreenletId, std::vector<Row>> rows_;
  std::optional<Fired> most_;
  uint64_t times_ = 0;
};

}  // namespace greenlens::lints

#endif  // GREENLENS_TRACER_LINTS_CHURN_H_
