#include "tracer/record/recorder.h"

#include <signal.h>

#include <atomic>
#include <new>
#include <thread>

#include "tracer/drain/drain.h"
#include "tracer/record/describe.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/forks.h"
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
        observer(records, options.stack_base),
        every_thread(records),
        forks(records) {
    thread = std::thread([this] { drain_all(); });
    records->hello(hello(options.program, options.stack_base));
  }

  bool send(std::string_view bytes) { return options.sink && options.sink(bytes); }

  void drain_all() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    const ring::Holder holder(records->shared().header().recorder);
    drain::Drain drain(
        records->shared(), [](pid_t) { return std::make_unique<drain::OwnMemory>(); },
        [this](std::string_view bytes) { return send(bytes); });
    while (!drain.over()) {
      if (drain.take(kRecordsAtATime) != 0) continue;
      // Looked at before the last look: what it told before that is taken.
      if (closing.load() && drain.take(kRecordsAtATime) == 0) {
        drain.end(facts::End::returned, "");
        break;
      }
      drain.rest();
    }
  }

  RecorderOptions options;
  const std::shared_ptr<Records> records;
  RingObserver observer;
  EveryThread every_thread;
  Forks forks;
  std::atomic<bool> closing{false};
  bool finished = false;
  std::thread thread;
};

Recorder::Recorder(RecorderOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}

Recorder::~Recorder() { finish(facts::End::returned, ""); }

engine::Observer* Recorder::observer() { return &impl_->observer; }

engine::Watch* Recorder::watch() { return &impl_->every_thread; }

void Recorder::allow(const session::Permission& permission) {
  impl_->records->shared().gate().allow(permission);
}

void Recorder::finish(facts::End how, std::string_view what) {
  if (impl_->finished) return;
  impl_->finished = true;
  // In a forked child there is neither a thread nor a ring.
  if (!impl_->records->is_recorded_process()) return impl_->thread.detach();
  impl_->observer.program_finished(how, what);
  impl_->records->close();
  impl_->closing.store(true);
  impl_->records->shared().ring().wake();
  impl_->thread.join();
}

}  // namespace greenlens::record
