// Who ran when, and the switches between: what a timeline shows, found in one pass over the events.
#ifndef GREENLENS_TRACER_SCENE_TIMELINE_RUN_HISTORY_H_
#define GREENLENS_TRACER_SCENE_TIMELINE_RUN_HISTORY_H_

#include <map>
#include <string>
#include <vector>

#include "tracer/store/timeline.h"

namespace greenlens::scene {

// Steps [from, to]: `who` ran its own code.
struct Run {
  facts::GreenletId who = 0;
  uint64_t from = 0, to = 0;
};

enum class SwitchKind : uint8_t { start, resume, finish, throw_, failed, unfinished };

// From the step of its request to the step that delivered (or failed).
struct SwitchSpan {
  uint64_t number = 0;  // from 1
  facts::GreenletId origin = 0, target = 0;
  SwitchKind kind = SwitchKind::resume;
  uint64_t from = 0, to = 0;
};

struct RunHistory {
  std::map<facts::GreenletId, std::string> names;  // of every greenlet there ever was
  std::vector<Run> runs;
  std::vector<SwitchSpan> switches;
  struct Output {
    uint64_t step = 0;
    facts::GreenletId who = 0;
    std::string text;
  };
  std::vector<Output> output;
  struct End {
    uint64_t step = 0;
    facts::GreenletId who = 0;
    facts::Finish how = facts::Finish::returned;
  };
  std::vector<End> ends;
};

RunHistory run_history(const store::Timeline& timeline);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TIMELINE_RUN_HISTORY_H_
