// Where the threads of a program put what they tell: one ring, in one order.
//
// A thread takes its turn, copies its record into the ring and gives the turn back; so the order of
// the records is the order in which things happened, as far as one thread can have known of
// another. The turn is no mutex: tools that watch those look at the stack, which is not whole in
// the middle of a switch. It is given back before anybody stands at the gate.
#ifndef GREENLENS_TRACER_RECORD_RECORDS_H_
#define GREENLENS_TRACER_RECORD_RECORDS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>

#include "tracer/facts/values.h"
#include "tracer/record/gate.h"
#include "tracer/record/ring.h"

namespace greenlens::record {

enum class WhenFull { wait, drop };

// Any thread may call anything here, and nothing allocates.
class Records {
 public:
  Records(size_t ring_bytes, WhenFull when_full, bool gated);

  // Room for one record, and the turn. Null, without the turn, when it is lost (and counted), or
  // when nothing is recorded any more.
  char* begin(size_t bytes);
  // Commits it and gives the turn back. Returns how many records there are.
  uint64_t end();
  // Nothing comes in any more, and nobody stands still for it.
  void close();

  uint64_t lost() const { return lost_.load(std::memory_order_relaxed); }
  uint64_t now_ns() const;  // since the recording began
  // The next thread, and the next stack that is no thread's own, that there is to tell of.
  facts::ThreadId new_thread() { return ++threads_; }
  facts::StackId new_stack() { return ++stacks_; }

  Ring& ring() { return ring_; }  // for its consumer
  Gate& gate() { return gate_; }

 private:
  void take_turn();
  void give_turn();

  Ring ring_;
  Gate gate_;
  const Ring::IfFull if_full_;
  const uint64_t began_ns_;
  std::atomic<uint32_t> taken_{0};
  uint64_t count_ = 0;  // these two are whose turn it is
  bool closed_ = false;
  std::atomic<uint64_t> lost_{0};
  std::atomic<facts::ThreadId> threads_{0};
  std::atomic<facts::StackId> stacks_{0};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORDS_H_
