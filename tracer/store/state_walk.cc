#include "tracer/store/state_walk.h"

#include <algorithm>
#include <utility>

#include "tracer/store/effort.h"

namespace greenlens::store {
namespace {

// Going along with so many events is cheaper than beginning at a keyframe.
constexpr uint64_t kNearby = 256;

}  // namespace

const state::State& StateWalk::near(uint64_t n) {
  do {
    if (changes_ != store_.changes()) here_ = {}, row_.reset();
    changes_ = store_.changes();
    const uint64_t step = here_.state.step;
    // Where a part of a recording begins there is something already.
    if (step == 0 || step > n || n - step > kNearby) begin_before(n);
    if (changes_ == store_.changes()) go_to(n);
  } while (changes_ != store_.changes());
  return here_.state;
}

// What is there already may be nearer.
void StateWalk::begin_before(uint64_t n) {
  const uint64_t start = store_.start_before(n);
  const uint64_t step = here_.state.step;
  if (step > 0 && step <= n && step >= start) return;
  here_ = store_.state_before(n);
  const ChunkTable& table = store_.table();
  row_.reset();
  if (!table.rows().empty()) row_ = table.row_of(std::min(n + 1, table.totals().events));
}

void StateWalk::go_to(uint64_t n) {
  while (here_.state.step < n) {
    const size_t row = store_.table().row_of(here_.state.step + 1);
    if (row_ != row && !go_into(row)) return;
    const ChunkStore::Run run = store_.run_at(here_.state.step + 1);
    // And whoever asked asks again.
    if (changes_ != store_.changes()) return;
    if (!go_along(run, std::min<uint64_t>(n, run.first_step + run.events->size()))) {
      return store_.lose_until_keyframe(row);
    }
    if (settle(&here_.state)) here_.spent = {};
  }
}

// From the chunk before it. False when something turned out to be another way than it was said.
bool StateWalk::go_into(size_t row) {
  enter(here_.state);
  const uint64_t weight = store_.weight(row);
  if (changes_ != store_.changes()) return false;
  row_ = row;
  if (store_.has_keyframe(row)) here_.spent = {};
  here_.spent.weight += weight;
  if (!store_.is_too_much(here_.spent) || store_.table().rows()[row].is_gap) return true;
  store_.lose_until_keyframe(row);
  return false;
}

// False when that takes longer than any recording does.
bool StateWalk::go_along(const ChunkStore::Run& run, uint64_t last) {
  while (here_.state.step < last) {
    const facts::Event& event = (*run.events)[here_.state.step - run.first_step];
    here_.spent.effort += effort_of(event, here_.state);
    if (here_.spent.effort > kMostEffort) return false;
    apply(&here_.state, event);
  }
  return true;
}

std::optional<size_t> StateWalk::row_behind(const state::State& state) const {
  const ChunkTable& table = store_.table();
  if (state.step == 0 || state.step >= table.totals().events) return {};
  const size_t row = table.row_of(state.step + 1);
  return table.rows()[row].first_step == state.step ? std::optional<size_t>(row) : std::nullopt;
}

void StateWalk::enter(const state::State& state) {
  const std::optional<size_t> row = row_behind(state);
  if (row && follows_from_events(store_.table().rows()[*row])) {
    store_.compare_keyframe(*row, state);
  }
}

bool StateWalk::settle(state::State* state) {
  const std::optional<size_t> row = row_behind(*state);
  if (!row || follows_from_events(store_.table().rows()[*row])) return false;
  std::optional<state::State> keyframe = store_.keyframe(*row);
  if (keyframe) *state = std::move(*keyframe);
  return keyframe.has_value();
}

}  // namespace greenlens::store
