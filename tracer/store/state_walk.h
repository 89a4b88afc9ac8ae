// The state at any step of a file: from where one is, or from a place that is cheaper to come to,
// and along with the events from there. On the way what the file says of states is compared with
// what its events lead to; and since a chunk may turn out to be damaged, what was worked out before
// is worked out anew then.
//
// One thread.
#ifndef GREENLENS_TRACER_STORE_STATE_WALK_H_
#define GREENLENS_TRACER_STORE_STATE_WALK_H_

#include <cstdint>
#include <optional>

#include "tracer/state/state.h"
#include "tracer/store/chunk_store.h"
#include "tracer/store/reached.h"

namespace greenlens::store {

class StateWalk {
 public:
  explicit StateWalk(ChunkStore* store) : store_(*store) {}

  // The state at step n, which there is; good until the next call.
  const state::State& near(uint64_t n);

  // For who goes along with a state of their own. Where a chunk begins, with the state before it:
  void enter(const state::State& state);
  // Behind a gap a state is only right again from the next keyframe on; so it is behind facts that
  // are not known here. Whether it was one's place, and the state is that now.
  bool settle(state::State* state);

 private:
  void begin_before(uint64_t n);
  void go_to(uint64_t n);
  bool go_into(size_t row);
  bool go_along(const ChunkStore::Run& run, uint64_t last);
  // No chunk begins there, or none that has events.
  std::optional<size_t> row_behind(const state::State& state) const;

  ChunkStore& store_;
  // What was asked for last, and as of which changes it is right.
  Reached here_;
  uint64_t changes_ = 0;
  std::optional<size_t> row_;  // that `here_.spent` has the weight of already
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_STATE_WALK_H_
