// A part of a recording shows at each of its steps what the whole shows there, and says which part
// it is.
#include "tracer/store/cut.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

using facts::FaultKind;
using greenlens::testing::expect_same_part;

std::unique_ptr<FileTrace> whole_of(std::string bytes) {
  OpenOptions options;
  options.believe_writer = false;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace) << said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}

std::string in_chunks(const Trace& trace, size_t per_chunk) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; });
  writer.begin(trace.info());
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    writer.add(trace.event(n));
    if (n % per_chunk == 0) writer.flush();
  }
  writer.finish();
  return bytes;
}

std::string cut_out(const FileTrace& whole, uint64_t from, uint64_t to) {
  std::string bytes;
  const auto sink = [&](std::string_view more) { return bytes.append(more), true; };
  EXPECT_EQ(cut(whole, from, to, sink), CutResult::done);
  return bytes;
}

void expect_cut(const FileTrace& whole, uint64_t from, uint64_t to) {
  SCOPED_TRACE(std::to_string(from) + ":" + std::to_string(to));
  const auto part = whole_of(cut_out(whole, from, to));
  ASSERT_NE(part, nullptr);
  ASSERT_TRUE(part->info().part.has_value());
  EXPECT_EQ(part->info().part->first, from);
  EXPECT_EQ(part->info().part->steps, whole.size());
  expect_same_part(*part, whole, from, to);
  EXPECT_FALSE(part->fault()) << said(part->fault());
}

uint64_t records_in_chunks(const std::string& bytes) {
  return whole_of(bytes)->table().rows().size();
}

TEST(Cut, EveryPartOfAShortRecordingIsAsItsWhole) {
  for (const size_t per_chunk : {3, 10, 1000}) {
    const auto whole = whole_of(in_chunks(greenlens::testing::sample_timeline(), per_chunk));
    for (uint64_t from = 0; from < whole->size(); from += 1 + from / 9) {
      for (uint64_t to = from + 1; to <= whole->size(); to += 1 + to / 7) {
        expect_cut(*whole, from, to);
        if (HasFatalFailure()) return;
      }
      expect_cut(*whole, from, whole->size());
    }
  }
}

TEST(Cut, SoItIsWithSwitchesThatWereOnlyNoted) {
  for (const std::string& bytes : {greenlens::testing::noted_trace(7, 700).bytes,
                                   greenlens::testing::mixed_trace(5, 500).bytes}) {
    const auto whole = whole_of(bytes);
    const uint64_t size = whole->size();
    expect_cut(*whole, 0, size);
    expect_cut(*whole, 1, size - 1);
    expect_cut(*whole, size / 3, size / 3 + 1);
    expect_cut(*whole, size / 3 + 5, size * 2 / 3 + 3);
    if (HasFatalFailure()) return;
  }
}

TEST(Cut, SoItIsWithLostEventsContradictionsAndAnythingElse) {
  for (const Timeline& timeline :
       {greenlens::testing::lossy_timeline(), greenlens::testing::contradictory_timeline(),
        greenlens::testing::random_timeline({.seed = 5, .switches = 25}),
        greenlens::testing::random_timeline({.seed = 6, .switches = 25})}) {
    const auto whole = whole_of(in_chunks(timeline, 12));
    for (uint64_t from = 0; from < whole->size(); from += 1 + whole->size() / 9) {
      expect_cut(*whole, from, whole->size());
      expect_cut(*whole, from, std::min(from + 17, whole->size()));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Cut, APartOfAPartIsAPartOfTheSameWhole) {
  const auto whole = whole_of(greenlens::testing::mixed_trace(5, 400).bytes);
  const uint64_t size = whole->size();
  const auto once = whole_of(cut_out(*whole, 501, size - 200));
  const auto twice = whole_of(cut_out(*once, 499, once->size() - 300));
  EXPECT_EQ(twice->info().part->first, 1000u);
  EXPECT_EQ(twice->info().part->steps, size);
  expect_same_part(*twice, *whole, 1000, size - 500);
  EXPECT_FALSE(twice->fault()) << said(twice->fault());
}

TEST(Cut, ChunksInTheMiddleAreCopiedAsTheyAre) {
  const auto whole = whole_of(greenlens::testing::noted_trace(5, 12'000).bytes);
  const std::string part = cut_out(*whole, 100, whole->size() - 100);
  EXPECT_LT(records_in_chunks(part), whole->table().rows().size() + 60);
}

TEST(Cut, WhatIsMissingInTheWholeIsMissingInThePart) {
  std::string bytes =
      in_chunks(greenlens::testing::random_timeline({.seed = 3, .switches = 250}), 20);
  const auto good = whole_of(bytes);
  const ChunkRow lost = good->table().rows()[good->table().rows().size() / 2];
  bytes[lost.offset + lost.bytes - 5] ^= 1;
  const auto whole = whole_of(bytes);
  for (uint64_t n = 0; n <= whole->size(); n += 7) whole->state(n);
  EXPECT_EQ(whole->fault().kind, FaultKind::gap);
  const auto part = whole_of(cut_out(*whole, 10, whole->size()));
  EXPECT_EQ(part->fault().kind, FaultKind::gap);
  EXPECT_EQ(part->fault().details, whole->fault().details);
  EXPECT_EQ(part->state(part->size()).events_lost, whole->state(whole->size()).events_lost);
  expect_same_part(*part, *whole, 10, whole->size());
  // And where it is to begin in the middle of what is missing it begins behind that.
  const uint64_t behind = cut_begin(*whole, lost.first_step + 3);
  EXPECT_GE(behind, lost.first_step + lost.steps);
  EXPECT_LT(behind, whole->size());
  const auto later = whole_of(cut_out(*whole, behind, whole->size()));
  EXPECT_FALSE(later->fault()) << said(later->fault());
  for (uint64_t n = 0; n <= later->size(); ++n) {
    EXPECT_EQ(later->state(n).switches, whole->state(behind + n).switches);
    EXPECT_EQ(later->state(n).events_lost, whole->state(behind + n).events_lost);
  }
}

TEST(Cut, AFileOfTheFirstVersionIsCutToo) {
  auto bytes = open_bytes(GREENLENS_SOURCE_DIR "/tests/tracer/store/corpus/v1_generator.gltrace");
  const auto whole = FileTrace::open(std::move(*bytes), "v1");
  ASSERT_TRUE(whole);
  expect_cut(**whole, 12, (*whole)->size() - 9);
}

TEST(Cut, APartThatWasCutOffIsReadAsFarAsItGoes) {
  const auto whole = whole_of(greenlens::testing::noted_trace(5, 3000).bytes);
  const std::string part = cut_out(*whole, 777, whole->size());
  const auto broken = whole_of(part.substr(0, part.size() * 2 / 3));
  EXPECT_EQ(broken->fault().kind, FaultKind::trace_cut);
  EXPECT_GT(broken->size(), 100u);
  expect_same_part(*broken, *whole, 777, 777 + broken->size());
}

TEST(Cut, ADamagedPartSaysSoAndDoesNoHarm) {
  const auto whole =
      whole_of(in_chunks(greenlens::testing::random_timeline({.seed = 9, .switches = 50}), 20));
  const std::string good = cut_out(*whole, 101, whole->size());
  const uint64_t steps = whole->size() - 101;
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    std::string bytes = good;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    auto part = FileTrace::open(bytes_in_memory(bytes), "x");
    if (!part) continue;
    for (uint64_t n = 0; n <= (*part)->size(); n += 29) (*part)->at(n);
    (*part)->history();
    if ((*part)->table().missing() > 0 || (*part)->size() != steps) continue;
    state::State end = whole->state(whole->size());
    end.step = steps;
    EXPECT_TRUE(state::same_state((*part)->state(steps), end)) << round;
  }
}

TEST(Cut, ANumberThatNoRecordingComesToIsRefused) {
  TraceInfo info = greenlens::testing::sample_info();
  info.part = PartOf{uint64_t{1} << 62, 0, 0, 0};
  const auto read = from_json(to_json(info));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.fault().details, "part");
}

TEST(Cut, WhoCannotTakeItOrDoesNotWaitForItIsHeeded) {
  const auto whole =
      whole_of(in_chunks(greenlens::testing::random_timeline({.seed = 9, .switches = 50}), 20));
  for (uint64_t most = 0; most < 20'000; most += 997) {
    uint64_t taken = 0;
    const auto sink = [&](std::string_view more) { return (taken += more.size()) <= most; };
    const CutResult result = cut(*whole, 5, whole->size(), sink);
    EXPECT_EQ(result == CutResult::done, taken <= most);
  }
  const auto sink = [](std::string_view) { return true; };
  EXPECT_EQ(cut(*whole, 5, whole->size(), sink, [](uint64_t, uint64_t) { return false; }),
            CutResult::cancelled);
}

}  // namespace
}  // namespace greenlens::store
