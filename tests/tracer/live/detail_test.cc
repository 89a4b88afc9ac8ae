// How much a program tells may change while it runs: it follows who watches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <string>
#include <thread>

#include "tests/support/said.h"
#include "tracer/facts/recording_facts.h"
#include "tracer/live/target_process.h"
#include "tracer/store/timeline.h"

namespace greenlens::live {
namespace {

using facts::Detail;
using facts::DetailChanged;
using facts::SliceBytes;
using session::SourceStatus;
using ::testing::ElementsAre;

class HowMuchIsTold : public ::testing::Test {
 protected:
  void start(TargetCommand command) {
    command.argv = {GREENLENS_ENDING_TARGET, "go on"};
    command.shown_name = "target";
    command.output = Output::nowhere;
    auto started = TargetProcess::start(command);
    ASSERT_TRUE(started) << said(started.fault());
    target_ = std::move(*started);
  }
  void run_freely() { target_->allow({facts::Grain::phase, 0, true}); }
  void step() { target_->allow({facts::Grain::phase, timeline_.size()}); }
  template <typename Condition>
  void until(Condition condition) {
    // Who seems to stand is polled without waiting, and may only not have had its turn yet.
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    bool met = condition();  // asked once each time: it may do something
    for (; !met && std::chrono::steady_clock::now() < end; met = condition()) {
      const bool stands = target_->poll(&timeline_, 20) == SourceStatus::waiting;
      if (stands) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ASSERT_TRUE(met);
  }
  void until_more() {
    const uint64_t before = timeline_.size();
    until([&] { return timeline_.size() > before + 1000; });
  }
  // What it had told before it was stopped has been taken, and nothing more comes.
  bool stands() {
    const uint64_t before = timeline_.size();
    for (int i = 0; i < 10; ++i) {
      if (target_->poll(&timeline_, 20) != SourceStatus::waiting) return false;
    }
    return timeline_.size() == before;
  }
  // Each change so far.
  const std::vector<std::pair<Detail, SliceBytes>>& changes() {
    while (looked_at_ < timeline_.size()) {
      const facts::Event event = timeline_.event(++looked_at_);
      if (auto* one = std::get_if<DetailChanged>(&event.fact)) {
        changes_.emplace_back(one->detail, one->bytes);
      }
    }
    return changes_;
  }
  // Of the last copy that was told of.
  facts::SliceSaved last_copy() const {
    for (uint64_t n = timeline_.size(); n > 0; --n) {
      const facts::Event event = timeline_.event(n);
      if (auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) return *saved;
    }
    return {};
  }

  std::unique_ptr<TargetProcess> target_;
  store::Timeline timeline_;
  std::vector<std::pair<Detail, SliceBytes>> changes_;
  uint64_t looked_at_ = 0;
};

TEST_F(HowMuchIsTold, ChangesWhileItRunsFreely) {
  TargetCommand command;
  command.detail = Detail::switches;
  command.bytes = SliceBytes::hash;
  start(command);
  run_freely();
  until_more();
  EXPECT_THAT(changes(), ElementsAre(std::pair(Detail::switches, SliceBytes::hash)));
  EXPECT_EQ(last_copy().hash, 0u);
  target_->tell_all();
  until([&] { return changes().size() > 1; });
  EXPECT_THAT(changes(), ElementsAre(std::pair(Detail::switches, SliceBytes::hash),
                                     std::pair(Detail::full, SliceBytes::full)));
  until_more();
  EXPECT_EQ(last_copy().bytes.size(), last_copy().to - last_copy().from);
  EXPECT_TRUE(timeline_.contradicted().empty());
}

TEST_F(HowMuchIsTold, IsAllWhileItIsStepped) {
  TargetCommand command;
  command.detail = Detail::switches;
  start(command);
  for (int i = 0; i < 10; ++i) {
    const uint64_t before = timeline_.size();
    step();
    until([&] { return timeline_.size() > before; });
  }
  EXPECT_THAT(changes(), ElementsAre());
  run_freely();
  until_more();
  EXPECT_THAT(changes(), ElementsAre(std::pair(Detail::switches, SliceBytes::full)));
  // It may be far ahead, and stands at its next line. That may be told already when it hears of it:
  // then it says at the next one that it tells all.
  step();
  until([&] {
    if (changes().size() > 1) return true;
    if (stands()) step();
    return false;
  });
  until([&] { return stands(); });
  EXPECT_THAT(changes(), ElementsAre(std::pair(Detail::switches, SliceBytes::full),
                                     std::pair(Detail::full, SliceBytes::full)));
  run_freely();
  until([&] { return changes().size() > 2; });
  EXPECT_EQ(changes().back().first, Detail::switches);
  EXPECT_TRUE(timeline_.contradicted().empty());
}

TEST_F(HowMuchIsTold, OfBytesIsAllOrAHashOrNothing) {
  for (const SliceBytes bytes : {SliceBytes::full, SliceBytes::hash, SliceBytes::none}) {
    timeline_ = {};
    TargetCommand command;
    command.bytes = bytes;
    start(command);
    run_freely();
    until([&] { return timeline_.size() > 1000; });
    EXPECT_EQ(!last_copy().bytes.empty(), bytes == SliceBytes::full);
    EXPECT_EQ(last_copy().hash != 0, bytes == SliceBytes::hash);
    EXPECT_EQ(timeline_.state(timeline_.size()).threads.at(1).slice_bytes, bytes);
    EXPECT_TRUE(timeline_.contradicted().empty());
  }
}

}  // namespace
}  // namespace greenlens::live
