// Sources that are found in the course of a recording, wherever somebody stops reading or writing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/sample_trace.h"
#include "tests/tracer/store/growing.h"
#include "tests/tracer/store/same_trace.h"
#include "tracer/store/file_trace.h"
#include "tracer/store/last_part.h"
#include "tracer/store/timeline.h"
#include "tracer/store/trace_reader.h"
#include "tracer/store/trace_writer.h"

namespace greenlens::store {
namespace {

using ::testing::ElementsAre;

const SourceText kFoundFirst{"pkg/first.py", SourceKind::program, "one\n"};
const SourceText kFoundSecond{"pkg/second.py", SourceKind::program, "two\n"};

std::vector<std::string> added_to(const TraceInfo& info) {
  std::vector<std::string> files;
  for (size_t i = greenlens::testing::sample_info().sources.size(); i < info.sources.size(); ++i) {
    files.push_back(info.sources[i].file + ": " + info.sources[i].text);
  }
  return files;
}

// One is found after 20 events, and one after 40; small chunks.
std::string stream_with_added(bool finished = true) {
  std::string bytes;
  TraceWriter writer([&](std::string_view more) { return bytes.append(more), true; }, 7);
  TraceInfo info = greenlens::testing::sample_info();
  writer.begin(info);
  uint64_t told = 0;
  for (const facts::Event& event : greenlens::testing::sample_events()) {
    writer.add(event);
    ++told;
    if (told != 20 && told != 40) continue;
    writer.flush();
    info.sources.push_back(told == 20 ? kFoundFirst : kFoundSecond);
    writer.continue_info(info);
  }
  writer.flush();
  if (finished) writer.finish();
  return bytes;
}

std::unique_ptr<FileTrace> trace_in(std::string bytes) {
  auto trace = FileTrace::open(bytes_in_memory(std::move(bytes)), "x");
  return trace ? std::move(*trace) : nullptr;
}

TEST(AddedSources, AreThereInAFileThatWasFinishedAndInOneThatWasNot) {
  for (const bool finished : {true, false}) {
    const auto trace = trace_in(stream_with_added(finished));
    ASSERT_NE(trace, nullptr);
    EXPECT_THAT(added_to(trace->info()),
                ElementsAre("pkg/first.py: one\n", "pkg/second.py: two\n"));
    EXPECT_NE(trace->fault().kind, facts::FaultKind::info_differs);
    EXPECT_EQ(bool(trace->fault()), !finished) << "it was cut";
    greenlens::testing::expect_same_steps(*trace, greenlens::testing::sample_timeline());
  }
}

// Each prefix has those that were found before its last event, and no fault but that it was cut.
TEST(AddedSources, StandBeforeTheEventsBehindWhichTheyWereFound) {
  const std::string bytes = stream_with_added();
  size_t most = 0;
  for (size_t cut = kPreambleBytes; cut < bytes.size(); ++cut) {
    const auto trace = trace_in(bytes.substr(0, cut));
    if (trace == nullptr) continue;
    const size_t files = added_to(trace->info()).size();
    EXPECT_GE(files, most) << cut;
    EXPECT_GE(files, trace->size() > 40 ? 2u : trace->size() > 20 ? 1u : 0u) << cut;
    EXPECT_NE(trace->fault().kind, facts::FaultKind::info_differs) << cut;
    most = files;
  }
  EXPECT_EQ(most, 2u);
}

TEST(AddedSources, ReachWhoReadsTheStreamByteByByte) {
  const std::string bytes = stream_with_added();
  TraceReader reader("x");
  Timeline timeline;
  size_t files = 0;
  for (const char byte : bytes) {
    ASSERT_TRUE(reader.feed({&byte, 1}, &timeline));
    if (!reader.has_info()) continue;
    EXPECT_GE(added_to(timeline.info()).size(), files);
    files = added_to(timeline.info()).size();
    EXPECT_LE(files, timeline.size() <= 20 ? 1u : 2u);
  }
  EXPECT_THAT(added_to(timeline.info()),
              ElementsAre("pkg/first.py: one\n", "pkg/second.py: two\n"));
}

TEST(AddedSources, AreNoticedInAFileThatGrows) {
  const std::string bytes = stream_with_added();
  size_t there = bytes.size() / 8;
  auto trace = FileTrace::open(std::make_unique<greenlens::testing::Growing>(bytes, there), "x");
  ASSERT_TRUE(trace);
  EXPECT_THAT(added_to((*trace)->info()), ElementsAre());
  there = bytes.size();
  EXPECT_TRUE((*trace)->follow());
  EXPECT_THAT(added_to((*trace)->info()),
              ElementsAre("pkg/first.py: one\n", "pkg/second.py: two\n"));
}

TEST(AddedSources, AreInTheLastPartOfARecording) {
  std::string bytes;
  LastPart part({0, 0}, {[&](std::string_view more) { return bytes.append(more), true; },
                         [&](std::string_view head, uint64_t from) {
                           bytes = std::string(head) + bytes.substr(from);
                           return true;
                         },
                         [&] { return bytes_in_memory(bytes); }});
  ASSERT_TRUE(part.take(stream_with_added()));
  ASSERT_TRUE(part.finish());
  const auto trace = trace_in(bytes);
  ASSERT_NE(trace, nullptr);
  EXPECT_FALSE(trace->fault());
  EXPECT_THAT(added_to(trace->info()), ElementsAre("pkg/first.py: one\n", "pkg/second.py: two\n"));
}

TEST(AddedSources, ThatWereThereBeforeMayNotBecomeOthers) {
  TraceInfo earlier = greenlens::testing::sample_info(), later = earlier;
  later.sources.push_back(kFoundFirst);
  EXPECT_TRUE(is_continued_by(earlier, later));
  EXPECT_TRUE(is_continued_by(earlier, earlier));
  EXPECT_FALSE(is_continued_by(later, earlier)) << "one is missing";
  later.sources.front().text += " ";
  EXPECT_FALSE(is_continued_by(earlier, later));
  later = earlier;
  later.title += "!";
  later.sources.push_back(kFoundFirst);
  EXPECT_FALSE(is_continued_by(earlier, later));
}

}  // namespace
}  // namespace greenlens::store
