// What the pictures of one recording have in common, so that two of them can be compared: which
// stacks there are and how far each reaches, where the slices of its greenlets end, and a slot in
// the heap for each. With it what did not change from one step to the next does not move.
//
// A value. Of a recording that is long the first steps are looked at and the last state: greenlets
// that only lived between them have no slot. Of one that grows more becomes known: then it changes,
// in few jumps.
#ifndef GREENLENS_TRACER_SCENE_STACK_RUN_EXTENT_H_
#define GREENLENS_TRACER_SCENE_STACK_RUN_EXTENT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/state/state.h"
#include "tracer/store/trace.h"

namespace greenlens::scene {

// A place in the heap, where the copies of one greenlet are drawn; and when that is dead, those of
// another one.
struct HeapSlot {
  facts::ThreadId thread = 1;
  // The bytes of the largest copy that it ever holds: [low, high) of the stack.
  facts::Address low = facts::kNull, high = facts::kNull;
  bool operator==(const HeapSlot&) const = default;
};

// Of a thread's own stack.
struct StackExtent {
  facts::Address lowest = 0;        // that anybody uses
  std::set<facts::Address> stops;   // stack_stop of its greenlets
  std::set<facts::Address> pieces;  // where parts of slices that go to the heap begin and end
  float widest_name = 0;            // of its greenlets, in ems
  bool operator==(const StackExtent&) const = default;
};

// A stack that the recording has at some time: a thread's own, or another one.
struct KnownStack {
  std::string thread_name;  // of the thread whose it is; may be empty
  facts::StackKind kind = facts::StackKind::thread;
  facts::Address high = facts::kNull;    // of one that is no thread's own
  facts::Address lowest = facts::kNull;  // likewise: that anybody uses
  std::string name;                      // of the program's variable that it is; may be empty
  bool operator==(const KnownStack&) const = default;
};

class RunExtent {
 public:
  // Takes in what the trace has told since the last time. `grows`: it may tell more, so there is
  // some room to spare. Whether anything is another way now. Of the first call on a file it takes
  // some ten milliseconds at most; then as much as there is news.
  bool follow(const store::Trace& trace, bool grows);

  // What another recording's pictures have in common as well, for who shows both beside each other:
  // greenlets, threads and stacks of the same numbers have the same place and scale.
  void include(const RunExtent& other);

  // Null: nothing is known of that thread.
  const StackExtent* stack(facts::ThreadId thread) const;
  // All of them, by thread; a thread's own has the number 0 and comes first.
  using StackKey = std::pair<facts::ThreadId, facts::StackId>;
  const std::map<StackKey, KnownStack>& all_stacks() const { return all_; }
  // Whether contexts have stacks of their own: then nothing is ever copied.
  bool has_contexts() const { return has_contexts_; }
  // Whether an interpreter's frames were looked at.
  bool has_calls() const { return has_calls_; }
  // How far down a stack is used that is no thread's own. Null: nothing is known of it.
  const KnownStack* other(facts::ThreadId thread, facts::StackId stack) const;
  const std::vector<HeapSlot>& slots() const { return slots_; }
  // Its number in slots(). None: it never had a copy, as far as is known.
  std::optional<size_t> slot_of(facts::GreenletId greenlet) const;

 private:
  void take(const facts::Event& event);
  void take(const state::State& last, bool grows);
  void take_copy(facts::ThreadId thread, facts::GreenletId owner, facts::Address low,
                 facts::Address high);
  void take_name(facts::ThreadId thread, const std::string& name);
  void give_back(facts::GreenletId greenlet);

  std::map<facts::ThreadId, StackExtent> stacks_;
  std::map<StackKey, KnownStack> all_;
  std::vector<HeapSlot> slots_;
  std::map<facts::GreenletId, size_t> slot_of_;
  std::set<size_t> free_;  // slots whose greenlets are dead
  bool has_contexts_ = false, has_calls_ = false;
  uint64_t seen_ = 0;  // steps
};

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_STACK_RUN_EXTENT_H_
