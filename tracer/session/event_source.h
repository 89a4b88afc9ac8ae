// Where events come from: a file, or a live program. Only the source knows which; whoever steps,
// draws or narrates must not have to ask. One thread: that of the session.
#ifndef GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_
#define GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_

#include <cstdint>

#include "tracer/facts/fault.h"
#include "tracer/session/activity.h"
#include "tracer/session/permission.h"

namespace greenlens::store {
class Timeline;
class Trace;
}  // namespace greenlens::store

namespace greenlens::session {

enum class SourceStatus : uint8_t {
  waiting,   // alive, standing still until it is allowed to go on
  running,   // alive, more events are coming
  finished,  // everything there is has been delivered
  failed,    // likewise, but it ended badly: fault() says how
};
// From the last two there is no way back to the others, and no more events come.

class EventSource {
 public:
  virtual ~EventSource() = default;
  // Moves what has arrived into the timeline; never blocks longer than `wait_ms` (0 or more), and
  // not at all when nothing is to be expected. Events are only ever appended, in order. Every call
  // gets the same timeline, which nobody else fills.
  virtual SourceStatus poll(store::Timeline* timeline, int wait_ms) = 0;
  // Where the events lie already, as in a file: then that is the trace, poll() lets it grow, and no
  // timeline is filled. Always the same one, and lives as long as the source; null: there is none.
  virtual const store::Trace* stored() const { return nullptr; }
  // Lets a program that waits run on; the newest permission replaces the one before. Returns at
  // once: what comes of it is seen at poll(). Nothing happens when there is no program, or none any
  // more.
  virtual void allow(const Permission& permission) = 0;
  // From here on a program that tells less than it could, or lets less of it be kept, tells all.
  virtual void tell_all() {}
  // From here on it tells each instruction of its switches, or of the next one alone. Why it cannot
  // be: none when it tells them, or will.
  virtual facts::Fault tell_instructions(bool /*next_only*/) { return {}; }
  // Whether a program that is allowed to run has told nothing for a while (a second or two).
  virtual bool silent() const { return false; }
  // Whether a program that waits has told more than has come: it ran ahead, and stands already.
  virtual bool catching_up() const { return false; }
  // How to see what a program does that tells nothing; empty: nobody knows.
  virtual Ask activity() const { return {}; }
  // Ends a program at once, without a chance to say anything; what it has told stays.
  virtual void stop() {}
  // Whether a program is there now that could still do something.
  virtual bool live() const = 0;
  // What went wrong when the status is failed, or when a file was usable only in part; else none.
  virtual facts::Fault fault() const = 0;
};

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_
