// Sources of events: the sample's, alive or replayed, and any recording that is there.
#ifndef GREENLENS_TESTS_GUI_FAKE_SOURCE_H_
#define GREENLENS_TESTS_GUI_FAKE_SOURCE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample_trace.h"
#include "tracer/facts/grain.h"
#include "tracer/session/session.h"

namespace greenlens::testing {

// A program that is alive: it tells one event a poll, up to where it was allowed to run.
class LiveSource : public session::EventSource {
 public:
  // With a fault it ends badly at the last event.
  explicit LiveSource(std::vector<facts::Event> events, facts::Fault fault = {})
      : events_(std::move(events)), fault_(std::move(fault)) {}

  session::SourceStatus poll(store::Timeline* timeline, int) override {
    if (timeline->size() == 0) timeline->set_info(sample_info());
    if (told_ < until_) timeline->append(events_[told_++]);
    if (told_ == events_.size()) {
      return fault_ ? session::SourceStatus::failed : session::SourceStatus::finished;
    }
    return told_ < until_ ? session::SourceStatus::running : session::SourceStatus::waiting;
  }
  void allow(const session::Permission& permission) override {
    if (permission.to_the_end) until_ = events_.size();
    if (until_ > permission.after) return;
    const auto stands = [&] {
      return until_ > permission.after &&
             facts::is_stop(events_[until_ - 1].fact, permission.grain);
    };
    do {
      ++until_;
    } while (until_ < events_.size() && !stands());
  }
  bool live() const override { return told_ < events_.size(); }
  facts::Fault fault() const override { return live() ? facts::Fault() : fault_; }

 private:
  std::vector<facts::Event> events_;
  facts::Fault fault_;
  size_t told_ = 0, until_ = 0;
};

// A file: everything is there at once.
class ReplaySource : public session::EventSource {
 public:
  session::SourceStatus poll(store::Timeline* timeline, int) override {
    if (timeline->size() == 0) *timeline = sample_timeline();
    return session::SourceStatus::finished;
  }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }
};

// A recording that is there, whichever it is.
class HeldSource : public session::EventSource {
 public:
  explicit HeldSource(store::Timeline timeline) : timeline_(std::move(timeline)) {}
  session::SourceStatus poll(store::Timeline*, int) override {
    return session::SourceStatus::finished;
  }
  const store::Trace* stored() const override { return &timeline_; }
  void allow(const session::Permission&) override {}
  bool live() const override { return false; }
  facts::Fault fault() const override { return {}; }

 private:
  store::Timeline timeline_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_FAKE_SOURCE_H_
