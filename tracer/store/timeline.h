// Time as a list of events that may still be growing, with the state at every point of it.
//
// A step is a number n: the state after n events. Step 0 is the empty beginning. Steps exist at
// several grains: a phase step is any event; a switch step is the end of a switch; a line step is a
// line of the program.
#ifndef GREENLENS_TRACER_STORE_TIMELINE_H_
#define GREENLENS_TRACER_STORE_TIMELINE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/grain.h"
#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"

namespace greenlens::store {

class Timeline {
 public:
  void set_info(TraceInfo info) { info_ = std::move(info); }
  const TraceInfo& info() const { return info_; }

  void append(facts::Event event);
  uint64_t size() const { return events_.size(); }  // the last step's number
  // The event that led to step n, 1 <= n <= size().
  const facts::Event& event(uint64_t n) const { return events_[n - 1]; }
  // The state at step n, 0 <= n <= size(). Cheap for steps near the last ones asked for.
  const state::State& state(uint64_t n) const;

  // Steps that are stops at this grain, ascending, without 0.
  const std::vector<uint64_t>& stops(facts::Grain grain) const;
  // The next stop after n (size() when there is none, even if it is no stop), the one before n (0
  // when none).
  uint64_t next_stop(uint64_t n, facts::Grain grain) const;
  uint64_t previous_stop(uint64_t n, facts::Grain grain) const;

 private:
  TraceInfo info_;
  std::vector<facts::Event> events_;
  std::array<std::vector<uint64_t>, facts::kGrains.size()> stops_;
  // Keyframes every kKeyframeEvery events, and the states asked for last.
  static constexpr uint64_t kKeyframeEvery = 128;
  mutable std::vector<std::unique_ptr<state::State>> keyframes_;
  mutable state::State cached_[2];
  mutable int oldest_cached_ = 0;
  mutable bool cached_valid_[2] = {false, false};
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_TIMELINE_H_
