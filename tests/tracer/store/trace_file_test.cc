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
#include "tracer/store/chunk_walk.h"
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

constexpr uint64_t kRecording = 77;

// A whole trace of these events, with a chunk for every `per_chunk` of them.
std::string written(const std::vector<Event>& events, size_t per_chunk) {
  std::string bytes;
  TraceWriter writer(
      [&](std::string_view piece) {
        bytes.append(piece);
        return true;
      },
      kRecording);
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
// What the index at its end says.
std::vector<IndexEntry> entries_of(const std::string& bytes) {
  const auto file = bytes_in_memory(bytes);
  std::vector<IndexEntry> entries;
  FileEnd end;
  EXPECT_TRUE(read_end(*file, &end));
  EXPECT_TRUE(
      read_index(*file, end, 0, [&](const IndexEntry& entry) { entries.push_back(entry); }));
  return entries;
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
}

TEST(TraceFile, TenThousandRandomCorruptionsNeverCrashAndKeepWhatCameBefore) {
  const std::string bytes = small_trace();
  const auto events = testing::sample_events();
  const std::vector<IndexEntry> index = entries_of(bytes);
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
    for (const IndexEntry& entry : index) {
      if (entry.type == ChunkType::events && entry.offset + entry.bytes <= at) {
        least = entry.first_event + entry.event_count;
      }
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
  }
}

TEST(TraceFile, AWrongChecksumNamesItsOffset) {
  std::string bytes = small_trace();
  const IndexEntry third = entries_of(bytes)[2];  // INFO, ten events, then this
  const uint64_t offset = third.offset;
  bytes[offset + third.bytes - 3] ^= 1;
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
    header.append(44, '\0');
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
  const uint64_t at = entries_of(bytes)[1].offset;
  const std::string later =
      encode_chunk(static_cast<ChunkType>(0x5457454e), "something new", 0, 0, {kRecording, {}});
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

TEST(TraceFile, TheIndexSaysWhatTheChunksSayThemselves) {
  const std::string bytes = written(many_events(3000), 2);
  const auto from_end = entries_of(bytes);
  EXPECT_GT(from_end.size(), 2 * kIndexPartEntries) << "more than one part";
  const auto file = bytes_in_memory(bytes);
  ChunkWalk walk(kFormatVersion);
  for (const IndexEntry& entry : from_end) {
    const std::optional<ChunkWalk::Found> found = walk.next(*file);
    ASSERT_TRUE(found);
    EXPECT_FALSE(found->is_gap);
    EXPECT_EQ(encode_index({found->entry}), encode_index({entry}));
  }
  EXPECT_FALSE(walk.next(*file));
  EXPECT_TRUE(walk.complete());
  EXPECT_FALSE(walk.fault());
}

// The chunk's events and its keyframe, as the file has them.
EventsPayload payload_of(const std::string& bytes, const IndexEntry& entry) {
  ChunkHeader header;
  std::string raw;
  EventsPayload payload;
  EXPECT_TRUE(read_chunk(*bytes_in_memory(bytes), kFormatVersion, entry.offset, &header, &raw));
  EXPECT_TRUE(decode_events(raw, &payload));
  return payload;
}

TEST(TraceFile, TheStateAtAKeyframeIsTheStateFromTheStart) {
  const auto events = many_events(5000);
  const std::string bytes = written(events, 300);
  int keyframes = 0;
  State state;
  for (const IndexEntry& entry : entries_of(bytes)) {
    if (entry.type != ChunkType::events) continue;
    const EventsPayload payload = payload_of(bytes, entry);
    EXPECT_EQ(payload.has_keyframe, entry.summary.has_keyframe);
    ASSERT_EQ(payload.events.size(), entry.event_count);
    EXPECT_TRUE(same_fact(payload.events[0].fact, events[entry.first_event].fact));
    if (!payload.has_keyframe) continue;
    while (state.step < entry.first_event) apply(&state, events[state.step]);
    const facts::Result<State> keyframe = decode_state(payload.keyframe);
    ASSERT_TRUE(keyframe);
    EXPECT_TRUE(same_state(*keyframe, state)) << "at event " << entry.first_event;
    ++keyframes;
  }
  EXPECT_GE(keyframes, 5);
}

// So a file stays in proportion to what it tells, and is never far from a keyframe.
TEST(TraceFile, KeyframesTakeAsMuchAsRecordsDo) {
  const std::string bytes = written(many_events(20000), 1000000);
  size_t since = 0, keyframes = 0, records = 0, last = 0;
  for (const IndexEntry& entry : entries_of(bytes)) {
    if (entry.type != ChunkType::events) continue;
    ChunkHeader header;
    std::string raw;
    ASSERT_TRUE(read_chunk(*bytes_in_memory(bytes), kFormatVersion, entry.offset, &header, &raw));
    const size_t keyframe = payload_of(bytes, entry).keyframe.size();
    EXPECT_EQ(keyframe > 0, entry.first_event == 0 || since >= last) << entry.first_event;
    if (keyframe > 0) last = keyframe, since = 0;
    keyframes += keyframe;
    // Before them stand a byte and the keyframe's length.
    const size_t length = keyframe == 0 ? 0 : keyframe < 128 ? 1 : keyframe < 16384 ? 2 : 3;
    const size_t of_records = raw.size() - keyframe - 1 - length;
    since += of_records;
    records += of_records;
    EXPECT_LE(raw.size() - keyframe, (size_t{64} << 10) + 10);
  }
  EXPECT_LE(keyframes, records + last);
  EXPECT_GE(keyframes, records / 32) << "small states are in every chunk";
}

TEST(TraceFile, WhatHasWaitedATenthOfASecondIsWrittenBeforeWhatFollows) {
  size_t taken = 0;
  TraceWriter writer([&](std::string_view piece) { return taken += piece.size(), true; });
  writer.begin(testing::sample_info());
  Event event = testing::sample_events()[0];
  const auto written_by = [&](uint64_t time_ns) {
    const size_t before = taken;
    event.time_ns = time_ns;
    writer.add(event);
    return taken > before;
  };
  EXPECT_FALSE(written_by(5));
  EXPECT_FALSE(written_by(100'000'004));
  EXPECT_TRUE(written_by(100'000'005)) << "the two before it";
  EXPECT_FALSE(written_by(100'000'006));
  EXPECT_FALSE(written_by(3)) << "what another thread told";
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
  const uint64_t cut = entries_of(bytes)[4].offset + 5;
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
