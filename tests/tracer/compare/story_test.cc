// What of a recording is compared, and what is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <string>

#include "tests/support/hostile_trace.h"
#include "tests/support/noted_trace.h"
#include "tests/support/sample_trace.h"
#include "tracer/compare/comparison.h"
#include "tracer/compare/comparison_json.h"
#include "tracer/compare/comparison_words.h"
#include "tracer/compare/story_key.h"
#include "tracer/compare/story_words.h"
#include "tracer/facts/json_fields.h"
#include "tracer/store/bytes.h"
#include "tracer/store/file_trace.h"

namespace greenlens::compare {
namespace {

using ::testing::HasSubstr;

using Change = std::function<void(facts::Event* event)>;

// The sample, each of whose events was changed.
store::Timeline changed(const Change& change) {
  store::Timeline trace;
  trace.set_info(testing::sample_info());
  for (facts::Event event : testing::sample_events()) {
    change(&event);
    trace.append(std::move(event));
  }
  return trace;
}
store::Timeline unchanged() {
  return changed([](facts::Event*) {});
}

template <typename F>
Change where(std::function<void(F*)> change) {
  return [change](facts::Event* event) {
    if (auto* fact = std::get_if<F>(&event->fact)) change(fact);
  };
}

std::map<std::string, uint64_t> hashes(const store::Trace& trace, const Compared& compared = {}) {
  const std::optional<Digest> all = digest(trace, compared, Per::greenlet);
  std::map<std::string, uint64_t> by_name = {{"all", all->hash}};
  for (const HashedGreenlet& greenlet : all->greenlets) by_name[greenlet.who.name] = greenlet.hash;
  return by_name;
}

// The names whose hashes are others than the sample's.
std::string differing(const Change& change, const Compared& compared = {}) {
  const auto plain = hashes(unchanged(), compared), other = hashes(changed(change), compared);
  std::string names;
  for (const auto& [name, hash] : plain) {
    const auto found = other.find(name);
    if (found == other.end() || found->second != hash) names += name + " ";
  }
  return names;
}

TEST(Story, OneChangedEventChangesTheHashesOfThoseWhoTakePartAndNoOthers) {
  EXPECT_EQ(differing([](facts::Event*) {}), "");
  EXPECT_EQ(differing(where<facts::Printed>([](auto* fact) {
              if (fact->greenlet == 3) fact->text += "!";
            })),
            "all gr2 ");
  EXPECT_EQ(differing(where<facts::GreenletFinished>([](auto* fact) { fact->what = "'other'"; })),
            "all gr1 ");
  // A value goes from one to another: both know it.
  EXPECT_EQ(differing(where<facts::Delivered>([](auto* fact) {
              if (fact->origin == 2 && fact->target == 3) fact->what = "('x',)";
            })),
            "all gr1 gr2 ");
  EXPECT_EQ(
      differing(where<facts::ProgramFinished>([](auto* fact) { fact->how = facts::End::exited; })),
      "all ");
}

TEST(Story, AddressesTimesSizesAndLinesAreNotCompared) {
  const Change elsewhere = [](facts::Event* event) {
    event->time_ns *= 3;
    where<facts::SliceSaved>([](auto* fact) { fact->from -= 64; })(event);
    where<facts::LineReached>([](auto* fact) { fact->at.line += 7; })(event);
    where<facts::StartPrepared>([](auto* fact) { fact->stack_stop -= 8; })(event);
  };
  EXPECT_EQ(differing(elsewhere), "");
  Compared bytes, lines;
  bytes.bytes = true, lines.lines = true;
  EXPECT_THAT(differing(elsewhere, bytes), HasSubstr("all"));
  EXPECT_THAT(differing(elsewhere, lines), HasSubstr("all"));
}

TEST(Story, AddressesInTextsAreNotComparedButNumbersAre) {
  EXPECT_EQ(without_addresses("<object at 0x7ffe12345678>"), "<object at 0x…>");
  EXPECT_EQ(without_addresses("0xABCDEF 0x123456, 0x12345"), "0x… 0x…, 0x12345");
  EXPECT_EQ(without_addresses("0x"), "0x");
  EXPECT_EQ(without_addresses("0x0x7ffe12345678"), "0x0x…");
  EXPECT_EQ(without_addresses(""), "");
}

// Two workers, one of which prints more; which thread is heard of first is chance.
store::Timeline of_workers(bool swapped, const std::string& line) {
  store::Timeline trace;
  trace.set_info(testing::sample_info());
  const auto tell = [&](facts::ThreadId thread, facts::Fact fact) {
    trace.append({1, thread, 0, 0, std::move(fact)});
  };
  tell(1, facts::GreenletCreated{1, "main", 0, facts::kStarted, -1});
  const facts::ThreadId first = swapped ? 3 : 2, second = swapped ? 2 : 3;
  for (const facts::ThreadId thread : {2u, 3u}) {
    tell(thread, facts::ThreadBegan{"worker", -1000, 0, 4096});
    tell(thread, facts::GreenletCreated{thread, "main", 0, facts::kStarted, -1});
  }
  tell(first, facts::Printed{first, "the first one"});
  tell(second, facts::Printed{second, "the second one"});
  tell(first, facts::Printed{first, line});
  return trace;
}

TEST(Story, WhichThreadTheSystemRanFirstIsNotCompared) {
  const store::Timeline a = of_workers(false, "more"), b = of_workers(true, "more");
  EXPECT_TRUE(compare(a, b, {}, 5)->same());
  const auto other = compare(a, of_workers(true, "less"), {}, 5);
  ASSERT_EQ(other->differences, 1u);
  EXPECT_EQ(other->first.front().difference.a.front().text, "more");
  EXPECT_EQ(other->first.front().difference.b.front().text, "less");
  EXPECT_EQ(other->first.front().difference.after->text, "the first one");
}

TEST(Story, SaysWhoHasAThreadThatTheOtherOneHasNot) {
  store::Timeline more = of_workers(false, "more");
  more.append({1, 4, 0, 0, facts::ThreadBegan{"late", -1000, 0, 4096}});
  more.append({1, 4, 0, 0, facts::GreenletCreated{9, "main", 0, facts::kStarted, -1}});
  more.append({1, 4, 0, 0, facts::Printed{9, "here"}});
  const auto compared = compare(more, of_workers(false, "more"), {}, 5);
  EXPECT_FALSE(compared->same());
  ASSERT_EQ(compared->only_a.size(), 1u);
  EXPECT_EQ(compared->only_a.front().thread.name, "late");
  EXPECT_EQ(compared->only_a.front().events, 1u);
  EXPECT_THAT(comparison_text(words::Messages::of("en"), *compared),
              HasSubstr("Only A has thread late, with one event."));
}

// Values that were only noted equal any value, and everything else is compared.
TEST(Story, ARecordingOfNotesTellsTheSameAsOneThatWasTold) {
  const testing::NotedTrace noted = testing::noted_trace(4, 3000);
  const auto read = store::FileTrace::open(store::bytes_in_memory(noted.bytes), "noted", {});
  ASSERT_TRUE(read);
  const auto compared = compare(**read, noted.expected, {}, 5);
  EXPECT_TRUE(compared->same()) << comparison_text(words::Messages::of("en"), *compared);
  EXPECT_EQ(compared->a.switches, noted.expected.history().switches().size());
  EXPECT_GT(compared->a.values_unknown, 2000u);
}

TEST(Story, OfOneNameTheSecondOneIsAnotherGreenlet) {
  store::Timeline trace;
  trace.set_info(testing::sample_info());
  trace.append({1, 1, 0, 0, facts::GreenletCreated{1, "main", 0, facts::kStarted, -1}});
  for (const facts::GreenletId id : {2u, 3u}) {
    trace.append({1, 1, 0, 0, facts::GreenletCreated{id, "same", 1}});
  }
  trace.append({1, 1, 0, 0, facts::Printed{3, "x"}});
  std::string said;
  const auto end = digest(trace, {}, Per::greenlet);
  for (const HashedGreenlet& greenlet : end->greenlets) {
    said += who_text(words::Messages::of("en"), greenlet.who, {}) + ", ";
  }
  EXPECT_EQ(said, "main, same #2, ");
}

TEST(Story, LetsNothingThroughOfWhatTextsHold) {
  const words::Messages& messages = words::Messages::of("en");
  const auto compared = compare(testing::hostile_timeline(), unchanged(), {}, 100);
  EXPECT_EQ(testing::raw_in(comparison_text(messages, *compared)), "");
  EXPECT_EQ(testing::raw_in(facts::json_text(comparison_to_json(messages, *compared), 2)), "");
  const auto digested = digest(testing::hostile_timeline(), {}, Per::greenlet);
  EXPECT_EQ(testing::raw_in(facts::json_text(digest_to_json(*digested, Per::greenlet), 2)), "");
}

}  // namespace
}  // namespace greenlens::compare
