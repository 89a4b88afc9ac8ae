// Hears of the program's forks: the parent's recording tells of each, and the child is not
// recorded.
#ifndef GREENLENS_TRACER_RECORD_FORKS_H_
#define GREENLENS_TRACER_RECORD_FORKS_H_

#include <cstdint>
#include <memory>
#include <mutex>

#include "tracer/record/observer.h"
#include "tracer/record/records.h"

namespace greenlens::record {

// Locked by a thread of this library's own while it does anything but wait, so that no fork comes
// meanwhile: a static that it was just making would never be made in the child, and whoever needs
// it there would wait for ever. Whoever has it waits for no other lock and for no other thread.
std::mutex& between_forks();

// At most one at a time hears of them (pthread_atfork has no end): the one that was made last.
class Forks {
 public:
  explicit Forks(std::shared_ptr<Records> records);
  ~Forks();  // not in the middle of a fork
  Forks(const Forks&) = delete;
  // Who tells what the calling thread does with other processes: its own observer, or that of a
  // thread without greenlets; null: nobody records. Good as long as that recording.
  static RingObserver* teller();
  // The process that has forked this one, where a recording had begun before; 0: not known. The
  // system says who its parent is now, which after that one's end is another one.
  static uint64_t forked_by();

 private:
  friend struct ForkHandlers;
  // Tells of what a thread without greenlets does.
  class Bystander;

  const std::shared_ptr<Records> records_;
  const std::unique_ptr<Bystander> bystander_;
};

}  // namespace greenlens::record

#endif  // GREENLENS_TRACER_RECORD_FORKS_H_
