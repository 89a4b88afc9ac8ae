#include "tracer/record/attach.h"

#include <chrono>
#include <exception>
#include <optional>
#include <string>

#include "engine/cpp/greenlet.h"
#include "engine/cpp/names.h"
#include "tracer/record/describe.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/forks.h"
#include "tracer/record/last_words.h"
#include "tracer/record/observer.h"
#include "tracer/ring/futex.h"

namespace greenlens::record {
namespace {

constexpr std::chrono::milliseconds kLookForRecorder{100};

std::string base_name(const std::string& path) {
  const size_t from = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  return path.substr(from, path.rfind('.') - from);
}

}  // namespace

struct Attachment::Impl {
  Impl(std::unique_ptr<ring::Shared> shared, const ProgramDescription& program, const void* base)
      : records_(std::make_shared<Records>(std::move(shared), WhenFull::wait)),
        observer_(records_, base),
        every_thread_(records_),
        last_words_(&observer_),
        unwinding_before_(std::uncaught_exceptions()) {
    records_->hello(hello(program, base));
    wait_until_we_are_known();
    engine::set_observer(&observer_);
    if (!program.one_thread) engine::set_watch(&every_thread_);
    forks_.emplace(records_);  // behind the watch, whose lock a parent has given back when it tells
  }

  ~Impl() { finish(); }

  // Of a forked child: its end is not that of the program, and what the engine was given stays, but
  // tells nothing.
  bool is_childs() const { return !records_->is_recorded_process(); }

  void finish() {
    if (finished_ || is_childs()) return;
    finished_ = true;
    engine::set_watch(nullptr);
    engine::set_observer(nullptr);
    last_words_.withdraw();
    forks_.reset();
    const bool raised = std::uncaught_exceptions() > unwinding_before_;
    observer_.program_finished(raised ? facts::End::raised : facts::End::returned,
                               raised ? "an exception left the program" : "");
    records_->close();
  }

 private:
  // Whoever records has looked where our files lie: so it can name what we tell, even if we are
  // gone in a moment.
  void wait_until_we_are_known() {
    const std::atomic<uint32_t>& looked = records_->shared().header().looked;
    records_->shared().ring().wake();
    while (looked.load(std::memory_order_acquire) == 0 && records_->watched().still()) {
      ring::wait_on(looked, 0, kLookForRecorder);
    }
  }

  const std::shared_ptr<Records> records_;
  RingObserver observer_;
  EveryThread every_thread_;
  std::optional<Forks> forks_;
  LastWords last_words_;
  const int unwinding_before_;
  bool finished_ = false;
};

Attachment::Attachment(const char* title, const char* source_file, const void* base)
    : Attachment(ProgramDescription{base_name(source_file), title, "", source_file, ""}, base) {}

Attachment::Attachment(const ProgramDescription& program, const void* base) {
  if (auto shared = ring::Shared::inherited()) impl_ = new Impl(std::move(shared), program, base);
}

Attachment::~Attachment() {
  if (impl_ != nullptr && !impl_->is_childs()) delete impl_;
}

void Attachment::finish() {
  if (impl_ != nullptr) impl_->finish();
}

}  // namespace greenlens::record
