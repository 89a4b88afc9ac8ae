#include "tests/tracer/export/lanes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

namespace greenlens::testing {
namespace {

// The slice of a lane around a time, its ends not counted; null: none.
const LaneSlice* around(const Lanes& lanes, facts::GreenletId lane, uint64_t ns) {
  const auto found = lanes.slices.find(lane);
  if (found == lanes.slices.end()) return nullptr;
  for (const LaneSlice& slice : found->second) {
    if (slice.from < ns && ns < slice.to) return &slice;
  }
  return nullptr;
}

using Run = std::tuple<facts::GreenletId, uint64_t, uint64_t>;

std::set<Run> runs_of(const store::History& history) {
  std::set<Run> runs;
  const auto add = [&](const store::Run& run) {
    runs.insert({run.who, run.from * 1000, run.to * 1000});
  };
  for (const store::Run& run : history.runs()) add(run);
  for (const store::Run& run : history.running()) add(run);
  return runs;
}

void expect_copies(const store::Trace& trace, const Lanes& lanes) {
  std::vector<LaneMark> copies, told;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (const auto* out = std::get_if<facts::SliceSaved>(&event.fact)) {
      copies.push_back(
          {out->owner, n * 1000, "save " + std::to_string(out->to - out->from) + " B"});
    } else if (const auto* in = std::get_if<facts::SliceRestored>(&event.fact)) {
      copies.push_back(
          {in->target, n * 1000, "restore " + std::to_string(in->to - in->from) + " B"});
    }
  }
  for (const LaneMark& mark : lanes.marks) {
    if (mark.name.ends_with(" B")) told.push_back(mark);
  }
  EXPECT_EQ(told, copies);
}

}  // namespace

void expect_sound(const Lanes& lanes) {
  for (const auto& [lane, slices] : lanes.slices) {
    EXPECT_TRUE(lanes.names.contains(lane)) << lane << " has no name";
    uint64_t end = 0;
    for (const LaneSlice& slice : slices) {
      EXPECT_GE(slice.from, end) << "lane " << lane;
      EXPECT_GT(slice.to, slice.from) << "lane " << lane;
      end = slice.to;
    }
  }
  std::set<uint64_t> ids;
  for (const LaneArrow& arrow : lanes.arrows) {
    EXPECT_TRUE(ids.insert(arrow.id).second) << arrow.id << " is there twice";
    const LaneSlice* from = around(lanes, arrow.from_lane, arrow.from);
    const LaneSlice* to = around(lanes, arrow.to_lane, arrow.to);
    EXPECT_TRUE(from != nullptr && to != nullptr && from != to) << arrow.id;
  }
}

void expect_true_to(const store::Trace& trace, const Lanes& lanes) {
  expect_sound(lanes);
  const store::History& history = trace.history();
  EXPECT_EQ(lanes.names.size(), history.names().size());
  std::set<Run> runs;
  for (const auto& [lane, slices] : lanes.slices) {
    for (const LaneSlice& slice : slices) {
      // One that begins with the last step is no run yet.
      if (slice.from < trace.size() * 1000) runs.insert({lane, slice.from, slice.to});
    }
  }
  std::vector<Run> apart;
  const std::set<Run> expected = runs_of(history);
  std::set_symmetric_difference(runs.begin(), runs.end(), expected.begin(), expected.end(),
                                std::back_inserter(apart));
  EXPECT_EQ(apart, std::vector<Run>());

  using Arrow = std::tuple<uint64_t, facts::GreenletId, facts::GreenletId, uint64_t>;
  std::set<Arrow> switches, arrows;
  for (const store::SwitchSpan& span : history.switches()) {
    if (span.kind == store::SwitchKind::failed) continue;
    switches.insert({span.to, span.origin, span.target, span.from * 1000 - 1});
  }
  for (const LaneArrow& arrow : lanes.arrows) {
    arrows.insert({arrow.id, arrow.from_lane, arrow.to_lane, arrow.from});
    EXPECT_EQ(arrow.to, arrow.id * 1000 + 1);
  }
  EXPECT_EQ(arrows, switches);
  expect_copies(trace, lanes);

  uint64_t curve = 0;
  for (uint64_t n = 0; n <= trace.size(); ++n) {
    if (const auto at = lanes.heap.find(n * 1000); at != lanes.heap.end()) curve = at->second;
    uint64_t held = 0;
    for (const auto& [id, greenlet] : trace.state(n).greenlets) held += greenlet.stack_saved;
    ASSERT_EQ(curve, held) << "step " << n;
  }
}

}  // namespace greenlens::testing
