#include "tracer/session/session.h"

#include <algorithm>

namespace greenlens::session {
namespace {

bool over(SourceStatus status) {
  return status == SourceStatus::finished || status == SourceStatus::failed;
}

// The first stop after n that is there already; 0 when there is none.
uint64_t arrived_stop(const store::Timeline& timeline, uint64_t n, facts::Grain grain) {
  const auto& stops = timeline.stops(grain);
  const auto next = std::upper_bound(stops.begin(), stops.end(), n);
  return next == stops.end() ? 0 : *next;
}

}  // namespace

bool Session::at_end() const { return cursor_ == timeline_.size() && over(status_); }

SourceStatus Session::poll(int wait_ms) {
  status_ = source_->poll(&timeline_, wait_ms);
  if (follow_end_) cursor_ = timeline_.size();
  if (pending_ && !follow_end_) {
    if (const uint64_t stop = arrived_stop(timeline_, cursor_, pending_grain_)) {
      cursor_ = stop;
      pending_ = false;
    }
  }
  if (over(status_)) {
    if (pending_) cursor_ = timeline_.size();
    pending_ = follow_end_ = false;
  }
  return status_;
}

void Session::step(facts::Grain grain) {
  follow_end_ = false;
  if (const uint64_t stop = arrived_stop(timeline_, cursor_, grain)) {
    cursor_ = stop;
    pending_ = false;
  } else if (over(status_)) {
    cursor_ = timeline_.size();
    pending_ = false;
  } else {
    pending_ = true;
    pending_grain_ = grain;
    source_->allow({grain, timeline_.size(), false});
  }
}

void Session::back(facts::Grain grain) {
  pending_ = follow_end_ = false;
  cursor_ = timeline_.previous_stop(cursor_, grain);
}

void Session::seek(uint64_t step) {
  pending_ = follow_end_ = false;
  cursor_ = std::min(step, timeline_.size());
}

void Session::run_to_end() {
  cursor_ = timeline_.size();
  if (over(status_)) return;
  pending_ = follow_end_ = true;
  source_->allow({facts::Grain::phase, timeline_.size(), true});
}

bool Session::run_to(const std::function<bool(const facts::Event&)>& wanted, bool backwards) {
  if (backwards) {
    for (uint64_t n = cursor_; n-- > 1;) {
      if (wanted(timeline_.event(n))) return seek(n), true;
    }
    return false;
  }
  for (uint64_t n = cursor_ + 1; n <= timeline_.size(); ++n) {
    if (wanted(timeline_.event(n))) return seek(n), true;
  }
  return false;
}

}  // namespace greenlens::session
