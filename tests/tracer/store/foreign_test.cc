// What of another recording, or of nobody's, stands in a file under right sums: each is said, with
// its place, and what is shown follows from the events.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/fuzz/parts.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/facts/address.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

using facts::FaultKind;
using fuzz::Part;
using fuzz::Parts;
using ::testing::HasSubstr;

constexpr uint64_t kMine = 4711, kAnothers = 5;

std::string written(const Timeline& timeline, size_t per_chunk, uint64_t recording = kMine) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, recording);
  writer.begin(timeline.info());
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    writer.add(timeline.event(n));
    if (n % per_chunk == 0) writer.flush();
  }
  writer.finish();
  return bytes;
}
Timeline mine() {
  Timeline timeline = testing::random_timeline({7, 4, 12, 200});
  timeline.set_info(testing::sample_info());
  return timeline;
}
// In chunks of at least twelve events.
Parts my_parts() { return fuzz::take_apart(written(mine(), 12)); }
TraceInfo anothers_info() {
  TraceInfo info = testing::sample_info();
  info.title = "another's";
  return info;
}

std::unique_ptr<FileTrace> opened(const Parts& parts) {
  OpenOptions options;
  options.believe_writer = false;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(fuzz::put_together(parts)), "x", options);
  EXPECT_TRUE(trace) << said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}
std::unique_ptr<FileTrace> checked(const Parts& parts) {
  auto trace = opened(parts);
  while (trace && trace->check_more()) continue;
  return trace;
}

// The parts of that type.
std::vector<Part*> all_of(Parts* parts, ChunkType type) {
  std::vector<Part*> found;
  for (Part& part : parts->all) {
    if (part.type == type) found.push_back(&part);
  }
  return found;
}
Part& events_part(Parts* parts, size_t number) { return *all_of(parts, ChunkType::events)[number]; }
uint64_t offset_of(const Parts& parts, const Part& wanted) {
  Parts before{parts.version, {}};
  for (const Part& part : parts.all) {
    if (&part == &wanted) break;
    before.all.push_back(part);
  }
  return fuzz::put_together(before).size();
}
void without_index(Parts* parts) {
  std::erase_if(parts->all, [](const Part& part) {
    return part.type == ChunkType::index || part.type == ChunkType::end;
  });
}

TEST(Foreign, WhatIsTakenApartIsPutTogetherAgain) {
  const std::string bytes = written(mine(), 12);
  EXPECT_EQ(fuzz::put_together(fuzz::take_apart(bytes)), bytes);
  Parts parts = fuzz::take_apart(bytes);
  ASSERT_TRUE(fuzz::set_right(&parts));
  set_index(&parts, entries_of(parts));
  EXPECT_EQ(fuzz::put_together(parts), bytes);
  EXPECT_FALSE(checked(parts)->fault());
}

TEST(Foreign, ADescriptionOfAnotherRecordingIsNotShown) {
  Parts parts = my_parts();
  const std::vector<Part*> infos = all_of(&parts, ChunkType::info);
  ASSERT_EQ(infos.size(), 2u);
  for (const size_t which : {0, 1}) {
    for (const bool has_index : {true, false}) {
      Parts mixed = parts;
      Part& info = *all_of(&mixed, ChunkType::info)[which];
      info.payload = to_json(anothers_info());
      info.recording = kAnothers;
      if (has_index) {
        set_index(&mixed, entries_of(mixed));
        mixed.all.back().recording = mixed.all[mixed.all.size() - 2].recording = kMine;
      } else {
        without_index(&mixed);
      }
      SCOPED_TRACE(std::to_string(which) + (has_index ? " with" : " without"));
      const uint64_t at = offset_of(mixed, *all_of(&mixed, ChunkType::info)[which]);
      const auto trace = checked(mixed);
      ASSERT_NE(trace, nullptr);
      EXPECT_EQ(trace->info().title, testing::sample_info().title);
      testing::expect_same_steps(*trace, mine());
      if (!has_index && trace->fault().kind == FaultKind::trace_cut) continue;  // is worse
      EXPECT_EQ(trace->fault().kind, FaultKind::foreign);
      EXPECT_EQ(trace->fault().at, at);
      EXPECT_THAT(said(trace->fault()), HasSubstr("a part of another recording at byte"));
    }
  }
}

TEST(Foreign, TwoDescriptionsThatDifferAreNoticed) {
  Parts parts = my_parts();
  all_of(&parts, ChunkType::info)[0]->payload = to_json(anothers_info());
  set_index(&parts, entries_of(parts));
  const auto trace = opened(parts);
  EXPECT_EQ(trace->info().title, testing::sample_info().title);
  EXPECT_EQ(trace->fault().kind, FaultKind::info_differs);
  EXPECT_EQ(trace->fault().at, kPreambleBytes);
  EXPECT_THAT(said(trace->fault()), HasSubstr("says twice what was recorded, and at byte 16"));
}

// A chunk as long as the one in whose place it stands, and with the same numbers.
TEST(Foreign, AChunkOfAnotherRecordingIsAGapOfItsSize) {
  for (const size_t which : {0, 3}) {
    for (const bool has_index : {true, false}) {
      Parts parts = my_parts();
      events_part(&parts, which).recording = kAnothers;
      if (!has_index) without_index(&parts);
      const Part& hit = events_part(&parts, which);
      const auto trace = checked(parts);
      ASSERT_EQ(trace->size(), mine().size());
      EXPECT_EQ(trace->state(trace->size()).events_lost, hit.event_count);
      EXPECT_EQ(trace->fault().kind, FaultKind::gap);
      EXPECT_EQ(trace->fault().at, offset_of(parts, hit));
      EXPECT_EQ(trace->fault().details, std::to_string(hit.event_count));
    }
  }
}

TEST(Foreign, AKeyframeThatContradictsIsSaidWithBothValuesAndNotUsed) {
  const Timeline timeline = testing::random_timeline({7, 4, 70, 200});
  Parts parts = fuzz::take_apart(written(timeline, 12));
  // So far from the beginning that nobody goes there from it.
  size_t number = 0;
  while (events_part(&parts, number).first_event < 400) ++number;
  while (fuzz::records_of(events_part(&parts, number).payload).keyframe.empty()) ++number;
  Part& hit = events_part(&parts, number);
  fuzz::Records inside = fuzz::records_of(hit.payload);
  auto state = state::decode_state(inside.keyframe);
  ASSERT_TRUE(state);
  const uint64_t right = state->switches;
  state->switches += 7;
  inside.keyframe = encode_state(*state);
  hit.payload = payload_of(inside);
  const uint64_t first = hit.first_event;
  set_index(&parts, entries_of(parts));
  // Whoever comes from before meets it, and what was told from it is told anew.
  const auto trace = opened(parts);
  const uint64_t behind = first + 3;
  EXPECT_EQ(trace->state(behind).switches, timeline.state(behind).switches + 7);
  EXPECT_FALSE(trace->fault());
  trace->state(first - 1);
  trace->state(first + 1);
  const facts::Fault fault = trace->fault();
  EXPECT_EQ(fault.kind, FaultKind::keyframe_wrong);
  EXPECT_EQ(fault.at, offset_of(parts, events_part(&parts, number)));
  EXPECT_EQ(fault.details, "switches " + std::to_string(right + 7) + " ≠ " + std::to_string(right));
  EXPECT_THAT(said(fault), HasSubstr("contradicts the events before it (switches"));
  testing::expect_same_steps(*trace, timeline);
  // Whoever checks all of it meets it, too.
  EXPECT_EQ(checked(parts)->fault(), fault);
}

// So it is where the chunk has only notes of switches, which are told from it.
TEST(Foreign, AKeyframeThatContradictsIsNotUsedForNotedSwitches) {
  const testing::NotedTrace whole = testing::noted_trace(4, 6000);
  Parts parts = fuzz::take_apart(whole.bytes);
  size_t number = 1;
  while (fuzz::records_of(events_part(&parts, number).payload).keyframe.empty()) ++number;
  Part& hit = events_part(&parts, number);
  fuzz::Records inside = fuzz::records_of(hit.payload);
  auto state = state::decode_state(inside.keyframe);
  ASSERT_TRUE(state);
  state->switches += 7;
  inside.keyframe = encode_state(*state);
  hit.payload = payload_of(inside);
  const uint64_t first = hit.first_event, behind = first + 1000, size = whole.expected.size();
  set_index(&parts, entries_of(parts));
  const auto trace = opened(parts);
  EXPECT_EQ(trace->state(behind).switches, whole.expected.state(behind).switches + 7);
  EXPECT_FALSE(trace->fault());
  trace->state(first - 1);
  trace->state(first + 1);
  EXPECT_EQ(trace->fault().kind, FaultKind::keyframe_wrong);
  EXPECT_EQ(trace->fault().at, offset_of(parts, events_part(&parts, number)));
  for (const uint64_t n : {behind, first, first + 1, first + 5000, first - 1, size}) {
    EXPECT_TRUE(state::same_state(trace->state(n), whole.expected.state(n))) << n;
  }
}

TEST(Foreign, AKeyframesDifferenceIsNamedWhereverItIs) {
  const Timeline timeline = mine();
  const state::State state = timeline.state(timeline.size() / 2);
  const std::string bytes = encode_state(state);
  EXPECT_EQ(state::difference(bytes, state), "");
  const auto differs = [&](auto change) {
    state::State other = state;
    change(&other);
    return state::difference(bytes, other);
  };
  ASSERT_FALSE(state.greenlets.empty());
  facts::GreenletId id = 0;
  for (const auto& [greenlet, its] : state.greenlets) id = greenlet;  // the last one
  const std::string greenlet = "greenlets[" + std::to_string(id) + "].";
  EXPECT_EQ(differs([&](auto* s) { s->greenlets[id].stack_stop = -0x20; }),
            greenlet + "stack_stop " + facts::format_address(state.greenlets.at(id).stack_stop) +
                " ≠ -0x20");
  EXPECT_EQ(differs([&](auto* s) { s->greenlets[id].name += "x"; }), greenlet + "name");
  EXPECT_EQ(differs([&](auto* s) { s->greenlets[id].how = facts::Finish::raised; }),
            greenlet + "how returned ≠ raised");
  EXPECT_EQ(differs([&](auto* s) { s->threads.at(1).current += 1; }),
            "threads[1].current " + std::to_string(state.threads.at(1).current) + " ≠ " +
                std::to_string(state.threads.at(1).current + 1));
  EXPECT_EQ(differs([&](auto* s) { s->stacks[3]; }), "stacks 0 ≠ 1");
  // A keyframe of before a field was there says nothing of it.
  EXPECT_EQ(state::difference(bytes.substr(0, 1), state), "");
}

// Sixteen kilobytes in which nothing can be read are no millions of steps, and no gap has more of
// them at once than a chunk.
TEST(Foreign, AGapHasThePiecesThatItsBytesHaveRoomFor) {
  constexpr uint64_t kBytes = 16'000, kLost = uint64_t{1} << 50;
  Parts parts = my_parts();
  const uint64_t before = mine().size();
  without_index(&parts);
  Part late = events_part(&parts, 0);
  late.first_event = before + kLost;
  const std::string bytes = fuzz::put_together(parts) + std::string(kBytes, '\0') +
                            fuzz::put_together({kFormatVersion, {late}}).substr(kPreambleBytes);
  OpenOptions options;
  options.follow = false;
  const auto trace = FileTrace::open(bytes_in_memory(bytes), "x", options);
  ASSERT_TRUE(trace);
  uint64_t steps = 0;
  for (const ChunkRow& row : (*trace)->table().rows()) {
    EXPECT_LE(row.steps, kMaxChunkEvents);
    if (row.is_gap) steps += row.steps;
  }
  EXPECT_EQ(steps, kMaxChunkEvents + 32 * kBytes);
  EXPECT_EQ((*trace)->size(), before + steps + late.event_count);
  EXPECT_EQ((*trace)->state((*trace)->size()).events_lost, kLost);
  EXPECT_EQ((*trace)->fault().kind, FaultKind::gap);
  EXPECT_EQ((*trace)->fault().details, std::to_string(kLost));
  EXPECT_EQ((*trace)->fault().usable, before + late.event_count);
}

// --- an index that lies, over chunks that do not
class WrongIndex : public ::testing::Test {
 protected:
  WrongIndex() : entries_(entries_of(parts_)) {
    for (size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].type == ChunkType::events) chunks_.push_back(i);
    }
  }
  IndexEntry& chunk(size_t number) { return entries_[chunks_[number]]; }
  // All that was recorded is there, once all has been read, and this is said.
  void expect_all_there(FaultKind kind) {
    set_index(&parts_, entries_);
    const auto trace = checked(parts_);
    ASSERT_NE(trace, nullptr);
    EXPECT_EQ(trace->fault().kind, kind) << said(trace->fault());
    testing::expect_same_trace(*trace, mine());
  }

  Parts parts_ = my_parts();
  std::vector<IndexEntry> entries_;
  std::vector<size_t> chunks_;
};

TEST_F(WrongIndex, ThatIsRightIsBelieved) { expect_all_there(FaultKind::none); }

TEST_F(WrongIndex, ThatLeavesOutAChunkIsNotBelieved) {
  entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(chunks_.back()));
  expect_all_there(FaultKind::index_wrong);
}
TEST_F(WrongIndex, WhoseRangesOverlapIsNotBelieved) {
  chunk(2).offset -= 10;
  expect_all_there(FaultKind::index_wrong);
}
TEST_F(WrongIndex, WhoseCountsDoNotAddUpIsNotBelieved) {
  chunk(2).event_count += 1;
  expect_all_there(FaultKind::index_wrong);
}
TEST_F(WrongIndex, ThatSaysTooMuchOfWhatIsInAChunkIsCorrectedWhenItIsRead) {
  chunk(2).summary.here.switch_stops += 1;
  expect_all_there(FaultKind::index_wrong);
}
// Stops that are not there lead to the next one that is, and never back.
TEST_F(WrongIndex, WhoseStopsAreNotThereLeadsToThoseThatAre) {
  const Timeline right = mine();
  for (const facts::Grain grain : {facts::Grain::switch_, facts::Grain::line}) {
    for (size_t number = 0; number < chunks_.size(); ++number) {
      chunk(number).summary.here.switch_stops = chunk(number).event_count;
      chunk(number).summary.here.line_stops = chunk(number).event_count;
    }
    set_index(&parts_, entries_);
    for (uint64_t n = 0; n < right.size(); n += 7) {
      const auto trace = opened(parts_);
      const auto next = trace->next(grain, n);
      ASSERT_TRUE(!next || *next > n) << n;
      EXPECT_EQ(next, right.next(grain, n)) << n;
      EXPECT_EQ(opened(parts_)->previous(grain, n), right.previous(grain, n)) << n;
    }
  }
}
TEST_F(WrongIndex, ThatDoesNotSayWhoOccursIsCorrectedWhenItIsRead) {
  chunk(2).summary.subjects = 0;
  expect_all_there(FaultKind::index_wrong);
}
TEST_F(WrongIndex, ThatSaysThatAnotherRanIsCorrectedWhenAllIsChecked) {
  ASSERT_FALSE(chunk(2).summary.ran.empty());
  chunk(2).summary.ran[0].who = 77;
  set_index(&parts_, entries_);
  const auto trace = checked(parts_);
  EXPECT_EQ(trace->fault().kind, FaultKind::index_wrong);
  EXPECT_EQ(trace->fault().at, chunk(2).offset);
  for (const Column& column : trace->columns(0, trace->size(), trace->size())) {
    for (const Share& share : column.ran) EXPECT_NE(share.who, 77u);
  }
}
// Where nothing is, or something else, nothing can be read; what was there is told to be missing.
TEST_F(WrongIndex, WhoseChunksAreElsewhereLosesThem) {
  chunk(2).bytes += 8;
  chunk(3).offset += 8;
  chunk(3).bytes -= 8;
  set_index(&parts_, entries_);
  const auto trace = checked(parts_);
  EXPECT_EQ(trace->fault().kind, FaultKind::gap);
  EXPECT_EQ(trace->fault().at, chunk(2).offset);
  EXPECT_EQ(trace->state(trace->size()).events_lost,
            chunk(2).event_count + uint64_t{chunk(3).event_count});
}

}  // namespace
}  // namespace greenlens::store
