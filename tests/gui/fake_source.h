// Sources of the sample's events: one that is alive, one that replays, one that ends badly.
#ifndef GREENLENS_TESTS_GUI_FAKE_SOURCE_H_
#define GREENLENS_TESTS_GUI_FAKE_SOURCE_H_

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/sample_trace.h"
#include "tracer/session.h"

namespace greenlens::testing {

// A program that is alive: it tells one event a poll, up to where it was allowed to run.
class LiveSource : public tracer::EventSource {
 public:
  // With a message the program crashes at the last event.
  explicit LiveSource(std::vector<tracer::Event> events, std::string message = "")
      : events_(std::move(events)), message_(std::move(message)) {}

  tracer::SourceStatus poll(tracer::Timeline* timeline, int) override {
    if (timeline->size() == 0) timeline->set_info(sample_info());
    if (told_ < until_) timeline->append(events_[told_++]);
    if (told_ == events_.size()) {
      return message_.empty() ? tracer::SourceStatus::finished : tracer::SourceStatus::failed;
    }
    return told_ < until_ ? tracer::SourceStatus::running : tracer::SourceStatus::waiting;
  }
  void allow(const tracer::Permission& permission) override {
    if (permission.to_the_end) until_ = events_.size();
    if (until_ > permission.after) return;
    do {
      ++until_;
    } while (until_ < events_.size() &&
             !tracer::is_stop(events_[until_ - 1].fact, permission.grain));
  }
  bool live() const override { return told_ < events_.size(); }
  std::string message() const override { return live() ? "" : message_; }

 private:
  std::vector<tracer::Event> events_;
  std::string message_;
  size_t told_ = 0, until_ = 0;
};

// A file: everything is there at once.
class ReplaySource : public tracer::EventSource {
 public:
  tracer::SourceStatus poll(tracer::Timeline* timeline, int) override {
    if (timeline->size() == 0) *timeline = sample_timeline();
    return tracer::SourceStatus::finished;
  }
  void allow(const tracer::Permission&) override {}
  bool live() const override { return false; }
  std::string message() const override { return ""; }
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_GUI_FAKE_SOURCE_H_
