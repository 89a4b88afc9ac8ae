// "Returns twice": the call of the switch by which a greenlet was left, and its returns. It is made
// once; where it starts somebody it returns at once, in the one that is started, and a second time
// in the greenlet that has called, when that is resumed. Pure.
//
// Idea: setjmp and fork, whose callers know it; greenlet.c's slp_switch.
#ifndef GREENLENS_TRACER_WORDS_SWITCH_CALL_H_
#define GREENLENS_TRACER_WORDS_SWITCH_CALL_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::words {

struct CallRow {
  std::string what;                // "the call", "first return"
  facts::GreenletId greenlet = 0;  // who calls, or goes on there
  std::string who;                 // its name
  std::string when;                // "switch 2", "when it is resumed"
  std::string returns;             // "0", "1"; empty for the call
  bool now = false;                // this switch does it
  bool done = true;
};
struct CallStory {
  std::string headline;  // "One call, two returns"; empty: there is nothing to tell
  std::string sp;        // behind the call, with each return
  std::vector<CallRow> rows;
  std::string why;  // a sentence or two
};

// In a switch of the thread that told the event: of whom the call is that returns in it. Elsewhere
// of that greenlet, while it is suspended.
CallStory call_story(const Messages& messages, const store::Trace& trace, uint64_t step,
                     facts::GreenletId otherwise);
// As text; empty when there is nothing to tell.
std::string call_text(const CallStory& story);

}  // namespace greenlens::words

#endif  // GREENLENS_TRACER_WORDS_SWITCH_CALL_H_
