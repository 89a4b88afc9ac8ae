// Where the threads of a program put what they tell: one ring, in one order.
//
// A thread takes its turn, copies its record into the ring and gives the turn back; so the order of
// the records is the order in which things happened, as far as one thread can have known of
// another. The turn is no mutex: tools that watch those look at the stack, which is not whole in
// the middle of a switch. It is given back before anybody stands at the gate.
//
// In a forked child nothing is recorded: what is put here goes nowhere, and nobody waits.
#ifndef GREENLENS_TRACER_RECORD_RECORDS_H_
#define GREENLENS_TRACER_RECORD_RECORDS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "tracer/facts/values.h"
#include "tracer/record/own_process.h"
#include "tracer/ring/shared.h"

namespace greenlens::record {

enum class WhenFull { wait, drop };

// Any thread may call anything here, and nothing allocates. Who does not have to wait for another
// thread, for room or at the gate asks the system for nothing.
class Records {
 public:
  Records(std::unique_ptr<ring::Shared> shared, WhenFull when_full);

  // First: what the program is (ring::kHelloTag). No event, and no stop. Waits for room if somebody
  // has to make it.
  void hello(std::string_view bytes);
  // Returns when whoever records has looked where our files lie, or is gone: so it can name what we
  // tell, even if we are gone in a moment.
  void wait_until_known();
  // Until what was told by now is read, or nothing was for a second: its texts may lie in memory
  // that goes with the process.
  void wait_until_taken();
  // Room for one record, and the turn. Null, without the turn, when it is lost (and counted), or
  // when nothing is recorded any more.
  char* begin(size_t bytes);
  // Commits it and gives the turn back. Returns how many records there are.
  uint64_t end();
  // The same, of one that is no fact and not counted.
  void end_aside();
  // Returns when the thread may go on after that fact.
  void pass(uint64_t step, facts::ThreadId thread, facts::Stops stops);
  // Nothing comes in any more, and nobody stands still for it.
  void close();

  // For the program's last words, whoever has the turn: kLastWordsBytes of the shared memory. Null
  // when this process is not the one that is recorded.
  char* last_words();
  // They are there. Returns when the thread of this process that drains has written all, if one
  // does: but it is not waited for long, since the program may have died within what that needs.
  void say_last_words();
  // Of that thread: who dies waits from now on; it need not any more.
  void begin_draining() { drained_.store(1, std::memory_order_release); }
  void end_draining();

  // Before fork(), in the thread that calls it: the number of the child to come.
  uint32_t next_child();
  // In that child (0: of a child that is not recorded itself): nor is it.
  void become_child(uint32_t number);
  bool is_recorded_process() const { return own_.is_it(); }
  // Not 0 as long as it is; as OwnProcess::word, never null.
  const std::atomic<uint32_t>* word() const {
    return own_.word() == nullptr ? &kAlways : own_.word();
  }

  uint64_t now_ns() const;                         // since the recording began
  uint64_t began_ns() const { return began_ns_; }  // by the monotonic clock
  // The next thread, and the next stack that is no thread's own, that there is to tell of.
  facts::ThreadId new_thread() { return ++threads_; }
  facts::StackId new_stack() { return ++stacks_; }

  // For whoever drains it.
  ring::Shared& shared() { return *shared_; }
  const ring::Watched& watched() const { return watched_; }

 private:
  static constexpr std::atomic<uint32_t> kAlways{1};

  void take_turn();
  void give_turn();
  void forsake();

  const std::unique_ptr<ring::Shared> shared_;
  OwnProcess own_;
  const ring::Watched watched_;
  const ring::Ring::IfFull if_full_;
  const uint64_t began_ns_;
  std::atomic<uint32_t> taken_{0};  // the turn: free, taken, or taken and waited for
  uint64_t count_ = 0;              // these two are whose turn it is
  bool closed_ = false;
  std::atomic<bool> forsaken_{false};
  std::atomic<uint32_t> drained_{0};  // 1: in this process, and not at its end
  std::atomic<facts::ThreadId> threads_{0};
  std::atomic<facts::StackId> stacks_{0};
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_RECORDS_H_
