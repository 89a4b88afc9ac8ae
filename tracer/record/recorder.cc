#include "tracer/record/recorder.h"

#include <signal.h>

#include <atomic>
#include <mutex>
#include <new>
#include <optional>
#include <thread>

#include "tracer/drain/drain.h"
#include "tracer/record/describe.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/forks.h"
#include "tracer/record/last_words.h"
#include "tracer/record/observer.h"

namespace greenlens::record {
namespace {

constexpr size_t kRecordsAtATime = 4096;

std::shared_ptr<Records> records_for(const RecorderOptions& options) {
  auto shared = ring::Shared::own(options.ring_bytes);
  if (shared == nullptr) throw std::bad_alloc();
  shared->header().wish.detail.store(options.detail);
  shared->header().wish.bytes.store(options.bytes);
  shared->header().wish.full_switches.store(options.full_switches);
  if (options.gated) shared->gate().close();
  return std::make_shared<Records>(std::move(shared), options.when_full);
}

}  // namespace

struct Recorder::Impl {
  explicit Impl(RecorderOptions given)
      : options(std::move(given)),
        records(records_for(options)),
        every_thread(records),
        forks(records) {
    answered.store(times_asked());
    thread = std::thread([this] { drain_all(); });
    tell_switch_code(&records->shared().header().switch_code);
    records->hello(hello(options.program, options.stack_base, records->began_ns()));
    if (options.last_words) {
      last_words.emplace(static_cast<RingObserver*>(every_thread.stranger()));
    }
  }

  uint32_t times_asked() const {
    return asked.load() + (options.asks == nullptr ? 0 : options.asks->load());
  }

  // All that was told before it was asked for so often has been handed on.
  void answer(uint32_t now) {
    if (now != answered.load() && options.asked) options.asked();
    answered.store(now);
  }

  bool send(std::string_view bytes) { return options.sink && options.sink(bytes); }

  void drain_all() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    std::unique_lock no_fork(between_forks());
    if (options.begin) options.begin();
    records->begin_draining();
    drain_until_the_end(&no_fork);
    answer(times_asked());  // who asked a moment before
    if (options.end) options.end();
    records->end_draining();
  }

  void drain_until_the_end(std::unique_lock<std::mutex>* no_fork) {
    const ring::Holder holder(records->shared().header().recorder);
    drain::Drain drain(
        records->shared(), [](pid_t) { return std::make_unique<drain::OwnMemory>(); },
        [this](std::string_view bytes) { return send(bytes); });
    const ring::Word<uint32_t>& dead = records->shared().header().last_words;
    while (!drain.over()) {
      if (drain.take(kRecordsAtATime) != 0) continue;
      // Looked at before the last look: what it told before that is taken.
      if (closing.load() && drain.take(kRecordsAtATime) == 0) {
        drain.end(facts::End::returned, "");
        break;
      }
      if (dead.load(std::memory_order_acquire) != 0) {
        drain.end(facts::End::crashed, "");
        break;
      }
      if (const uint32_t now = times_asked(); now != answered.load()) {
        while (drain.take(kRecordsAtATime) != 0) continue;
        drain.flush();
        answer(now);
        continue;
      }
      drain.hand_on();
      no_fork->unlock();
      drain.rest();
      no_fork->lock();
    }
  }

  // Who speaks for the program at its end: the calling thread, if it is recorded.
  void tell_end(facts::End how, std::string_view what) {
    if (observer) return observer->program_finished(how, what);
    RingObserver* here = RingObserver::here();
    if (here != nullptr) return here->program_finished(how, what);
    static_cast<RingObserver*>(every_thread.stranger())->program_finished(how, what);
  }

  RecorderOptions options;
  const std::shared_ptr<Records> records;
  std::optional<RingObserver> observer;
  EveryThread every_thread;
  Forks forks;
  std::optional<LastWords> last_words;
  std::atomic<bool> closing{false};
  std::atomic<uint32_t> asked{0}, answered{0};
  bool finished = false;
  std::thread thread;
};

Recorder::Recorder(RecorderOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Recorder::~Recorder() { finish(facts::End::returned, ""); }

engine::Observer* Recorder::observer() {
  if (!impl_->observer) impl_->observer.emplace(impl_->records, impl_->options.stack_base);
  return &*impl_->observer;
}

engine::Watch* Recorder::watch() { return &impl_->every_thread; }

engine::Watch* Recorder::watch_from_here() {
  impl_->every_thread.begin_with_this_thread(impl_->options.stack_base);
  return &impl_->every_thread;
}

void Recorder::wait_until_begun() { impl_->records->wait_until_known(); }

uint32_t Recorder::ask() {
  impl_->asked.fetch_add(1);
  const uint32_t number = impl_->times_asked();
  impl_->records->shared().ring().wake();
  return number;
}

uint32_t Recorder::answers() const { return impl_->answered.load(); }

bool Recorder::is_recorded_process() const { return impl_->records->is_recorded_process(); }

void Recorder::allow(const session::Permission& permission) {
  impl_->records->shared().gate().allow(permission);
}

void Recorder::finish(facts::End how, std::string_view what) {
  if (impl_->finished) return;
  impl_->finished = true;
  if (impl_->last_words) impl_->last_words->withdraw();
  // In a forked child there is neither a thread nor a ring.
  if (!impl_->records->is_recorded_process()) return impl_->thread.detach();
  impl_->tell_end(how, what);
  impl_->records->close();
  impl_->closing.store(true);
  impl_->records->shared().ring().wake();
  impl_->thread.join();
}

}  // namespace greenlens::record
