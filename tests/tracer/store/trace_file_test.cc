// The trace file: written, read, cut off and damaged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <cstdio>
#include <fstream>

#include "tests/support/first_thread.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/facts/event_codec.h"
#include "tracer/session/session.h"
#include "tracer/session/trace_source.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/fixed.h"
#include "tracer/store/trace_index.h"
#include "tracer/store/trace_reader.h"
#include "tracer/store/trace_writer.h"

namespace greenlens {

using namespace facts;
using namespace state;
using namespace store;
using namespace session;
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A whole trace of these events, with a chunk for every `per_chunk` of them.
std::string written(const std::vector<Event>& events, size_t per_chunk) {
  std::string bytes;
  TraceWriter writer([&](std::string_view piece) {
    bytes.append(piece);
    return true;
  });
  EXPECT_TRUE(writer.begin(testing::sample_info()));
  for (size_t i = 0; i < events.size(); ++i) {
    writer.add(events[i]);
    if ((i + 1) % per_chunk == 0) {
      EXPECT_TRUE(writer.flush());
    }
  }
  EXPECT_TRUE(writer.finish());
  EXPECT_EQ(writer.events(), events.size());
  EXPECT_EQ(writer.bytes_written(), bytes.size());
  return bytes;
}
std::string small_trace() { return written(testing::sample_events(), 10); }

std::vector<Event> many_events(size_t count) {
  std::vector<Event> events;
  const auto once = testing::sample_events();
  while (events.size() < count) events.push_back(once[events.size() % once.size()]);
  return events;
}

// What is there must be a true beginning of `events`.
void expect_beginning(const Timeline& timeline, const std::vector<Event>& events) {
  ASSERT_LE(timeline.size(), events.size());
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    ASSERT_TRUE(same_fact(timeline.event(n).fact, events[n - 1].fact)) << "event " << n;
  }
}

bool is_sentence(const std::string& text) {
  return text.size() > 20 && text.back() == '.' && text.find("«") == text.npos &&
         text.find('{') == text.npos;
}

class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view bytes) {
    close(mkstemp(path_.data()));
    std::ofstream(path_, std::ios::binary) << bytes;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_ = ::testing::TempDir() + "greenlens-trace-XXXXXX";
};

TEST(TraceFile, WhatWasWrittenIsRead) {
  const std::string bytes = small_trace();
  for (const size_t piece : {size_t{1}, size_t{13}, bytes.size()}) {
    Timeline timeline;
    TraceReader reader;
    for (size_t i = 0; i < bytes.size(); i += piece) {
      ASSERT_TRUE(reader.feed(std::string_view(bytes).substr(i, piece), &timeline))
          << said(reader.fault());
    }
    EXPECT_TRUE(reader.complete());
    EXPECT_TRUE(reader.has_info());
    EXPECT_THAT(said(reader.missing()), IsEmpty());
    EXPECT_EQ(timeline.size(), testing::sample_events().size());
    expect_beginning(timeline, testing::sample_events());
    EXPECT_TRUE(same_fields(timeline.info(), testing::sample_info()));
  }
}

TEST(TraceFile, EveryPrefixLoadsAndSaysHowMuchIsUsable) {
  const std::string bytes = small_trace();
  const auto events = testing::sample_events();
  uint64_t most = 0;
  for (size_t size = 0; size < bytes.size(); ++size) {
    Timeline timeline;
    TraceReader reader("cut.gltrace");
    ASSERT_TRUE(reader.feed(std::string_view(bytes).substr(0, size), &timeline))
        << said(reader.fault());
    EXPECT_FALSE(reader.complete());
    EXPECT_TRUE(is_sentence(said(reader.missing()))) << said(reader.missing());
    EXPECT_THAT(said(reader.missing()), StartsWith("cut.gltrace "));
    expect_beginning(timeline, events);
    EXPECT_GE(timeline.size(), most);
    most = timeline.size();
    if (most > 1) {
      EXPECT_THAT(said(reader.missing()), HasSubstr("steps 1 to " + std::to_string(most)));
    }
  }
  EXPECT_EQ(most, events.size()) << "only the index and the end mark were cut off";
}

// What a damaged trace must still do: never crash, say so, and keep what came before.
// `least` events stand in chunks before the first damaged byte.
void expect_survives(const std::string& broken, const std::vector<Event>& events, uint64_t least) {
  Timeline timeline;
  TraceReader reader;
  const bool good = reader.feed(broken, &timeline);
  EXPECT_EQ(good, !reader.fault());
  const std::string missing = said(reader.missing());
  EXPECT_TRUE(missing.empty() || is_sentence(missing)) << missing;
  expect_beginning(timeline, events);
  EXPECT_GE(timeline.size(), least);
  if (timeline.size() > 0) greenlens::testing::ranges_of(timeline.state(timeline.size()));
  for (const IndexEntry& entry : read_index(broken).entries) {
    LoneChunk chunk;
    read_lone_chunk(broken, entry, &chunk);
  }
}

TEST(TraceFile, TenThousandRandomCorruptionsNeverCrashAndKeepWhatCameBefore) {
  const std::string bytes = small_trace();
  const auto events = testing::sample_events();
  const TraceIndex index = read_index(bytes);
  testing::RandomFacts random(42);
  for (int i = 0; i < 10000 && !::testing::Test::HasFailure(); ++i) {
    std::string broken = bytes;
    const size_t at = random.below(broken.size());
    switch (random.below(4)) {
      case 0:  // one bit
        broken[at] = static_cast<char>(broken[at] ^ (1 << random.below(8)));
        break;
      case 1:  // a run of noise
        for (size_t j = at; j < std::min(broken.size(), at + random.below(64)); ++j) {
          broken[j] = static_cast<char>(random.below(256));
        }
        break;
      case 2:  // bytes lost
        broken.erase(at, 1 + random.below(100));
        break;
      default:  // bytes repeated
        broken.insert(at, broken.substr(random.below(broken.size()), random.below(100)));
    }
    // At `at` stands the first byte that differs.
    uint64_t least = 0;
    for (const IndexEntry& entry : index.entries) {
      if (entry.offset < kPreambleBytes || at < entry.offset + kChunkHeaderBytes) break;
      const uint64_t end = entry.offset + kChunkHeaderBytes + get_u32(bytes, entry.offset + 4);
      if (end <= at) least = entry.first_event + entry.event_count;
    }
    expect_survives(broken, events, least);
  }
}

// Chunks with right checksums around wrong contents: what a hostile file would hold.
TEST(TraceFile, NonsenseBehindRightChecksumsNeverCrashes) {
  std::string records;
  for (const Event& event : testing::sample_events()) append_event(&records, event);
  const std::string info = encode_chunk(ChunkType::info, to_json(testing::sample_info()), 0, 0);
  State end;
  for (const Event& event : testing::sample_events()) apply(&end, event);
  const std::string payload = encode_events(encode_state(end), records);
  testing::RandomFacts random(43);
  for (int i = 0; i < 3000; ++i) {
    std::string broken = payload;
    for (uint64_t n = 1 + random.below(4); n-- > 0;) {
      broken[random.below(broken.size())] = static_cast<char>(random.below(256));
    }
    const std::string file = encode_preamble() + info +
                             encode_chunk(ChunkType::events, broken, 0,
                                          static_cast<uint32_t>(testing::sample_events().size()));
    Timeline timeline;
    TraceReader reader;
    reader.feed(file, &timeline);
    EXPECT_TRUE(is_sentence(said(reader.missing()))) << said(reader.missing());
    for (uint64_t n = 0; n <= timeline.size(); n += 9)
      greenlens::testing::ranges_of(timeline.state(n));
    LoneChunk chunk;
    read_lone_chunk(file, {ChunkType::events, kPreambleBytes + info.size(), 0, 0, true}, &chunk);
  }
}

TEST(TraceFile, AWrongChecksumNamesItsOffset) {
  std::string bytes = small_trace();
  const TraceIndex index = read_index(bytes);
  const uint64_t offset = index.entries[2].offset;  // INFO, ten events, then this
  bytes[offset + kChunkHeaderBytes + 3] ^= 1;
  Timeline timeline;
  TraceReader reader("a.gltrace");
  EXPECT_FALSE(reader.feed(bytes, &timeline));
  EXPECT_EQ(reader.offset(), offset);
  EXPECT_EQ(timeline.size(), 10u);
  EXPECT_THAT(said(reader.fault()), HasSubstr("at byte " + std::to_string(offset)));
  EXPECT_THAT(said(reader.fault()), HasSubstr("10 events (steps 1 to 10) are usable"));
  EXPECT_FALSE(reader.feed(bytes, &timeline)) << "further calls do nothing";
  EXPECT_EQ(timeline.size(), 10u);
}

TEST(TraceFile, AnImpossiblySizedChunkIsRefusedBeforeAnythingIsAllocated) {
  for (const auto& [stored, raw] : {std::pair{0xffffffffu, 8u}, std::pair{8u, 0xffffffffu}}) {
    std::string header;
    put_u32(&header, static_cast<uint32_t>(ChunkType::events));
    put_u32(&header, stored);
    put_u32(&header, raw);
    header.append(20, '\0');
    put_u64(&header, XXH64(header.data(), header.size(), 0));
    ASSERT_EQ(header.size(), kChunkHeaderBytes);
    Timeline timeline;
    TraceReader reader("huge.gltrace");
    EXPECT_FALSE(reader.feed(encode_preamble() + header, &timeline));
    EXPECT_THAT(said(reader.fault()), HasSubstr("impossibly large"));
  }
}

TEST(TraceFile, ChunksOfALaterVersionAreSkipped) {
  const std::string bytes = small_trace();
  const uint64_t at = read_index(bytes).entries[1].offset;
  const std::string later = encode_chunk(static_cast<ChunkType>(0x5457454e), "something new", 0, 0);
  Timeline timeline;
  TraceReader reader;
  EXPECT_TRUE(reader.feed(bytes.substr(0, at) + later + bytes.substr(at), &timeline));
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(timeline.size(), testing::sample_events().size());
}

TEST(TraceFile, AnythingElseIsRefusedWithItsFirstBytes) {
  Timeline timeline;
  TraceReader picture("a.png");
  EXPECT_FALSE(picture.feed("\x89PNG\r\n\x1a\n and so on", &timeline));
  EXPECT_THAT(said(picture.fault()),
              StartsWith("a.png is not a greenlens trace: it begins with 89 50 4e"));
  EXPECT_THAT(said(picture.fault()), HasSubstr("`greenlens record`"));
  TraceReader text("a.txt");
  EXPECT_FALSE(text.feed("Hello, world", &timeline));
  EXPECT_THAT(said(text.fault()), HasSubstr("it begins with \"Hello, w\""));
  std::string later = small_trace();
  later[8] = 9;
  TraceReader version("later.gltrace");
  EXPECT_FALSE(version.feed(later, &timeline));
  EXPECT_THAT(said(version.fault()), HasSubstr("version 9"));
  EXPECT_EQ(timeline.size(), 0u);
}

TEST(TraceFile, TheIndexFromTheEndIsTheOneFoundByScanning) {
  const std::string bytes = written(many_events(3000), 100);
  const TraceIndex from_end = read_index(bytes);
  const TraceIndex scanned = read_index(std::string_view(bytes).substr(0, bytes.size() - 1));
  EXPECT_FALSE(from_end.rebuilt);
  EXPECT_TRUE(scanned.rebuilt);
  ASSERT_EQ(from_end.entries.size(), scanned.entries.size());
  EXPECT_EQ(encode_index(from_end.entries), encode_index(scanned.entries));
}

TEST(TraceFile, TheStateAtAKeyframeIsTheStateFromTheStart) {
  const auto events = many_events(5000);
  const std::string bytes = written(events, 300);
  uint64_t last_keyframe = 0;
  int keyframes = 0;
  State state;
  for (const IndexEntry& entry : read_index(bytes).entries) {
    if (entry.type != ChunkType::events || !entry.has_keyframe) continue;
    LoneChunk chunk;
    ASSERT_TRUE(read_lone_chunk(bytes, entry, &chunk));
    ASSERT_TRUE(chunk.has_keyframe);
    while (state.step < entry.first_event) apply(&state, events[state.step]);
    EXPECT_TRUE(same_state(chunk.keyframe, state)) << "at event " << entry.first_event;
    EXPECT_LE(entry.first_event - last_keyframe, kKeyframeEvents);
    ASSERT_EQ(chunk.events.size(), entry.event_count);
    EXPECT_TRUE(same_fact(chunk.events[0].fact, events[entry.first_event].fact));
    last_keyframe = entry.first_event;
    ++keyframes;
  }
  EXPECT_EQ(keyframes, 5);
}

TEST(TraceFile, KeyframesComeInTimeEvenWhenNobodyFlushes) {
  const std::string bytes = written(many_events(2500), 1000000);
  std::vector<uint64_t> at;
  for (const IndexEntry& entry : read_index(bytes).entries) {
    if (entry.has_keyframe) at.push_back(entry.first_event);
  }
  EXPECT_THAT(at, ::testing::ElementsAre(0, 1024, 2048));
}

TEST(TraceFile, HugeSlicesFitIn) {
  std::vector<Event> events(3);
  for (Event& event : events) {
    event.fact = SliceSaved{1, Extent::whole, -(1 << 23), 0, 1 << 23, std::string(1 << 23, 'x')};
  }
  const std::string bytes = written(events, 100);
  Timeline timeline;
  TraceReader reader;
  EXPECT_TRUE(reader.feed(bytes, &timeline)) << said(reader.fault());
  EXPECT_EQ(timeline.size(), 3u);
  EXPECT_TRUE(reader.complete());
}

TEST(TraceFile, AFullDiskIsNoticedAndNothingMoreIsWritten) {
  size_t room = 600, taken = 0;
  TraceWriter writer([&](std::string_view piece) {
    if (taken + piece.size() > room) return false;
    taken += piece.size();
    return true;
  });
  bool good = writer.begin(testing::sample_info());
  for (const Event& event : many_events(200)) {
    writer.add(event);
    good = writer.flush() && good;
  }
  EXPECT_FALSE(good);
  EXPECT_FALSE(writer.finish());
  EXPECT_EQ(writer.bytes_written(), taken);
}

TEST(OpenTraceFile, DeliversEverythingAtTheFirstPoll) {
  const TemporaryFile file(small_trace());
  auto source = open_trace_file(file.path());
  ASSERT_TRUE(source) << said(source.fault());
  EXPECT_FALSE((*source)->live());
  Session session(std::move(*source));
  EXPECT_EQ(session.poll(0), SourceStatus::finished);
  EXPECT_EQ(session.poll(0), SourceStatus::finished);
  EXPECT_EQ(session.trace().size(), testing::sample_events().size());
  EXPECT_THAT(said(session.fault()), IsEmpty());
}

TEST(OpenTraceFile, ATruncatedFileSaysHowMuchIsUsable) {
  const std::string bytes = small_trace();
  const uint64_t cut = read_index(bytes).entries[4].offset + 5;
  const TemporaryFile file(std::string_view(bytes).substr(0, cut));
  auto source = open_trace_file(file.path());
  ASSERT_TRUE(source) << said(source.fault());
  Session session(std::move(*source));
  EXPECT_EQ(session.poll(0), SourceStatus::failed);
  EXPECT_EQ(session.trace().size(), 30u);
  EXPECT_THAT(said(session.fault()),
              HasSubstr("ends after " + std::to_string(cut) +
                        " of its bytes: 30 events (steps 1 to 30) are usable; the rest was never "
                        "written or was cut off."));
}

TEST(OpenTraceFile, RefusalsAreSentences) {
  const auto refusal = [](const std::string& path) { return said(open_trace_file(path).fault()); };
  EXPECT_THAT(refusal("/nowhere/a.gltrace"),
              StartsWith("/nowhere/a.gltrace cannot be read: No such file"));
  EXPECT_TRUE(is_sentence(refusal(::testing::TempDir()))) << refusal(::testing::TempDir());
  const TemporaryFile empty("");
  EXPECT_THAT(refusal(empty.path()), HasSubstr("is empty"));
}

}  // namespace
}  // namespace greenlens
