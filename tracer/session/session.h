// A source of events, the timeline it fills and a cursor in it: what a person steps through.
//
// Only the source knows whether the program is alive. Stepping back never touches it; stepping
// forward past the last event asks the source for more. So a live session is a replay of a trace
// that grows, and whatever draws a step does not know the difference.
//
// One thread. Nothing here fails: what went wrong in the source is its fault(), and steps that are
// not there are the nearest that are.
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
  // `source` is not null. The session's end is the source's: a live program is killed then.
  explicit Session(std::unique_ptr<EventSource> source);
  ~Session();

  // Lives as long as the session; grows at poll(), and at no other time.
  const store::Trace& trace() const;
  // The step that is shown, from 0 to trace().size().
  uint64_t cursor() const { return cursor_; }
  // What the cursor stands on.
  state::Moment moment() const;
  // As of the last poll(); waiting before the first one.
  SourceStatus status() const { return status_; }
  bool live() const { return source_->live(); }
  // What went wrong in the source, also when a part of a trace is usable; none while all is well.
  facts::Fault fault() const { return source_->fault(); }
  bool at_end() const;  // nothing after the cursor, now or later
  bool waiting_for_target() const {
    return pending_;
  }  // a step was asked for and has not arrived yet

  // Takes in what has arrived and completes a pending step; waits for at most `wait_ms` (0 or
  // more). Call once a frame, or in a loop. A step whose stop never comes, because the program
  // ended, ends at the last event.
  SourceStatus poll(int wait_ms);

  // Forward by one stop; past the last event of a live program it lets it run on and the cursor
  // follows at poll(). A step that is asked for while one is pending takes its place. With a thread
  // it is a stop of that one: in a live program the others stand meanwhile.
  void step(facts::Grain grain, facts::ThreadId thread = 0);
  // The same for who knows that none of the steps up to `looked` is such a stop: they are not
  // looked at once more.
  void step_beyond(uint64_t looked, facts::Grain grain, facts::ThreadId thread = 0);
  // The thread that alone may go on and has told nothing for a while, since it may be waiting for
  // another one, which stands; 0: all is well. step() without a thread lets all go on.
  facts::ThreadId waits_for_another() const;
  // The program stands, and what it told before that still comes.
  bool catching_up() const { return source_->catching_up(); }
  // These give up a pending step: the cursor stays where they put it. The program, which has its
  // permission already, still runs to that stop.
  void back(facts::Grain grain, facts::ThreadId thread = 0);
  void seek(uint64_t step);  // clamped to what is there
  // To this step; a live program that has not come so far runs on to it, or to its end.
  void run_to_step(uint64_t step);
  // To the last event that is there; a live program runs to its end, with the cursor at its newest
  // event.
  void run_to_end();
  // What a program does that tells nothing, and ending it: as of the source.
  Ask activity() const { return source_->activity(); }
  void stop() { source_->stop(); }
  // From here on a live program tells all of each switch, and its bytes are kept.
  void tell_all() { source_->tell_all(); }
  facts::Fault tell_instructions(bool next_only) { return source_->tell_instructions(next_only); }
  // Forward (or back) to the next step whose event satisfies the predicate; false and unmoved when
  // there is none among the events that are there. `about` as in store::Trace::find.
  bool run_to(const std::function<bool(const facts::Event&)>& wanted,
              store::Trace::Direction direction, facts::GreenletId about = facts::kNobody);

 private:
  // The next stop of a thread (0: of any) after `*looked`, which becomes how far none is.
  std::optional<uint64_t> next(facts::Grain grain, uint64_t* looked, facts::ThreadId thread) const;
  bool take_pending_stop();

  std::unique_ptr<EventSource> source_;
  std::unique_ptr<store::Timeline> timeline_;
  uint64_t cursor_ = 0;
  SourceStatus status_ = SourceStatus::waiting;
  bool pending_ = false;
  bool follow_end_ = false;
  uint64_t pending_step_ = 0;  // 0: none, but a stop
  facts::Grain pending_grain_ = facts::Grain::phase;
  facts::ThreadId pending_thread_ = 0;
  uint64_t pending_looked_ = 0;  // up to there it is not
};

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_SESSION_H_
