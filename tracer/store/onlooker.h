// Who is told of everything on a way along a trace (Trace::go_along), in order: events one by one,
// and switches that were only noted in one piece, where nobody needs their steps.
#ifndef GREENLENS_TRACER_STORE_ONLOOKER_H_
#define GREENLENS_TRACER_STORE_ONLOOKER_H_

#include "tracer/facts/event.h"
#include "tracer/facts/noted_switch.h"
#include "tracer/rules/follow.h"
#include "tracer/state/state.h"

namespace greenlens::store {

class Onlooker {
 public:
  virtual ~Onlooker() = default;
  // `after` is the state that it led to; its step is the event's.
  virtual void see(const facts::Event& event, const state::State& after) = 0;
  // `origin` ran before it, and the switch's last step is that of `after`.
  virtual void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                   facts::GreenletId origin, const state::State& after) = 0;
};

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_ONLOOKER_H_
