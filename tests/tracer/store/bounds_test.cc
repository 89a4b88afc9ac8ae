// Files of a few kilobytes, under the right sums, that unpack to more than any memory holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/store/chunk.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"

namespace greenlens::store {
namespace {

using facts::FaultKind;
using ::testing::HasSubstr;

std::string info_chunk(const std::string& json) {
  return encode_chunk(ChunkType::info, json, 0, 0);
}
std::string beginning() { return encode_preamble() + info_chunk(to_json(testing::sample_info())); }

std::string record(facts::Fact fact) {
  std::string bytes;
  facts::append_event(&bytes, {1, 1, 0, 0, std::move(fact)});
  return bytes;
}
std::string repeated(const std::string& what, size_t times) {
  std::string all;
  all.reserve(what.size() * times);
  for (size_t i = 0; i < times; ++i) all += what;
  return all;
}

struct Read {
  Timeline timeline;
  FaultKind kind = FaultKind::none;
  std::string said;
};
Read read(const std::string& file) {
  Read result;
  TraceReader reader("x");
  reader.feed(file, &result.timeline);
  result.kind = reader.missing().kind;
  result.said = greenlens::said(reader.missing());
  return result;
}
// What `chunks` chunks of the same records hold.
Read read_chunks(const std::string& records, uint32_t events, uint64_t chunks) {
  std::string file = beginning();
  const std::string payload = encode_events("", records);
  for (uint64_t i = 0; i < chunks; ++i) {
    file += encode_chunk(ChunkType::events, payload, i * events, events);
  }
  return read(file);
}

TEST(Bounds, ADescriptionThatNestsOrHoldsWithoutEndIsRefused) {
  const size_t many = kMaxRawBytes - 100;
  for (const std::string& json : {std::string(many, '['), repeated("{\"a\":", many / 5),
                                  "{\"a\":[" + repeated("0,", many / 3) + "0]}"}) {
    const std::string file = encode_preamble() + info_chunk(json);
    EXPECT_LT(file.size(), 32'000u);
    EXPECT_EQ(read(file).kind, FaultKind::info_not_json) << json.substr(0, 10);
  }
  // Brackets in texts are no nesting.
  TraceInfo info = testing::sample_info();
  info.title = std::string(1000, '[') + "\\\"" + std::string(1000, '{');
  EXPECT_EQ(read(encode_preamble() + info_chunk(to_json(info))).timeline.info().title, info.title);
}

TEST(Bounds, AChunkHasNoMoreEventsThanAKeyframeIsGoodFor) {
  const std::string one = record(facts::ReturnedTwice{1});
  const Read result = read_chunks(repeated(one, 7'000'000), 7'000'000, 1);
  EXPECT_EQ(result.kind, FaultKind::content);
  EXPECT_LE(result.timeline.size(), kMaxChunkEvents);
}

TEST(Bounds, GreenletsWithoutEndAreCutAtWhatAFileOfItsSizeCanHold) {
  const std::string one = record(facts::GreenletCreated{1, "", 1, facts::kNull, facts::kNull});
  const Read result = read_chunks(repeated(one, kMaxChunkEvents), kMaxChunkEvents, 2000);
  EXPECT_EQ(result.kind, FaultKind::too_much);
  EXPECT_THAT(result.said, HasSubstr("far more than a recording of its size does"));
  EXPECT_LT(result.timeline.size(), 250'000u);
  EXPECT_GT(result.timeline.size(), 10'000u) << "what came before is usable";
}

TEST(Bounds, BytesWithoutEndAreCutLikewise) {
  facts::SliceSaved slice;
  slice.owner = 9;  // nobody's, so that nothing grows but the list of events
  slice.bytes = std::string(kMaxRawBytes - 100, '\0');
  const Read result = read_chunks(record(slice), 1, 12);
  EXPECT_EQ(result.kind, FaultKind::too_much);
  EXPECT_LT(result.timeline.size(), 9u);
}

// A program that runs here is asked for no proportion: its recording goes on.
TEST(Bounds, WhatARunningProgramTellsIsTakenAsItIs) {
  const std::string one = record(facts::GreenletCreated{1, "", 1, facts::kNull, facts::kNull});
  std::string file = beginning();
  const std::string payload = encode_events("", repeated(one, kMaxChunkEvents));
  for (uint64_t i = 0; i < 300; ++i) {
    file += encode_chunk(ChunkType::events, payload, i * kMaxChunkEvents, kMaxChunkEvents);
  }
  EXPECT_EQ(read(file).kind, FaultKind::too_much);
  Timeline timeline;
  EXPECT_TRUE(TraceReader("", TraceReader::Memory::all).feed(file, &timeline));
  EXPECT_EQ(timeline.size(), 300u * kMaxChunkEvents);
}

TEST(Bounds, ListsOfEmptyThingsAreCutLikewise) {
  facts::RegistersSaved saved;
  saved.registers.resize(facts::kMaxListItems);
  std::string bytes;
  facts::write_value(&bytes, uint64_t{24});  // the tag
  std::string body = record(facts::RegistersSaved{}).substr(2);
  body.resize(body.size() - 2);
  facts::write_varint(&body, facts::kMaxListItems);
  body += std::string(facts::kMaxListItems, '\0') + '\0';
  facts::write_varint(&bytes, body.size());
  const Read result = read_chunks(bytes + body, 1, 30);
  EXPECT_EQ(result.kind, FaultKind::too_much);
  EXPECT_LT(result.timeline.size(), 20u);
}

TEST(Bounds, WhatIsPassedOverCountsToo) {
  std::string file = beginning();
  const std::string index = encode_chunk(ChunkType::index, std::string(kMaxRawBytes, '\0'), 0, 0);
  for (int i = 0; i < 400; ++i) file += index;
  EXPECT_EQ(read(file).kind, FaultKind::too_much);
}

TEST(Bounds, ManySmallChunksAreReadInTimeThatGrowsWithThem) {
  std::string file = beginning();
  const std::string unknown = encode_chunk(static_cast<ChunkType>(0x58585858), "", 0, 0);
  for (int i = 0; i < 400'000; ++i) file += unknown;
  EXPECT_EQ(read(file).kind, FaultKind::trace_cut);
}

// The distance of keyframes grows, the states stay the same.
TEST(Bounds, StatesThatAreLargeAreKeptFartherFromEachOther) {
  Timeline timeline;
  for (uint32_t i = 1; i <= 20'000; ++i) {
    timeline.append({i, 1, 0, 0, facts::GreenletCreated{i, "", 1, facts::kNull, facts::kNull}});
  }
  for (const uint64_t step : {19'999u, 1u, 500u, 12'345u, 0u, 128u, 19'000u, 256u, 20'000u}) {
    EXPECT_EQ(timeline.state(step).greenlets.size(), step);
    EXPECT_EQ(timeline.state(step).step, step);
  }
}

}  // namespace
}  // namespace greenlens::store
