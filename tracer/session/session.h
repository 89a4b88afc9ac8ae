// A source of events, the timeline it fills and a cursor in it: what a person steps through.
//
// Only the source knows whether the program is alive. Stepping back never touches it; stepping
// forward past the last event asks the source for more.
#ifndef GREENLENS_TRACER_SESSION_SESSION_H_
#define GREENLENS_TRACER_SESSION_SESSION_H_

#include <functional>
#include <memory>
#include <string>

#include "tracer/session/event_source.h"
#include "tracer/store/trace.h"

namespace greenlens::session {

class Session {
 public:
  explicit Session(std::unique_ptr<EventSource> source);
  ~Session();

  const store::Trace& trace() const;
  uint64_t cursor() const { return cursor_; }
  // What the cursor stands on.
  state::Moment moment() const;
  SourceStatus status() const { return status_; }
  bool live() const { return source_->live(); }
  facts::Fault fault() const { return source_->fault(); }
  bool at_end() const;  // nothing after the cursor, now or later
  bool waiting_for_target() const {
    return pending_;
  }  // a step was asked for and has not arrived yet

  // Takes in what has arrived and completes a pending step. Call once a frame, or in a loop.
  SourceStatus poll(int wait_ms);

  // Forward by one stop; past the last event of a live program it lets it run on and the cursor
  // follows at poll().
  void step(facts::Grain grain);
  void back(facts::Grain grain);
  void seek(uint64_t step);  // clamped
  void run_to_end();         // also lets a live program run to its end
  // Forward (or back) to the next step whose event satisfies the predicate; false and unmoved when
  // there is none among the events that are there.
  bool run_to(const std::function<bool(const facts::Event&)>& wanted,
              store::Trace::Direction direction);

 private:
  std::unique_ptr<EventSource> source_;
  std::unique_ptr<store::Timeline> timeline_;
  uint64_t cursor_ = 0;
  SourceStatus status_ = SourceStatus::waiting;
  bool pending_ = false;
  bool follow_end_ = false;
  facts::Grain pending_grain_ = facts::Grain::phase;
};

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_SESSION_H_
