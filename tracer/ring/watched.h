// Whether anybody records: what a program asks before it waits for its recorder.
//
// The recorder's thread holds a word of the shared memory. When it dies, in whatever way, the
// system itself marks the word (a robust futex: get_robust_list(2)). So a program sees that its
// recorder is gone without a descriptor, a system call or a number of a process that may be
// another's by then; and one that is only stopped is not taken for dead.
#ifndef GREENLENS_TRACER_RING_WATCHED_H_
#define GREENLENS_TRACER_RING_WATCHED_H_

#include <linux/futex.h>

#include <atomic>
#include <cstdint>

#include "tracer/ring/word.h"

namespace greenlens::ring {

// 0: nobody has held it yet.
using HolderWord = std::atomic<uint32_t>;

class Watched {
 public:
  // `own` is not 0 as long as the process is the one that is recorded: in a forked child the system
  // clears it (MADV_WIPEONFORK). Null: nobody asks. `turned`: the recorder's CPU has the bytes of a
  // number the other way round.
  Watched(const HolderWord& holder, const std::atomic<uint32_t>* own, bool turned = false)
      : holder_(&holder),
        own_(own),
        died_(turned ? internal::turned<uint32_t>(FUTEX_OWNER_DIED) : FUTEX_OWNER_DIED) {}

  // False once nobody records this process any more. A load or two; from any thread, also from a
  // signal's handler.
  bool still() const {
    if (own_ != nullptr && own_->load(std::memory_order_acquire) == 0) return false;
    return (holder_->load(std::memory_order_acquire) & died_) == 0;
  }

 private:
  const HolderWord* holder_;
  const std::atomic<uint32_t>* own_;
  uint32_t died_;
};

// Holds the word from its beginning to its end, in the thread that makes it: that one records. The
// thread uses no other robust mutex meanwhile.
class Holder {
 public:
  explicit Holder(HolderWord& word);
  ~Holder();
  Holder(const Holder&) = delete;

 private:
  HolderWord& word_;
  robust_list_head* before_ = nullptr;
  robust_list_head list_{};
  robust_list entry_{};
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_WATCHED_H_
