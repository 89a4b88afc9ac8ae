#include "tracer/past/find_where.h"

#include <algorithm>

#include "tracer/past/walk.h"

namespace greenlens::past {
namespace {

using Direction = store::Trace::Direction;

// Steps between two looks at whether to go on; and those that are gone through forwards when one
// looks for the last one.
constexpr uint64_t kAtOnce = 512;

// Each of them, as one goes along: what held at the step before is remembered.
class Watch {
 public:
  Watch(const std::vector<Condition>& conditions, const facts::Event* event, const state::State& at)
      : conditions_(conditions) {
    for (const Condition& one : conditions) held_.push_back(one.holds(event, at));
  }
  bool stops(const facts::Event& event, const state::State& after) {
    bool stops = false;
    for (size_t i = 0; i < conditions_.size(); ++i) stops = stops_one(i, event, after) || stops;
    return stops;
  }
  bool stops_one(size_t i, const facts::Event& event, const state::State& after) {
    const bool holds = conditions_[i].holds(&event, after);
    const bool held = held_[i];
    held_[i] = holds;
    return holds && (conditions_[i].is_about_events() || !held);
  }

 private:
  const std::vector<Condition>& conditions_;
  std::vector<bool> held_;
};

}  // namespace

bool stops_at(const std::vector<Condition>& conditions, const state::Moment& moment) {
  if (moment.event == nullptr) return false;
  return Watch(conditions, nullptr, moment.before).stops(*moment.event, moment.after);
}

std::vector<uint64_t> steps_where(const store::Trace& trace,
                                  const std::vector<Condition>& conditions, uint64_t from,
                                  uint64_t to, const store::OnProgress& progress) {
  std::vector<uint64_t> found;
  to = std::min(to, trace.size());
  if (from >= to || conditions.empty()) return found;
  Walk walk(trace, from);
  Watch watch(conditions, nullptr, walk.state());
  while (walk.step() < to && walk.next()) {
    const uint64_t step = walk.step();
    if (watch.stops(walk.event(), walk.state())) found.push_back(step);
    if (progress && step % kAtOnce == 0 && !progress(step - from, to - from)) break;
  }
  return found;
}

std::vector<std::vector<uint64_t>> steps_of_each(const store::Trace& trace,
                                                 const std::vector<Condition>& conditions,
                                                 uint64_t from, uint64_t to, size_t most,
                                                 const store::OnProgress& progress) {
  std::vector<std::vector<uint64_t>> found(conditions.size());
  to = std::min(to, trace.size());
  if (from >= to || conditions.empty()) return found;
  Walk walk(trace, from);
  Watch watch(conditions, nullptr, walk.state());
  while (walk.step() < to && walk.next()) {
    const uint64_t step = walk.step();
    for (size_t i = 0; i < conditions.size(); ++i) {
      const bool stops = watch.stops_one(i, walk.event(), walk.state());
      if (stops && found[i].size() < most) found[i].push_back(step);
    }
    if (progress && step % kAtOnce == 0 && !progress(step - from, to - from)) break;
  }
  return found;
}

std::optional<uint64_t> find_where(const store::Trace& trace,
                                   const std::vector<Condition>& conditions, uint64_t n,
                                   Direction direction, const store::OnProgress& progress) {
  const uint64_t size = trace.size();
  const bool forward = direction == Direction::forward;
  uint64_t looked_at = 0;
  const uint64_t last = std::min(n, size + 1);  // what is looked at ends before it
  const uint64_t all = forward ? size - std::min(n, size) : last - std::min<uint64_t>(last, 1);
  while (looked_at < all) {
    const uint64_t part = std::min(kAtOnce, all - looked_at);
    const uint64_t from = forward ? n + looked_at : all - looked_at - part;
    const std::vector<uint64_t> found = steps_where(trace, conditions, from, from + part);
    if (!found.empty()) return forward ? found.front() : found.back();
    looked_at += part;
    if (progress && !progress(looked_at, all)) return {};
  }
  return {};
}

}  // namespace greenlens::past
