#include "tracer/compare/counterparts.h"

#include <algorithm>

namespace greenlens::compare {
namespace {

constexpr size_t kMostStretches = size_t{1} << 17;

}  // namespace

void Counterparts::add(facts::ThreadId thread, uint64_t a_step, uint64_t b_step) {
  Known& known = threads_[thread];
  std::vector<Stretch>& all = known.stretches;
  Stretch& last = all.back();
  if (!last.differs_behind && a_step - last.a == b_step - last.b) {
    last.length = a_step - last.a;
    return;
  }
  if (!last.differs_behind && a_step < last.a + known.apart) return;
  all.push_back({a_step, b_step, 0, false});
  if (all.size() < kMostStretches) return;
  // Every second one is left out, but where they differ.
  size_t kept = 1;
  for (size_t i = 1; i < all.size(); ++i) {
    if (i % 2 == 0 || all[i].differs_behind || all[kept - 1].differs_behind) all[kept++] = all[i];
  }
  all.resize(kept);
  known.apart = 2 * known.apart + 16;
}

void Counterparts::differ(facts::ThreadId thread) {
  threads_[thread].stretches.back().differs_behind = true;
}

// Behind the last one that agrees it is as far, but not farther than the next one that does.
Counterpart Counterparts::of(facts::ThreadId thread, uint64_t a_step) const {
  const auto found = threads_.find(thread);
  if (a_step == 0) return {};
  // The other recording does not have this thread.
  if (found == threads_.end()) return {std::min(a_step, b_steps_), Counterpart::Kind::differs};
  const std::vector<Stretch>& all = found->second.stretches;
  const auto next =
      std::upper_bound(all.begin(), all.end(), a_step,
                       [](uint64_t step, const Stretch& stretch) { return step < stretch.a; });
  const Stretch& before = *(next - 1);
  if (a_step - before.a <= before.length) return {before.b + (a_step - before.a)};
  const uint64_t past = a_step - before.a - before.length;
  const uint64_t from = before.b + before.length;
  if (next == all.end()) {
    if (!before.differs_behind) return {std::min(from + past, b_steps_)};
    if (from + past > b_steps_) return {b_steps_, Counterpart::Kind::ended};
    return {from + past, Counterpart::Kind::differs};
  }
  const uint64_t room = next->b > from ? next->b - from - 1 : 0;
  return {from + std::min(past, room),
          before.differs_behind ? Counterpart::Kind::differs : Counterpart::Kind::same};
}

}  // namespace greenlens::compare
