// Ways through a trace for questions about its past. What is known lies beside the pass, so that a
// trace that has grown meanwhile is gone along from there.
#ifndef GREENLENS_GUI_PAST_PASSES_H_
#define GREENLENS_GUI_PAST_PASSES_H_

#include <memory>
#include <utility>

#include "gui/pass.h"
#include "tracer/past/byte_history.h"
#include "tracer/past/number_history.h"

namespace greenlens::gui {

// What became of all bytes. Until the pass has ended nobody else may ask the history.
class WayOfBytes final : public Pass {
 public:
  WayOfBytes(std::shared_ptr<past::ByteHistory> history, uint64_t size)
      : history_(std::move(history)), progress_{history_->end(), size} {}
  bool go_on(const store::Trace& trace) override {
    const bool more = history_->go_on(trace);
    progress_ = {history_->end(), trace.size()};
    return more;
  }
  Worker::Progress progress() const override { return progress_; }

 private:
  std::shared_ptr<past::ByteHistory> history_;
  Worker::Progress progress_;
};

// When a value changed.
class WayOfNumber final : public Pass {
 public:
  WayOfNumber(std::shared_ptr<past::NumberHistory> history, uint64_t size)
      : history_(std::move(history)), progress_{history_->end(), size} {}
  bool go_on(const store::Trace& trace) override {
    const bool more = history_->go_on(trace, trace.size());
    progress_ = {history_->end(), trace.size()};
    return more && history_->end() < trace.size();
  }
  Worker::Progress progress() const override { return progress_; }

 private:
  std::shared_ptr<past::NumberHistory> history_;
  Worker::Progress progress_;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PAST_PASSES_H_
