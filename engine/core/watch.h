// Observing every thread of a process: an observer is one thread's, a watch gives each thread one.
//
// Threads come and go while nobody looks; so it is each thread that asks, when it first uses the
// engine, or when it next creates a greenlet, or asks for the current one (as every switch from C++
// does), after the watch was set. An observer that an earlier watch gave is relieved then.
#ifndef GREENLENS_ENGINE_CORE_WATCH_H_
#define GREENLENS_ENGINE_CORE_WATCH_H_

#include "engine/core/observer.h"

namespace greenlens::core {

class Watch {
 public:
  virtual ~Watch() = default;
  // In a thread that nobody observes, or only who was given by an earlier watch: who does from now
  // on; null: nobody. It is told of the greenlets that there are, and with thread_ended() or
  // relieved() for the last time. Must not use the engine.
  virtual Observer* observe_this_thread() = 0;
  // Who hears of what a thread does that uses no greenlets of its own (greenlet_freed,
  // dropped_elsewhere); null: nobody. Used by one thread at a time, until the watch is set anew.
  virtual Observer* stranger() = 0;
};

// The process's; null: none. When this returns, the one before is not called any more; observers
// that it gave stay where they are until their threads ask the new one.
void set_watch(Watch* watch);

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_WATCH_H_
