#include "tracer/record/forks.h"

#include <pthread.h>
#include <unistd.h>

#include <atomic>
#include <utility>

namespace greenlens::record {
class Forks::Bystander final : public RingObserver {
 public:
  explicit Bystander(std::shared_ptr<Records> records)
      : RingObserver(std::move(records), nullptr, Introduction::without_thread) {}
};

namespace {

std::mutex no_fork_now;

std::atomic<Forks*> hearing{nullptr};
// The child is the only thread of its process, and this one's copy.
thread_local uint32_t number_of_child = 0;

// Of the process in which a fork was heard of last, and of the one that came of it.
std::atomic<uint64_t> forking{0}, forker{0}, forked{0};

uint64_t own_number() { return static_cast<uint64_t>(getpid()); }

}  // namespace

struct ForkHandlers {
  static void before() {
    number_of_child = 0;
    forking = own_number();
    Forks* forks = hearing.load();
    if (forks != nullptr && forks->records_->is_recorded_process()) {
      number_of_child = forks->records_->next_child();
    }
  }
  static void in_child() {
    forker = forking.load();
    forked = own_number();
    Forks* forks = hearing.exchange(nullptr);
    if (forks != nullptr) forks->records_->become_child(number_of_child);
  }
  static void in_parent() {
    Forks* forks = hearing.load();
    if (forks == nullptr || number_of_child == 0) return;
    RingObserver* here = RingObserver::here();
    (here != nullptr ? here : forks->bystander_.get())->program_forked(number_of_child);
  }
};

namespace {

// Before main, so before any other handler is there: a fork takes this lock as its last one and
// gives it back as its first, and whoever waits for a thread of ours with another lock does not
// wait for the fork.
[[maybe_unused]] const int kWaitsForOwnThreads = pthread_atfork(
    [] { no_fork_now.lock(); }, [] { no_fork_now.unlock(); }, [] { no_fork_now.unlock(); });
[[maybe_unused]] const int kHearsOfForks =
    pthread_atfork(ForkHandlers::before, ForkHandlers::in_parent, ForkHandlers::in_child);

}  // namespace

std::mutex& between_forks() { return no_fork_now; }

Forks::Forks(std::shared_ptr<Records> records)
    : records_(std::move(records)), bystander_(std::make_unique<Bystander>(records_)) {
  hearing.store(this);
}

RingObserver* Forks::teller() {
  Forks* forks = hearing.load();
  if (forks == nullptr || !forks->records_->is_recorded_process()) return nullptr;
  RingObserver* here = RingObserver::here();
  return here != nullptr ? here : forks->bystander_.get();
}

uint64_t Forks::forked_by() { return forked == own_number() ? forker.load() : 0; }

Forks::~Forks() {
  Forks* self = this;
  hearing.compare_exchange_strong(self, nullptr);
}

}  // namespace greenlens::record
