// Sees that the recorded program is gone: it has ended, or another one has taken its place.
#ifndef GREENLENS_TRACER_LIVE_WITNESS_H_
#define GREENLENS_TRACER_LIVE_WITNESS_H_

#include <sys/types.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "tracer/live/child.h"
#include "tracer/live/ending.h"
#include "tracer/ring/shared.h"

namespace greenlens::live {

// The program that attaches is the child that was started, or any process below it: one that a
// script has started, or that has become a daemon before. Such a one is watched by a descriptor of
// its process. What one thread looks at, another one may ask for.
class Witness {
 public:
  // Both outlive it. `memory` is the number of the shared memory's file.
  Witness(Child& child, ring::Shared& shared, uint64_t memory);
  ~Witness();
  Witness(const Witness&) = delete;

  // When somebody has attached: looks at who it is. Nothing if nobody has, and later.
  void meet();
  // Whether it is gone. To be called often, by one thread, up to then.
  bool sees_it_gone();
  // Then: how that came, as far as can be known. `forked`: whom it forked off last, after which it
  // told nothing.
  Ending ending(pid_t forked);

  // From any thread. Whether a process is there that is recorded, and no child of ours.
  bool lives_elsewhere() const;
  void kill_elsewhere();

 private:
  using Clock = std::chrono::steady_clock;
  bool is_child() const;
  bool has_ended();
  bool was_replaced();

  Child& child_;
  ring::Shared& shared_;
  const uint64_t memory_;
  pid_t pid_ = 0;                 // of the program; 0: none has attached
  std::atomic<int> process_{-1};  // a descriptor of that process, if it is no child
  std::string name_;              // what it was called when it was last seen to be the program
  bool replaced_ = false;
  std::optional<int> status_;      // of one that is no child
  Clock::time_point next_look_{};  // at its memory
  std::optional<Clock::time_point> child_ended_;
};

}  // namespace greenlens::live

#endif  // GREENLENS_TRACER_LIVE_WITNESS_H_
