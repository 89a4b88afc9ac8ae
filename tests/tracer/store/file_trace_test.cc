// A trace in a file answers as one in memory does, as far as the file is whole; and where it is
// not, it says so with numbers.
#include "tracer/store/file_trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "tests/support/first_thread.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/said.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tests/tracer/scene/random_trace.h"
#include "tests/tracer/store/growing.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/facts/event_codec.h"
#include "tracer/facts/fields.h"
#include "tracer/state/keyframe.h"
#include "tracer/state/queries.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

using facts::Event;
using facts::EventsLost;
using facts::FaultKind;
using ::testing::HasSubstr;

constexpr uint64_t kRecording = 4711;

enum class Closing { finished, killed };

// With a chunk for every `per_chunk` events, at least.
std::string written(const Trace& trace, size_t per_chunk, Closing end = Closing::finished,
                    uint64_t recording = kRecording) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, recording);
  writer.begin(trace.info());
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    writer.add(trace.event(n));
    if (n % per_chunk == 0) writer.flush();
  }
  if (end == Closing::finished) {
    writer.finish();
  } else {
    writer.flush();
  }
  return bytes;
}

std::unique_ptr<FileTrace> opened(std::string bytes, const OpenOptions& options = {}) {
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x", options);
  EXPECT_TRUE(trace) << said(trace.fault());
  return trace ? std::move(*trace) : nullptr;
}

// All chunks of events, found one after the other.
std::vector<IndexEntry> chunks_of(const std::string& bytes) {
  std::vector<IndexEntry> chunks;
  ChunkWalk walk(kFormatVersion);
  const auto file = bytes_in_memory(bytes);
  while (const auto found = walk.next(*file)) {
    if (found->entry.type == ChunkType::events) chunks.push_back(found->entry);
  }
  return chunks;
}

std::string corpus(const std::string& name) {
  std::ifstream file(GREENLENS_SOURCE_DIR "/tests/tracer/store/corpus/" + name + ".gltrace",
                     std::ios::binary);
  EXPECT_TRUE(file) << name;
  return {std::istreambuf_iterator<char>(file), {}};
}

// What a trace in memory has of the same bytes.
Timeline read_whole(const std::string& bytes) {
  Timeline timeline;
  TraceReader reader;
  reader.feed(bytes, &timeline);
  return timeline;
}

TEST(FileTrace, AnswersAsOneInMemory) {
  for (const Timeline& timeline :
       {testing::sample_timeline(), testing::lossy_timeline(), testing::contradictory_timeline(),
        testing::hostile_timeline(), testing::random_timeline({3, 6, 40, 2000})}) {
    for (const size_t per_chunk : {1, 7, 100'000}) {
      for (const Closing end : {Closing::finished, Closing::killed}) {
        const std::string bytes = written(timeline, per_chunk, end);
        const auto trace = opened(bytes);
        testing::expect_same_trace(*trace, read_whole(bytes));
        ASSERT_EQ(trace->size(), timeline.size());
        EXPECT_TRUE(same_state(trace->state(trace->size()), timeline.state(timeline.size())));
        if (HasFatalFailure()) return;
        EXPECT_EQ(trace->fault().kind,
                  end == Closing::finished ? FaultKind::none : FaultKind::trace_cut);
      }
    }
  }
}

TEST(FileTrace, FindsWhatTheWriterDidNotLookFor) {
  const Timeline timeline = testing::contradictory_timeline();
  OpenOptions all;
  all.believe_writer = false;
  const auto trace = opened(written(timeline, 5), all);
  while (trace->check_more()) continue;
  EXPECT_EQ(trace->contradicted(), timeline.contradicted());
}

// Files of each version, as they were written then.
// As it was told before frames named the files of their code: the corpus was made then.
Timeline without_modules(const Timeline& timeline) {
  Timeline older;
  older.set_info(timeline.info());
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    Event event = timeline.event(n);
    if (auto* end = std::get_if<facts::ProgramFinished>(&event.fact)) {
      for (facts::CFrame& frame : end->frames) frame.module.clear();
    }
    if (auto* saved = std::get_if<facts::RegistersSaved>(&event.fact)) {
      for (facts::CFrame& frame : saved->frames) frame.module.clear();
    }
    older.append(std::move(event));
  }
  return older;
}

TEST(FileTrace, OpensTheFilesOfEveryVersion) {
  const std::pair<const char*, Timeline> files[] = {
      {"sample", testing::sample_timeline()},
      {"one_chunk", testing::sample_timeline()},
      {"lossy", testing::lossy_timeline()},
      {"contradictory", testing::contradictory_timeline()},
      {"hostile", without_modules(testing::hostile_timeline())}};
  for (const char* version : {"v1_", "v2_"}) {
    for (const auto& [name, timeline] : files) {
      SCOPED_TRACE(std::string(version) + name);
      const std::string bytes = corpus(std::string(version) + name);
      const auto trace = opened(bytes);
      testing::expect_same_trace(*trace, read_whole(bytes));
      testing::expect_same_steps(*trace, timeline);
      EXPECT_FALSE(trace->fault()) << said(trace->fault());
      if (HasFatalFailure()) return;
    }
    const std::string cut = corpus(std::string(version) + "cut");
    const auto trace = opened(cut);
    EXPECT_EQ(trace->fault().kind, FaultKind::trace_cut);
    EXPECT_EQ(trace->size(), 50u);
    testing::expect_same_trace(*trace, read_whole(cut));
    // One that a scenario's program told.
    const auto real = opened(corpus(std::string(version) + "generator"));
    EXPECT_EQ(real->size(), 118u);
    EXPECT_EQ(real->state(118).switches, 8u);
    EXPECT_EQ(real->info().scenario, "generator");
    EXPECT_FALSE(real->fault());
  }
}

// Recordings with switches that were only noted. (There were none before version 2.)
TEST(FileTrace, OpensTheLeanFilesOfEveryVersion) {
  struct Lean {
    const char* name;
    uint64_t steps, switches, changes_of_detail;
  };
  const auto noted = testing::noted_trace(5, 120), mixed = testing::mixed_trace(5, 120);
  for (const auto& [name, steps, switches, changes] :
       {Lean{"lean", 1517, 130, 0}, Lean{"lean_mixed", 1539, 130, 2},
        Lean{"lean_generator", 107, 8, 1}}) {
    SCOPED_TRACE(name);
    const std::string bytes = corpus(std::string("v2_") + name);
    const auto trace = opened(bytes);
    testing::expect_same_trace(*trace, read_whole(bytes));
    EXPECT_EQ(trace->size(), steps);
    EXPECT_EQ(trace->state(steps).switches, switches);
    uint64_t changed = 0;
    for (uint64_t n = 1; n <= trace->size(); ++n) {
      const facts::Fact fact = trace->event(n).fact;
      changed += std::holds_alternative<facts::DetailChanged>(fact) ? 1 : 0;
    }
    EXPECT_EQ(changed, changes);
    OpenOptions all;
    all.believe_writer = false;
    const auto checked = opened(bytes, all);
    while (checked->check_more()) continue;
    EXPECT_THAT(checked->contradicted(), ::testing::IsEmpty());
    EXPECT_FALSE(trace->fault()) << said(trace->fault());
    if (HasFatalFailure()) return;
  }
  testing::expect_same_steps(*opened(corpus("v2_lean")), noted.expected);
  testing::expect_same_steps(*opened(corpus("v2_lean_mixed")), mixed.expected);
}

// Cut anywhere, a file has every chunk that is whole, and what it says is true.
TEST(FileTrace, CutAtAnyByteKeepsEveryWholeChunk) {
  const Timeline timeline = testing::sample_timeline();
  const std::string bytes = written(timeline, 4);
  const std::vector<IndexEntry> chunks = chunks_of(bytes);
  ASSERT_GT(chunks.size(), 10u);
  for (size_t size = 0; size < bytes.size(); ++size) {
    auto trace = FileTrace::open(bytes_in_memory(bytes.substr(0, size)), "x");
    uint64_t whole = 0;
    for (const IndexEntry& chunk : chunks) {
      if (chunk.offset + chunk.bytes <= size) whole += chunk.event_count;
    }
    ASSERT_EQ(static_cast<bool>(trace), whole > 0) << size;
    if (!trace) {
      EXPECT_GT(said(trace.fault()).size(), 10u);
      continue;
    }
    ASSERT_EQ((*trace)->size(), whole) << size;
    EXPECT_EQ((*trace)->fault().kind, FaultKind::trace_cut);
    EXPECT_EQ((*trace)->fault().usable, whole);
    if (size % 37 != 0) continue;
    ASSERT_TRUE(facts::same_fields((*trace)->info(), timeline.info()));
    for (uint64_t n = 0; n <= whole; ++n) {
      ASSERT_TRUE(same_state((*trace)->state(n), timeline.state(n))) << size << ", step " << n;
    }
  }
}

// What is left of a file with one bit turned: all chunks but that one.
void expect_only_one_lost(const std::string& broken, const Timeline& timeline,
                          const IndexEntry* hit, uint64_t right_from, bool complete) {
  const auto trace = opened(broken);
  ASSERT_NE(trace, nullptr);
  ASSERT_EQ(trace->size(), timeline.size());
  const uint64_t first = hit != nullptr ? hit->first_event : 0;
  const uint64_t count = hit != nullptr ? hit->event_count : 0;
  for (uint64_t n = 1; n <= trace->size(); ++n) {
    const Event event = trace->event(n);
    if (n > first && n <= first + count) {
      ASSERT_TRUE(same_fact(event.fact, EventsLost{1})) << n;
    } else {
      ASSERT_TRUE(same_fact(event.fact, timeline.event(n).fact)) << n;
    }
  }
  EXPECT_EQ(trace->state(trace->size()).events_lost, count);
  // From the next keyframe on all is as it was, but for what is known to be missing.
  for (uint64_t n = right_from; n <= trace->size(); n += 5) {
    state::State state = timeline.state(n);
    state.events_lost = count;
    ASSERT_TRUE(same_state(trace->state(n), state)) << n;
  }
  for (uint64_t n = 0; n <= first; n += 5) {
    ASSERT_TRUE(same_state(trace->state(n), timeline.state(n))) << n;
  }
  const facts::Fault fault = trace->fault();
  if (count > 0) {
    EXPECT_EQ(fault.kind, FaultKind::gap);
    EXPECT_EQ(fault.at, hit->offset);
    EXPECT_EQ(fault.details, std::to_string(count));
    EXPECT_EQ(fault.usable, trace->size() - count);
    EXPECT_THAT(said(fault), HasSubstr(std::to_string(count) + " events are missing"));
  } else if (complete) {
    EXPECT_EQ(fault.usable, fault ? trace->size() : 0u) << said(fault);
  }
}

TEST(FileTrace, AFlippedBitLosesTheChunkThatItHits) {
  Timeline timeline = testing::random_timeline({7, 4, 12, 200});
  for (const Closing end : {Closing::finished, Closing::killed}) {
    const std::string bytes = written(timeline, 12, end);
    std::vector<IndexEntry> chunks = chunks_of(bytes);
    for (const IndexEntry& chunk : chunks) ASSERT_GT(chunk.event_count, 1u);
    testing::RandomFacts random(5);
    for (int i = 0; i < 600 && !HasFatalFailure(); ++i) {
      std::string broken = bytes;
      const size_t at = kPreambleBytes + random.below(bytes.size() - kPreambleBytes);
      broken[at] = static_cast<char>(broken[at] ^ (1 << random.below(8)));
      const IndexEntry* hit = nullptr;
      for (const IndexEntry& chunk : chunks) {
        if (chunk.offset <= at && at < chunk.offset + chunk.bytes) hit = &chunk;
      }
      SCOPED_TRACE("byte " + std::to_string(at) + " of " + std::to_string(bytes.size()) +
                   (end == Closing::finished ? ", finished" : ", killed"));
      // What the chunk says of itself is not what it holds: that stays.
      if (hit != nullptr) {
        ChunkHeader header;
        decode_header(std::string_view(bytes).substr(hit->offset, kChunkHeaderBytes),
                      kFormatVersion, &header);
        const uint64_t payload = hit->offset + kChunkHeaderBytes + header.summary_bytes;
        if (at >= hit->offset + kChunkHeaderBytes && at < payload) hit = nullptr;
      }
      // Nothing follows the last chunk of a killed one that could say what it was.
      if (hit == &chunks.back() && end == Closing::killed && at < hit->offset + kChunkHeaderBytes) {
        continue;
      }
      uint64_t right_from = hit != nullptr ? timeline.size() + 1 : 0;
      for (const IndexEntry& chunk : chunks) {
        if (hit != nullptr && chunk.first_event > hit->first_event && chunk.summary.has_keyframe) {
          right_from = std::min(right_from, chunk.first_event);
        }
      }
      expect_only_one_lost(broken, timeline, hit, right_from, end == Closing::finished);
    }
  }
}

TEST(FileTrace, WhatWasRecordedStandsTwice) {
  const Timeline timeline = testing::sample_timeline();
  std::string bytes = written(timeline, 10);
  const auto at = static_cast<size_t>(chunks_of(bytes)[0].offset) - 20;
  bytes[at] ^= 4;
  testing::expect_same_trace(*opened(bytes), timeline);
  // In one that was killed it stands at the beginning only: then all is there but that.
  bytes = written(timeline, 10, Closing::killed);
  bytes[at] ^= 4;
  const auto trace = opened(bytes);
  testing::expect_same_steps(*trace, timeline);
  EXPECT_TRUE(trace->info().title.empty());
}

TEST(FileTrace, AChunkOfAnotherRecordingIsNoticed) {
  const Timeline timeline = testing::sample_timeline();
  const std::string mine = written(timeline, 10),
                    others = written(timeline, 10, Closing::finished, 5);
  const IndexEntry chunk = chunks_of(mine)[2];
  ASSERT_EQ(chunks_of(others)[2].offset, chunk.offset);
  std::string mixed = mine;
  mixed.replace(chunk.offset, chunk.bytes, others, chunk.offset, chunk.bytes);
  const auto trace = opened(mixed);
  EXPECT_TRUE(same_fact(trace->event(chunk.first_event + 1).fact, EventsLost{1}));
  EXPECT_EQ(trace->fault().kind, FaultKind::gap);
  EXPECT_EQ(trace->state(trace->size()).events_lost, chunk.event_count);
  // So does whoever reads from the beginning, and a file that has no index.
  Timeline read;
  TraceReader reader;
  EXPECT_FALSE(reader.feed(mixed, &read));
  EXPECT_EQ(reader.fault().kind, FaultKind::foreign);
  mixed.resize(mixed.size() - 1);
  const auto walked = opened(mixed);
  EXPECT_EQ(walked->state(walked->size()).events_lost, chunk.event_count);
  EXPECT_EQ(walked->size(), timeline.size());
}

TEST(FileTrace, AChunkThatWasCutOutIsAGapOfItsSize) {
  const Timeline timeline = testing::sample_timeline();
  std::string bytes = written(timeline, 10);
  const IndexEntry chunk = chunks_of(bytes)[2];
  bytes.erase(chunk.offset, chunk.bytes);
  const auto trace = opened(bytes);
  EXPECT_EQ(trace->size(), timeline.size());
  EXPECT_EQ(trace->fault().kind, FaultKind::gap);
  EXPECT_EQ(trace->fault().details, "10");
  EXPECT_TRUE(
      same_fact(trace->event(chunk.first_event).fact, timeline.event(chunk.first_event).fact));
  EXPECT_TRUE(same_fact(trace->event(chunk.first_event + 10).fact, EventsLost{1}));
  EXPECT_TRUE(same_fact(trace->event(chunk.first_event + 11).fact,
                        timeline.event(chunk.first_event + 11).fact));
}

// Of version 1 nothing tells what came after the damage; the events are there all the same.
TEST(FileTrace, DamageInAFileOfVersionOneIsAGapToo) {
  std::string bytes = corpus("v1_sample");
  const size_t at = bytes.find("EVTS", bytes.find("EVTS") + 4);
  bytes[at + 45] ^= 1;
  const auto trace = opened(bytes);
  EXPECT_EQ(trace->size(), testing::sample_events().size());
  EXPECT_EQ(trace->fault().kind, FaultKind::gap);
  EXPECT_EQ(trace->fault().at, at);
  EXPECT_EQ(trace->state(trace->size()).events_lost, 10u);
  EXPECT_TRUE(same_fact(trace->event(21).fact, testing::sample_events()[20].fact));
}

// --- while it is being written
using testing::Growing;

TEST(FileTrace, FollowsAFileThatGrows) {
  const Timeline timeline = testing::random_timeline({11, 5, 30, 2000});
  const std::string bytes = written(timeline, 8);
  for (const size_t piece : {1, 100, 5000}) {
    size_t there = chunks_of(bytes)[1].offset;
    auto trace = FileTrace::open(std::make_unique<Growing>(bytes, there), "x");
    ASSERT_TRUE(trace);
    uint64_t before = 0;
    while (there < bytes.size()) {
      EXPECT_FALSE((*trace)->is_over());
      EXPECT_FALSE((*trace)->fault()) << said((*trace)->fault());
      there = std::min(there + piece, bytes.size());
      (*trace)->follow();
      const uint64_t now = (*trace)->size();
      ASSERT_GE(now, before);
      if (now > before) {
        ASSERT_TRUE(same_state((*trace)->state(now), timeline.state(now)));
        ASSERT_TRUE(same_state((*trace)->state(before), timeline.state(before)));
      }
      before = now;
    }
    EXPECT_TRUE((*trace)->is_over());
    testing::expect_same_trace(**trace, timeline);
    EXPECT_FALSE((*trace)->fault()) << said((*trace)->fault());
  }
}

TEST(FileTrace, OpeningTellsHowFarItIsAndCanBeCalledOff) {
  std::string bytes = corpus("v1_sample");
  Timeline many = testing::sample_timeline();
  for (int i = 0; i < 30; ++i) {
    for (const Event& event : testing::sample_events()) many.append(event);
  }
  bytes = written(many, 5, Closing::killed);
  uint64_t told = 0, times = 0;
  OpenOptions options;
  options.progress = [&](uint64_t done, uint64_t all) {
    EXPECT_GT(done, told);
    EXPECT_EQ(all, bytes.size());
    told = done;
    ++times;
    return true;
  };
  EXPECT_NE(opened(bytes, options), nullptr);
  EXPECT_GT(times, 3u);
  options.progress = [&](uint64_t, uint64_t) { return false; };
  const auto trace = FileTrace::open(bytes_in_memory(bytes), "x", options);
  ASSERT_FALSE(trace);
  EXPECT_EQ(trace.fault().kind, FaultKind::cancelled);
}

TEST(FileTrace, AnOverviewOfALongTraceIsWhatTheIndexSays) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; });
  writer.begin(testing::sample_info());
  const auto events = testing::sample_events();
  for (size_t i = 0; i < 40'000; ++i) writer.add(events[i % events.size()]);
  writer.finish();
  const auto trace = opened(bytes);
  const auto overview = trace->overview();
  EXPECT_FALSE(overview->is_exact());
  EXPECT_EQ(overview->names(), trace->history().names());
  uint64_t at = 0, switches = 0, copied = 0;
  for (const Part& part : overview->parts()) {
    EXPECT_EQ(part.from, at);
    EXPECT_GT(part.to, part.from);
    at = part.to;
    switches += part.switches;
    copied += part.bytes;
    // Whoever ran there exactly, and nobody else.
    std::set<facts::GreenletId> ran, told;
    for (uint64_t n = part.from + 1; n <= part.to; ++n)
      ran.insert(told_by(trace->state(n)).current);
    for (const store::Run& run : overview->runs()) {
      if (run.from == part.from) told.insert(run.who);
    }
    EXPECT_EQ(ran, told) << part.from;
  }
  EXPECT_EQ(at, trace->size());
  const state::State end = trace->state(trace->size());
  EXPECT_EQ(switches, end.switches);
  EXPECT_EQ(copied, end.bytes_out + end.bytes_in);
  EXPECT_TRUE(opened(written(testing::sample_timeline(), 9))->overview()->is_exact());
}

TEST(FileTrace, LettersBeyondAsciiAreFoundWithoutReadingTheRest) {
  Timeline timeline = testing::sample_timeline();
  timeline.append({1, 1, 0, 0, facts::Printed{1, "grün"}});
  timeline.append({1, 1, 0, 0, facts::GreenletRenamed{2, "栈"}});
  const auto letters = opened(written(timeline, 3))->letters();
  EXPECT_THAT(letters, ::testing::IsSupersetOf({"grün", "栈"}));
  EXPECT_LE(letters.size(), 3u);
  EXPECT_TRUE(opened(written(testing::sample_timeline(), 3))->letters().empty());
}

// --- hostile content under right sums
TEST(FileTrace, TenThousandRandomCorruptionsNeverCrashAndSayOnlyWhatIsTrue) {
  const Timeline timeline = testing::sample_timeline();
  const std::string bytes = written(timeline, 6);
  testing::RandomFacts random(44);
  for (int i = 0; i < 10000; ++i) {
    std::string broken = bytes;
    for (uint64_t times = 1 + random.below(3); times > 0; --times) {
      const size_t at = random.below(broken.size());
      switch (random.below(4)) {
        case 0:
          broken[at] = static_cast<char>(broken[at] ^ (1 << random.below(8)));
          break;
        case 1:
          for (size_t j = at; j < std::min(broken.size(), at + random.below(64)); ++j) {
            broken[j] = static_cast<char>(random.below(256));
          }
          break;
        case 2:
          broken.erase(at, 1 + random.below(400));
          break;
        default:
          broken.insert(at, broken.substr(random.below(broken.size()), random.below(400)));
      }
      if (broken.empty()) broken = "x";
    }
    const auto trace = FileTrace::open(bytes_in_memory(broken), "x");
    if (!trace) {
      EXPECT_GT(said(trace.fault()).size(), 10u);
      continue;
    }
    // Each event is lost, or one that was told, and those come in the order in which they came.
    uint64_t last = 0;
    const uint64_t size = (*trace)->size();
    for (uint64_t n = 1; n <= size; ++n) {
      const Event event = (*trace)->event(n);
      if (std::holds_alternative<EventsLost>(event.fact)) continue;
      while (++last <= timeline.size() && !same_fact(event.fact, timeline.event(last).fact))
        continue;
      ASSERT_LE(last, timeline.size()) << "corruption " << i << ", step " << n;
    }
    for (uint64_t n = 0; n <= size; n += 11) greenlens::testing::ranges_of((*trace)->state(n));
    EXPECT_LE((*trace)->count(facts::Grain::switch_), size);
  }
}

std::string as_chunk(const std::string& payload, uint64_t first, uint32_t count,
                     const Summary* summary = nullptr) {
  ChunkMarks marks{kRecording, {}};
  if (summary != nullptr) marks.summary = encode_summary(*summary);
  return encode_chunk(ChunkType::events, payload, first, count, marks);
}
std::string first_chunks() {
  return encode_preamble() +
         encode_chunk(ChunkType::info, to_json(testing::sample_info()), 0, 0, {kRecording, {}});
}

TEST(FileTrace, NonsenseBehindRightChecksumsNeverCrashes) {
  const auto events = testing::sample_events();
  const auto count = static_cast<uint32_t>(events.size());
  std::string records;
  Summarizer summarizer;
  state::State end;
  for (const Event& event : events) {
    append_event(&records, event);
    apply(&end, event);
    summarizer.add(event, end);
  }
  Summary summary = summarizer.summary(true);
  summary.has_keyframe = true;
  const std::string payload = encode_events(encode_state(end), records);
  testing::RandomFacts random(45);
  const auto nonsense = [&](std::string bytes) {
    for (uint64_t n = random.below(4); n-- > 0;) {
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    }
    return bytes;
  };
  for (int i = 0; i < 3000; ++i) {
    std::string file = first_chunks();
    for (uint64_t c = 0; c < 3; ++c) {
      const std::string said = nonsense(encode_summary(summary));
      file +=
          encode_chunk(ChunkType::events, nonsense(payload), c * count, count, {kRecording, said});
    }
    const auto trace = FileTrace::open(bytes_in_memory(file), "x");
    ASSERT_TRUE(trace);
    for (uint64_t n = 0; n <= (*trace)->size(); n += 9)
      greenlens::testing::ranges_of((*trace)->state(n));
    for (const facts::Grain grain : facts::kGrains) {
      for (uint64_t n = 0; n <= (*trace)->size(); n += 9) {
        EXPECT_LE((*trace)->count_until(grain, n), n);
        EXPECT_LE((*trace)->stop(grain, n), (*trace)->size());
      }
    }
    while ((*trace)->check_more()) continue;
    EXPECT_LE((*trace)->history().switches().size(), (*trace)->size());
  }
}

TEST(FileTrace, ASummaryThatIsWrongIsCorrectedAndSaidOfTheFile) {
  const auto events = testing::sample_events();
  std::string records;
  Summarizer summarizer;
  state::State end;
  for (const Event& event : events) {
    append_event(&records, event);
    apply(&end, event);
    summarizer.add(event, end);
  }
  Summary summary = summarizer.summary(true);
  summary.here.line_stops += 3;
  const auto trace =
      opened(first_chunks() + as_chunk(encode_events("", records), 0,
                                       static_cast<uint32_t>(events.size()), &summary));
  EXPECT_NE(trace->count(facts::Grain::line),
            testing::stops(testing::sample_timeline(), facts::Grain::line).size());
  trace->event(1);
  EXPECT_EQ(testing::stops(*trace, facts::Grain::line),
            testing::stops(testing::sample_timeline(), facts::Grain::line));
}

// Of so many greenlets, with so many registers of no bytes each.
std::string keyframe_of_registers(uint64_t greenlets, uint64_t each) {
  std::string keyframe("\0\0\0\0", 4);  // no step, no thread, no threads, no stacks
  facts::write_varint(&keyframe, greenlets);
  keyframe.append(greenlets, '\1');
  uint64_t fields = 0;
  state::GreenletState::fields([&](const char*, auto) { ++fields; });
  facts::write_varint(&keyframe, fields);
  state::GreenletState::fields([&](const std::string& name, auto member) {
    std::string column;
    for (uint64_t i = 0; i < greenlets; ++i) {
      if (name != "registers") {
        facts::write_value(&column, state::GreenletState().*member);
        continue;
      }
      facts::write_varint(&column, each);
      column.append(each, '\0');
    }
    facts::write_varint(&keyframe, column.size() * 2);
    keyframe += column;
  });
  return keyframe;
}

// A state that would take gigabytes stands in a few kilobytes.
TEST(FileTrace, AKeyframeIsWeighedBeforeItIsBelieved) {
  const auto few = state::decode_state(keyframe_of_registers(60, 3));
  ASSERT_TRUE(few);
  EXPECT_EQ(few->greenlets.size(), 60u);
  const auto events = testing::sample_events();
  std::string records;
  for (const Event& event : events) append_event(&records, event);
  const std::string keyframe = keyframe_of_registers(60, facts::kMaxListItems);
  const std::string payload = encode_events(keyframe, records);
  ASSERT_LT(payload.size(), kMaxRawBytes);
  const std::string file =
      first_chunks() + as_chunk(payload, 0, static_cast<uint32_t>(events.size()));
  EXPECT_LT(file.size(), 20'000u);
  const auto trace = opened(file);
  // Not believed: the beginning is as empty as any, and the steps are right.
  EXPECT_TRUE(trace->state(0).greenlets.empty());
  EXPECT_TRUE(same_state(trace->state(60), testing::sample_timeline().state(60)));
}

// Steps are numbers that people and programs go through: no file makes more of them than it has
// room for.
TEST(FileTrace, AGapHasNoMoreStepsThanItHadRoomFor) {
  const std::string end =
      encode_chunk(ChunkType::end, std::string(8, '\0'), uint64_t{1} << 60, 0, {kRecording, {}});
  const auto trace = opened(first_chunks() + end);
  EXPECT_EQ(trace->size(), kMaxChunkEvents);
  EXPECT_EQ(trace->fault().details, std::to_string(uint64_t{1} << 60));
  EXPECT_EQ(trace->state(trace->size()).events_lost, uint64_t{1} << 60);
}

TEST(FileTrace, StatesThatGrowWithoutEndAreCutAtWhatAFileOfItsSizeCanHold) {
  constexpr uint64_t kChunks = 40;
  std::string records;
  for (uint32_t i = 0; i < kMaxChunkEvents; ++i) {
    facts::append_event(&records,
                        {1, 1, 0, 0, facts::GreenletCreated{1, "", 1, facts::kNull, facts::kNull}});
  }
  std::string file = first_chunks();
  const std::string payload = encode_events("", records);
  for (uint64_t i = 0; i < kChunks; ++i) {
    file += as_chunk(payload, i * kMaxChunkEvents, kMaxChunkEvents);
  }
  const auto trace = opened(file);
  EXPECT_EQ(trace->size(), kChunks * kMaxChunkEvents);
  EXPECT_GT(trace->state(trace->size()).events_lost, 0u);
  EXPECT_EQ(trace->fault().kind, FaultKind::too_much);
}

}  // namespace
}  // namespace greenlens::store
