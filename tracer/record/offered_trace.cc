#include "tracer/record/offered_trace.h"

#include <signal.h>
#include <unistd.h>

#include <future>
#include <system_error>
#include <utility>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/names.h"
#include "tracer/record/describe.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/forks.h"
#include "tracer/record/last_words.h"
#include "tracer/record/observer.h"
#include "tracer/record/one_recording.h"
#include "tracer/record/own_descriptors.h"
#include "tracer/record/records.h"
#include "tracer/ring/offer.h"

namespace greenlens::record {
namespace {

// How often it is seen whether whoever records is still there.
constexpr int kLook = 50;  // ms
// Who has come says at once what for, but its machine may be busy.
constexpr int kPatience = 5000;  // ms

}  // namespace

// In the offering thread, but for tell_end().
class OfferedTrace::Visit {
 public:
  Visit(std::unique_ptr<ring::Shared> shared, const ProgramDescription& program)
      : records_(std::make_shared<Records>(std::move(shared), WhenFull::wait)),
        every_thread_(records_),
        forks_(records_),
        last_words_(stranger()) {
    tell_switch_code(&records_->shared().header().switch_code);
    records_->hello(hello(program, nullptr, records_->began_ns()));
  }

  void begin() {
    records_->wait_until_known();
    engine::set_watch(&every_thread_);
  }
  bool is_over() const {
    return !records_->watched().still() || records_->shared().ring().closed() ||
           records_->shared().header().finished.load() != 0;
  }
  // The calling thread's last word for it.
  void tell_end(facts::End how, std::string_view what) {
    RingObserver* here = RingObserver::here();
    (here != nullptr ? here : stranger())->program_finished(how, what);
    records_->close();
  }
  void end() {
    engine::set_watch(nullptr);
    last_words_.withdraw();
    records_->close();
  }

 private:
  RingObserver* stranger() { return static_cast<RingObserver*>(every_thread_.stranger()); }

  const std::shared_ptr<Records> records_;
  EveryThread every_thread_;
  Forks forks_;
  LastWords last_words_;
};

OfferedTrace::OfferedTrace(const ProgramDescription& program, std::string place)
    : program_(program), place_(std::move(place)) {}

std::unique_ptr<OfferedTrace> OfferedTrace::begin(const ProgramDescription& program,
                                                  std::string place, std::string* why) {
  if (place.empty()) place = ring::offer_place(getpid());
  std::unique_ptr<OfferedTrace> offered(new OfferedTrace(program, std::move(place)));
  std::promise<std::string> opened;
  std::future<std::string> reason = opened.get_future();
  try {
    offered->thread_ = std::thread([self = offered.get(), opened = std::move(opened)]() mutable {
      sigset_t all;
      sigfillset(&all);
      pthread_sigmask(SIG_BLOCK, &all, nullptr);
      std::string why_not;
      int offer = -1;
      {
        const std::lock_guard no_fork(between_forks());
        take_own_descriptors();
        offer = ring::open_offer(self->place_, &why_not);
      }
      opened.set_value(why_not);
      if (offer >= 0) self->wait_for_callers(offer);
    });
  } catch (const std::system_error& error) {
    *why = error.what();
    return nullptr;
  }
  *why = reason.get();
  if (why->empty()) return offered;
  offered->thread_.join();
  return nullptr;
}

OfferedTrace::~OfferedTrace() {
  over_ = true;
  if (thread_.joinable()) thread_.join();
}

void OfferedTrace::wait_for_callers(int offer) {
  while (!over_) {
    const int caller = ring::next_caller(offer, kLook);
    if (caller >= 0) receive(caller);
    const std::lock_guard lock(mutex_);
    if (visit_ != nullptr && visit_->is_over()) see_off();
  }
  const std::lock_guard lock(mutex_);
  if (visit_ != nullptr) see_off();
  unlink(place_.c_str());
  close(offer);
}

void OfferedTrace::receive(int caller) {
  bool has_spoken = false;
  for (int waited = 0; !has_spoken && waited < kPatience && !over_; waited += kLook) {
    has_spoken = ring::has_spoken(caller, kLook);
  }
  std::unique_lock no_fork(between_forks());
  auto shared = has_spoken ? ring::take_shared(caller) : nullptr;
  if (shared == nullptr) return ring::answer(caller, "it has another version of greenlens");
  if (!take_recording()) return ring::answer(caller, "it is recorded already");
  auto visit = std::make_unique<Visit>(std::move(shared), program_);
  ring::answer(caller, "");
  no_fork.unlock();
  visit->begin();
  const std::lock_guard lock(mutex_);
  visit_ = std::move(visit);
}

// With the mutex.
void OfferedTrace::see_off() {
  visit_->end();
  // Not gone at once: another thread may be in the middle of a fork, and tell of it.
  last_visit_ = std::move(visit_);
  give_up_recording();
}

void OfferedTrace::end(facts::End how, std::string_view what) {
  const std::lock_guard lock(mutex_);
  if (visit_ != nullptr) visit_->tell_end(how, what);
}

}  // namespace greenlens::record
