#include "tracer/record/attach.h"

#include <memory>
#include <optional>
#include <string>

#include "engine/core/lifetime.h"
#include "engine/cpp/names.h"
#include "tracer/record/attached_by_itself.h"
#include "tracer/record/describe.h"
#include "tracer/record/every_thread.h"
#include "tracer/record/forks.h"
#include "tracer/record/last_words.h"
#include "tracer/record/observer.h"
#include "tracer/record/one_recording.h"

namespace greenlens::record {
namespace {

std::string base_name(const std::string& path) {
  const size_t from = path.rfind('/') == path.npos ? 0 : path.rfind('/') + 1;
  return path.substr(from, path.rfind('.') - from);
}

// By whoever started the program, who drains the memory that it has inherited.
class ByAnother final : public Attachment::Impl {
 public:
  ByAnother(std::unique_ptr<ring::Shared> shared, const ProgramDescription& program,
            const void* base)
      : records_(std::make_shared<Records>(std::move(shared), WhenFull::wait)),
        observer_(records_, base),
        every_thread_(records_),
        last_words_(&observer_) {
    tell_switch_code(&records_->shared().header().switch_code);
    records_->hello(hello(program, base, records_->began_ns()));
    records_->wait_until_known();
    host_ = &host_of(program);
    core::set_observer(*host_, &observer_);
    if (!program.one_thread) engine::set_watch(&every_thread_);
    forks_.emplace(records_);  // behind the watch, whose lock a parent has given back when it tells
  }

  ~ByAnother() override { finish(); }

  bool is_childs() const override { return !records_->is_recorded_process(); }

  void finish() override {
    if (finished_ || is_childs()) return;
    finished_ = true;
    engine::set_watch(nullptr);
    core::set_observer(*host_, nullptr);
    last_words_.withdraw();
    forks_.reset();
    observer_.program_finished(how(), what());
    records_->wait_until_taken();
    records_->close();
    give_up_recording();
  }

 private:
  const std::shared_ptr<Records> records_;
  RingObserver observer_;
  EveryThread every_thread_;
  std::optional<Forks> forks_;
  LastWords last_words_;
  core::Host* host_ = nullptr;
  bool finished_ = false;
};

}  // namespace

Attachment::Attachment(const char* title, const char* source_file, const void* base)
    : Attachment(ProgramDescription{base_name(source_file), title, "", source_file, ""}, base) {}

Attachment::Attachment(const ProgramDescription& program, const void* base) {
  auto shared = ring::Shared::inherited();
  if (shared != nullptr && take_recording()) {
    impl_ = new ByAnother(std::move(shared), program, base);
  } else if (shared == nullptr) {
    impl_ = attached_by_itself(program, base).release();
  }
}

Attachment::~Attachment() {
  if (impl_ != nullptr && !impl_->is_childs()) delete impl_;
}

void Attachment::finish_with_error(const char* what) {
  if (impl_ != nullptr) impl_->end_with(what);
  finish();
}

void Attachment::finish_with_exit(int status) {
  if (impl_ != nullptr) impl_->exit_with(status);
  finish();
}

void Attachment::finish() {
  if (impl_ != nullptr) impl_->finish();
}

}  // namespace greenlens::record
