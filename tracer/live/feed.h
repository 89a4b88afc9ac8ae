// Where the stream of a program that is started comes from: from itself, or from who watches it.
#ifndef GREENLENS_TRACER_LIVE_FEED_H_
#define GREENLENS_TRACER_LIVE_FEED_H_

#include <sys/types.h>

#include "tracer/facts/fault.h"
#include "tracer/live/stream.h"

namespace greenlens::live {

// From the thread that polls, if nothing else is said.
class Feed {
 public:
  virtual ~Feed() = default;
  virtual Stream& stream() = 0;
  // The process is there, and becomes the program as soon as this has returned: none when it may.
  virtual facts::Fault begin(pid_t) { return {}; }
  // The program goes on as if it were not watched; what was told up to now still comes, and that it
  // was left. From any thread.
  virtual void leave() = 0;
  // Whether all that was told is in the stream.
  virtual bool has_all() const = 0;
  // Once the stream has ended: something has written over what was told.
  virtual bool damaged() const { return false; }
  // Likewise, what was asked for and is not there; without the program's name.
  virtual facts::Fault not_stepped() const { return {}; }
  // Its instructions are asked for, which were not in the beginning. The process stands or runs.
  virtual void step(pid_t) {}
  // Whether a process is there that is recorded, and no child of ours.
  virtual bool lives_elsewhere() const { return false; }
  virtual void kill_elsewhere() {}
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_FEED_H_
