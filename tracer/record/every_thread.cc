#include "tracer/record/every_thread.h"

#include <signal.h>

#include <utility>

namespace greenlens::record {
namespace {

// What a thread that overflows its stack can still say its last words on. Where it has one already,
// that is taken.
class HandlerStack {
 public:
  HandlerStack() {
    stack_t before{};
    if (sigaltstack(nullptr, &before) != 0 || (before.ss_flags & SS_DISABLE) == 0) return;
    memory_.reset(new char[Death::kStackBytes]);
    stack_t own{};
    own.ss_sp = memory_.get();
    own.ss_size = Death::kStackBytes;
    sigaltstack(&own, nullptr);
  }
  ~HandlerStack() {
    stack_t now{};
    if (memory_ == nullptr || sigaltstack(nullptr, &now) != 0 || now.ss_sp != memory_.get()) return;
    stack_t none{};
    none.ss_flags = SS_DISABLE;
    sigaltstack(&none, nullptr);
  }

 private:
  std::unique_ptr<char[]> memory_;
};

class ThreadObserver final : public RingObserver {
 public:
  explicit ThreadObserver(std::shared_ptr<Records> records)
      : RingObserver(std::move(records), nullptr, Introduction::told) {}
  ThreadObserver(std::shared_ptr<Records> records, const void* base)
      : RingObserver(std::move(records), base, Introduction::untold) {}
  void thread_ended(engine::Where where, size_t left) override {
    RingObserver::thread_ended(where, left);
    delete this;
  }
  void relieved() override { delete this; }

 private:
  HandlerStack handler_stack_;
};

class Stranger final : public RingObserver {
 public:
  explicit Stranger(std::shared_ptr<Records> records)
      : RingObserver(std::move(records), nullptr, Introduction::without_thread) {}
};

}  // namespace

EveryThread::EveryThread(std::shared_ptr<Records> records)
    : records_(std::move(records)), stranger_(std::make_unique<Stranger>(records_)) {}

EveryThread::~EveryThread() = default;

void EveryThread::begin_with_this_thread(const void* base) {
  first_ = std::make_unique<ThreadObserver>(records_, base);
  first_thread_ = pthread_self();
}

engine::Observer* EveryThread::observe_this_thread() {
  if (first_ != nullptr && pthread_equal(pthread_self(), first_thread_) != 0) {
    return first_.release();
  }
  return new ThreadObserver(records_);
}

engine::Observer* EveryThread::stranger() { return stranger_.get(); }

}  // namespace greenlens::record
