// Where events come from: a file, or a live program. Only the source knows which.
#ifndef GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_
#define GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_

#include <cstdint>

#include "tracer/facts/fault.h"
#include "tracer/session/permission.h"

namespace greenlens::store {
class Timeline;
}

namespace greenlens::session {

enum class SourceStatus : uint8_t {
  waiting,   // alive, standing still until it is allowed to go on
  running,   // alive, more events are coming
  finished,  // everything there is has been delivered
  failed,    // likewise, but it ended badly: fault() says how
};

class EventSource {
 public:
  virtual ~EventSource() = default;
  // Moves what has arrived into the timeline; never blocks longer than `wait_ms`.
  virtual SourceStatus poll(store::Timeline* timeline, int wait_ms) = 0;
  virtual void allow(const Permission& permission) = 0;
  virtual bool live() const = 0;
  // What went wrong when the status is failed, or when a file was usable only in part; else none.
  virtual facts::Fault fault() const = 0;
};

}  // namespace greenlens::session

#endif  // GREENLENS_TRACER_SESSION_EVENT_SOURCE_H_
