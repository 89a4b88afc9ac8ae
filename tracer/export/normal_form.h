// A recording without what two runs of a program do not have in common, or two machines: where the
// system put its stacks, what their bytes were, which numbers its processes had, which libraries
// were there.
//
// Addresses in a thread's own stack are relative to its base already. Those in another stack become
// relative to that one's high end, as it was told of first, which lies at a place that its number
// says. A thread's own stack ends at whole megabytes: what lies above its base differs. Raw numbers
// that are addresses in a thread's stack become relative to its base, which is 0 then; others, the
// bytes and their hashes are left out. What is so already stays as it is.
#ifndef GREENLENS_TRACER_EXPORT_NORMAL_FORM_H_
#define GREENLENS_TRACER_EXPORT_NORMAL_FORM_H_

#include <cstdint>
#include <map>
#include <utility>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/trace_info.h"

namespace greenlens::exports {

// Goes along with a trace: to be given its events in their order. One thread.
class NormalForm {
 public:
  // `before` is the state at its beginning.
  NormalForm(const store::TraceInfo& info, const state::State& before);
  // How things stand in the middle, where events are missing: stacks are known from there on.
  void stand_at(const state::State& state);

  // Of the next one.
  facts::Event event(facts::Event event);
  // As of the events so far.
  state::State state(state::State state) const;
  static store::TraceInfo info(store::TraceInfo info);

 private:
  // Of a stack that is no thread's own, in one thread's addresses.
  struct Range {
    facts::StackId stack = 0;
    facts::Address low = facts::kNull;
    facts::Address moved = 0;  // what is added to its addresses
  };
  struct Known {
    uint64_t base = 0;
    facts::Address low = facts::kNull, high = facts::kNull;  // of its own stack
    std::map<facts::Address, Range> ranges{};                // by their high ends
  };
  class Change;
  const Known& known(facts::ThreadId thread) const;
  void enter(facts::ThreadId thread, facts::StackId stack, facts::Address low, facts::Address high);

  uint64_t base_;  // of threads that do not say theirs
  std::map<facts::ThreadId, Known> threads_;
};

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_NORMAL_FORM_H_
