// Which greenlets share a lane where there is no room for one each. Pure.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_FOLD_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_FOLD_H_

#include <functional>
#include <string>
#include <vector>

#include "tracer/facts/values.h"

namespace greenlens::scene {

struct Fold {
  std::vector<facts::GreenletId> who;  // at least one
  std::string name;                    // what they have in common: "consumer" of "consumer-7"
};

// The name without a number at its end and what is before that: "consumer" of "consumer-7" and of
// "consumer 7"; all of it where there is none.
std::string without_number(const std::string& name);

// Those of one thread that are called alike but for a number share a lane, where the first of them
// was; `alone` has one for itself.
struct FoldedBy {
  std::function<std::string(facts::GreenletId)> name;
  std::function<facts::ThreadId(facts::GreenletId)> thread;
};
std::vector<Fold> folded(const std::vector<facts::GreenletId>& all, facts::GreenletId alone,
                         const FoldedBy& by);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_FOLD_H_
