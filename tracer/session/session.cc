// A cursor that may be ahead of its events: a step beyond the last one is a wish (`pending_`) that
// poll() fulfils when the stop has arrived. Whatever else the reader does meanwhile withdraws the
// wish, so that the cursor never jumps under somebody's hand.
#include "tracer/session/session.h"

#include <algorithm>
#include <utility>

#include "tracer/store/timeline.h"

namespace greenlens::session {
namespace {

bool over(SourceStatus status) {
  return status == SourceStatus::finished || status == SourceStatus::failed;
}

}  // namespace

Session::Session(std::unique_ptr<EventSource> source)
    : source_(std::move(source)), timeline_(std::make_unique<store::Timeline>()) {}
Session::~Session() = default;

const store::Trace& Session::trace() const {
  const store::Trace* stored = source_->stored();
  return stored != nullptr ? *stored : *timeline_;
}

state::Moment Session::moment() const { return trace().at(cursor_); }

bool Session::at_end() const { return cursor_ == trace().size() && over(status_); }

SourceStatus Session::poll(int wait_ms) {
  status_ = source_->poll(timeline_.get(), wait_ms);
  if (follow_end_) cursor_ = trace().size();
  if (pending_step_ != 0) {
    cursor_ = std::min(pending_step_, trace().size());
    if (cursor_ == pending_step_) pending_ = false, pending_step_ = 0;
  } else if (pending_ && !follow_end_) {
    take_pending_stop();
  }
  // The stop that was waited for will not come: the end is as near as one can get.
  if (over(status_)) {
    if (pending_) cursor_ = trace().size();
    pending_ = follow_end_ = false;
    pending_step_ = 0;
  }
  return status_;
}

std::optional<uint64_t> Session::next(facts::Grain grain, uint64_t* looked,
                                      facts::ThreadId thread) const {
  std::optional<uint64_t> stop = trace().next(grain, *looked);
  while (stop && thread != 0) {
    const facts::Event event = trace().event(*stop);
    const bool is_the_end = std::holds_alternative<facts::ProgramFinished>(event.fact);
    if (event.thread == thread || is_the_end) break;
    *looked = *stop;
    stop = trace().next(grain, *stop);
  }
  return stop;
}

bool Session::take_pending_stop() {
  const std::optional<uint64_t> stop = next(pending_grain_, &pending_looked_, pending_thread_);
  if (!stop) return false;
  cursor_ = *stop;
  pending_ = false;
  return true;
}

facts::ThreadId Session::waits_for_another() const {
  const bool alone = pending_ && pending_thread_ != 0;
  return alone && source_->silent() ? pending_thread_ : 0;
}

void Session::step(facts::Grain grain, facts::ThreadId thread) {
  step_beyond(cursor_, grain, thread);
}

void Session::step_beyond(uint64_t looked, facts::Grain grain, facts::ThreadId thread) {
  follow_end_ = false;
  pending_step_ = 0;
  pending_ = true;
  pending_grain_ = grain;
  pending_thread_ = thread;
  pending_looked_ = looked;
  if (take_pending_stop()) return;
  if (over(status_)) {
    cursor_ = trace().size();
    pending_ = false;
  } else {
    // Beyond the last event, not beyond the cursor: up to there the program has been already.
    source_->allow({grain, trace().size(), false, static_cast<uint16_t>(thread)});
  }
}

void Session::back(facts::Grain grain, facts::ThreadId thread) {
  pending_ = follow_end_ = false;
  pending_step_ = 0;
  do {
    cursor_ = trace().previous(grain, cursor_);
  } while (thread != 0 && cursor_ > 0 && trace().event(cursor_).thread != thread);
}

void Session::run_to_step(uint64_t step) {
  seek(step);
  if (cursor_ == step || over(status_)) return;
  pending_ = true;
  pending_step_ = step;
  pending_thread_ = 0;
  source_->allow({facts::Grain::phase, step - 1, false});
}

void Session::seek(uint64_t step) {
  pending_ = follow_end_ = false;
  pending_step_ = 0;
  cursor_ = std::min(step, trace().size());
}

void Session::run_to_end() {
  cursor_ = trace().size();
  pending_step_ = 0;
  if (over(status_)) return;
  pending_ = follow_end_ = true;
  pending_thread_ = 0;
  source_->allow({facts::Grain::phase, trace().size(), true});
}

bool Session::run_to(const std::function<bool(const facts::Event&)>& wanted,
                     store::Trace::Direction direction, facts::GreenletId about) {
  const std::optional<uint64_t> found = trace().find(cursor_, direction, wanted, about);
  if (found) seek(*found);
  return found.has_value();
}

}  // namespace greenlens::session
