// Of a recording that goes on and on the last part is kept, and it is a part at any moment.
#include "tracer/store/last_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/state/keyframe.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

// A file, and whether it may be written.
struct FakeFile {
  std::string bytes;
  uint64_t most = 0;  // that it ever had
  int written_anew = 0;
  bool can_be_replaced = true;
  uint64_t room = UINT64_MAX;

  PartFile functions() {
    return {[this](std::string_view more) {
              if (bytes.size() + more.size() > room) return false;
              bytes += more;
              most = std::max<uint64_t>(most, bytes.size());
              return true;
            },
            [this](std::string_view head, uint64_t from) {
              if (!can_be_replaced) return false;
              bytes = std::string(head) + bytes.substr(from);
              ++written_anew;
              return true;
            },
            [this] { return bytes_in_memory(bytes); }};
  }
};

// Each event told a millisecond after the one before.
std::string long_stream(std::vector<facts::Event>* events = nullptr) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; });
  writer.begin(greenlens::testing::sample_info());
  static const Timeline timeline = greenlens::testing::noted_trace(6, 1500).expected;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    facts::Event event = timeline.event(n);
    event.time_ns = n * 1'000'000;
    writer.add(event);
    if (n % 50 == 0) writer.flush();
    if (events != nullptr) events->push_back(event);
  }
  writer.finish();
  return bytes;
}

std::unique_ptr<FileTrace> kept_in(std::string bytes) {
  OpenOptions options;
  options.follow = false;
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace) << said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}

// In pieces as a pipe brings them.
void feed_in_pieces(LastPart* part, const std::string& stream, size_t until = SIZE_MAX) {
  std::mt19937 random(7);
  const size_t end = std::min(until, stream.size());
  for (size_t at = 0; at < end;) {
    const size_t count = std::min<size_t>(1 + random() % 9000, end - at);
    ASSERT_TRUE(part->take(std::string_view(stream).substr(at, count)));
    at += count;
  }
}

void expect_end_of(const std::string& part, const std::string& stream) {
  const auto kept = kept_in(part), whole = kept_in(stream);
  ASSERT_TRUE(kept->info().part);
  const uint64_t first = kept->info().part->first;
  EXPECT_EQ(first + kept->size(), whole->size());
  for (uint64_t n = 0; n <= kept->size(); n += 1 + kept->size() / 200) {
    state::State wanted = whole->state(first + n);
    wanted.step = n;
    ASSERT_TRUE(state::same_state(kept->state(n), wanted)) << n;
    if (n == 0) continue;
    ASSERT_EQ(kept->event(n).time_ns, whole->event(first + n).time_ns);
  }
  const uint64_t lines = whole->printed_until(first);
  EXPECT_EQ(kept->info().part->lines, lines);
  const auto begun = [](const FileTrace& trace) {
    return trace.history().switches().back().number;
  };
  EXPECT_EQ(begun(*kept), begun(*whole));
  EXPECT_FALSE(kept->fault()) << said(kept->fault());
}

TEST(LastPart, OfBytesNeverHasMoreAndIsTheEndOfTheWhole) {
  const std::string stream = long_stream();
  for (const uint64_t bytes : {stream.size() / 20, stream.size() / 5, stream.size() / 2}) {
    FakeFile file;
    LastPart part({bytes, 0}, file.functions());
    feed_in_pieces(&part, stream);
    EXPECT_LE(file.most, bytes);
    EXPECT_GE(file.bytes.size(), bytes / 2);
    EXPECT_LT(file.written_anew, 4 * static_cast<int>(stream.size() / bytes) + 2);
    ASSERT_TRUE(part.finish());
    expect_end_of(file.bytes, stream);
  }
}

// Wherever it ends: the index and INFO, which come last, count too.
TEST(LastPart, OfBytesHasNoMoreWithItsIndex) {
  const std::string stream = long_stream();
  const uint64_t most = stream.size() / 5;
  FakeFile file;
  LastPart part({most, 0}, file.functions());
  uint64_t fullest = 0;
  for (size_t at = 0; at < stream.size(); at += 512) {
    ASSERT_TRUE(part.take(std::string_view(stream).substr(at, 512)));
    FakeFile copy;
    copy.bytes = file.bytes;
    ASSERT_TRUE(part.finish_copy(copy.functions()));
    ASSERT_LE(copy.bytes.size(), most) << "after " << at << " bytes of the stream";
    fullest = std::max<uint64_t>(fullest, copy.bytes.size());
  }
  EXPECT_GT(fullest, most - most / 8) << "and uses what it may";
  EXPECT_GT(file.written_anew, 3);
}

TEST(LastPart, OfTimeHasAtLeastSoMuchAndNotMuchMore) {
  std::vector<facts::Event> events;
  const std::string stream = long_stream(&events);
  const uint64_t end = events.back().time_ns;
  for (const uint64_t ns : {end / 20, end / 5, end / 2}) {
    FakeFile file;
    LastPart part({0, ns}, file.functions());
    feed_in_pieces(&part, stream);
    ASSERT_TRUE(part.finish());
    expect_end_of(file.bytes, stream);
    const auto kept = kept_in(file.bytes);
    const uint64_t there = end - kept->event(1).time_ns;
    EXPECT_GE(there, ns);
    EXPECT_LE(there, 2 * ns + end / 8);
    EXPECT_LT(file.most, stream.size());
  }
}

TEST(LastPart, OfSwitchesThatWereOnlyNotedIsRightToo) {
  const std::string stream =
      greenlens::testing::noted_bytes(6, 60'000, greenlens::testing::Order::random);
  FakeFile file;
  LastPart part({stream.size() / 6, 0}, file.functions());
  feed_in_pieces(&part, stream);
  EXPECT_LE(file.most, stream.size() / 6);
  ASSERT_TRUE(part.finish());
  expect_end_of(file.bytes, stream);
}

TEST(LastPart, WhatFitsIsWhole) {
  const std::string stream = long_stream();
  FakeFile file;
  LastPart part({stream.size() * 2, 0}, file.functions());
  feed_in_pieces(&part, stream);
  ASSERT_TRUE(part.finish());
  EXPECT_FALSE(part.part());
  EXPECT_EQ(file.written_anew, 0);
  greenlens::testing::expect_same_steps(*kept_in(file.bytes), *kept_in(stream));
}

TEST(LastPart, WhoeverDiesWhatIsThereCanBeOpened) {
  const std::string stream = long_stream();
  const auto whole = kept_in(stream);
  for (size_t until = stream.size() / 10; until < stream.size(); until += stream.size() / 13) {
    FakeFile file;
    LastPart part({stream.size() / 8, 0}, file.functions());
    feed_in_pieces(&part, stream, until);
    const auto kept = kept_in(file.bytes);
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->fault().kind, facts::FaultKind::trace_cut);
    const uint64_t first = kept->info().part ? kept->info().part->first : 0;
    EXPECT_GT(kept->size(), 0u);
    state::State wanted = whole->state(first + kept->size());
    wanted.step = kept->size();
    EXPECT_TRUE(state::same_state(kept->state(kept->size()), wanted)) << until;
  }
}

TEST(LastPart, AFileThatCannotBeWrittenAnewGrowsUntilItCan) {
  const std::string stream = long_stream();
  FakeFile file;
  LastPart part({stream.size() / 10, 0}, file.functions());
  file.can_be_replaced = false;
  feed_in_pieces(&part, stream, stream.size() / 15);
  EXPECT_EQ(part.trouble(), LastPart::Trouble::none);
  ASSERT_TRUE(part.take(
      std::string_view(stream).substr(stream.size() / 15, stream.size() / 2 - stream.size() / 15)));
  EXPECT_GT(file.bytes.size(), stream.size() / 3);
  EXPECT_EQ(part.trouble(), LastPart::Trouble::not_written_anew);
  file.can_be_replaced = true;
  ASSERT_TRUE(part.take(std::string_view(stream).substr(stream.size() / 2)));
  EXPECT_LE(file.bytes.size(), stream.size() / 4);
  EXPECT_EQ(part.trouble(), LastPart::Trouble::none);
  ASSERT_TRUE(part.finish());
  expect_end_of(file.bytes, stream);
}

// No chunk can hold such a state: there is no later step where the part could begin.
TEST(LastPart, AStateThatIsTooLargeIsSaid) {
  for (const KeptPart kept : {KeptPart{100'000, 0}, KeptPart{0, 2'000'000'000}}) {
    FakeFile file;
    LastPart part(kept, file.functions());
    TraceWriter writer([&](std::string_view more) { return part.take(more); });
    writer.begin(greenlens::testing::sample_info());
    uint64_t seconds = 0;
    const auto tell = [&](auto fact) {
      writer.add({++seconds * 1'000'000'000, 1, 0, 0, std::move(fact)});
    };
    tell(facts::GreenletCreated{1, "main", 0, facts::kStarted, facts::kEverything});
    const auto save_slices = [&](facts::GreenletId id, int count) {
      tell(facts::GreenletCreated{id, "large", 1, facts::kNull, facts::kNull});
      const facts::Address to = -0x100, from = to - (facts::Address{1} << 20);
      for (int i = 0; i < count; ++i) {
        tell(facts::SliceSaved{id, facts::Extent::whole, from, to, uint64_t{1} << 20,
                               facts::Bytes(1 << 20, 's')});
      }
    };
    for (facts::GreenletId id = 2; id < 30; ++id) save_slices(id, 1);
    EXPECT_EQ(part.trouble(), LastPart::Trouble::none);
    for (facts::GreenletId id = 30; id < 70; ++id) save_slices(id, 1);
    save_slices(70, 150);
    EXPECT_EQ(part.trouble(), LastPart::Trouble::no_beginning);
  }
}

TEST(LastPart, AFullDiskLeavesWhatItTook) {
  const std::string stream = long_stream();
  FakeFile file;
  file.room = stream.size() / 15;
  LastPart part({stream.size() / 10, 0}, file.functions());
  EXPECT_FALSE(part.take(stream));
  EXPECT_GT(kept_in(file.bytes)->size(), 100u);
}

}  // namespace
}  // namespace greenlens::store
