// Where a byte came from and who reads it next, held against programs that were played through.
#include "tracer/past/origin.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/past/random_slices.h"
#include "tests/tracer/store/filed.h"
#include "tracer/facts/address.h"
#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/past/where.h"

namespace greenlens::past {
namespace {

using namespace facts;
using ::testing::HasSubstr;
using testing::RandomSlices;
using testing::Wrote;

ByteHistory history_of(const store::Trace& trace) {
  ByteHistory history;
  while (history.go_on(trace)) {
  }
  EXPECT_EQ(history.end(), trace.size());
  return history;
}

struct Told {
  Address from = kNull, to = kNull;
  GreenletId greenlet = 0;
  ReadBy by = ReadBy::nobody;
  bool has(GreenletId id, Address byte) const {
    return id == greenlet && from <= byte && byte < to;
  }
};

// What an event does to bytes, read without an index. `at`: who is being left, and who comes.
Told told(const Event& event, GreenletId origin, GreenletId target) {
  if (const auto* saved = as<SliceSaved>(&event)) {
    return {saved->from, saved->to, saved->owner, ReadBy::saved};
  }
  if (const auto* restored = as<SliceRestored>(&event)) {
    return {restored->from, restored->to, restored->target, ReadBy::restored};
  }
  if (const auto* start = as<StackStartSet>(&event)) {
    return {INT64_MIN, start->stack_start, start->origin, ReadBy::gone};
  }
  const auto* executed = as<InstructionExecuted>(&event);
  if (executed == nullptr) return {};
  if (!executed->wrote.empty()) {
    return {executed->wrote_at, executed->wrote_at + static_cast<Address>(executed->wrote.size()),
            origin, ReadBy::overwritten};
  }
  return {executed->read_at, executed->read_at + static_cast<Address>(executed->read), target,
          ReadBy::instruction};
}

std::vector<Told> all_told(const store::Trace& trace) {
  std::vector<Told> all(1);
  GreenletId origin = 0, target = 0;
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const Event event = trace.event(step);
    if (const auto* found = as<TargetFound>(&event)) origin = found->origin, target = found->target;
    all.push_back(told(event, origin, target));
  }
  return all;
}

uint64_t copies_between(const std::vector<Told>& all, GreenletId id, Address byte, uint64_t from,
                        uint64_t to) {
  uint64_t count = 0;
  for (uint64_t step = from + 1; step <= to; ++step) {
    const bool copies = all[step].by == ReadBy::saved || all[step].by == ReadBy::restored;
    count += copies && all[step].has(id, byte) ? 1 : 0;
  }
  return count;
}

// A wrong answer is never called certain.
void expect_origin(const ByteHistory& history, const std::vector<Told>& all, const Place& place,
                   uint64_t step, const Wrote& wrote, uint64_t* certain) {
  const Origin origin = origin_of(history, place, step);
  if (!origin.is_certain()) return;
  ++*certain;
  ASSERT_EQ(origin.by == WrittenBy::instruction, wrote.by_instruction)
      << place.greenlet << " " << place.from << " at " << step;
  if (wrote.by_instruction) {
    EXPECT_EQ(origin.until, wrote.step);
  } else {
    EXPECT_LE(origin.after, wrote.step);
    EXPECT_GT(origin.until, wrote.step);
  }
  EXPECT_EQ(origin.copies_count, copies_between(all, place.greenlet, place.from, wrote.step, step));
}

void expect_reader(const ByteHistory& history, const std::vector<Told>& all, const Place& place,
                   uint64_t step) {
  uint64_t next = step + 1;
  while (next < all.size() && !all[next].has(place.greenlet, place.from)) ++next;
  const Reader reader = next_reader(history, place, step);
  if (next == all.size()) {
    EXPECT_EQ(reader.by, ReadBy::nobody);
  } else {
    EXPECT_EQ(reader.by, all[next].by) << place.greenlet << " " << place.from << " at " << step;
    EXPECT_EQ(reader.step, next);
  }
}

class RandomCopies : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomCopies, LeadBackToWhoWroteEachByte) {
  const RandomSlices program(GetParam(), 2 + GetParam() % 4, 60);
  const store::Timeline& trace = program.timeline();
  const ByteHistory history = history_of(trace);
  const std::vector<Told> all = all_told(trace);
  uint64_t asked = 0, certain = 0;
  for (uint64_t step = GetParam() % 7; step <= trace.size(); step += 7) {
    for (GreenletId id = 1; id <= program.greenlets(); ++id) {
      for (const auto& [byte, wrote] : program.left_at(step, id)) {
        const Place place{id, byte, 1, LiesIn::stack};
        expect_origin(history, all, place, step, wrote, &certain);
        expect_reader(history, all, place, step);
        ++asked;
      }
    }
  }
  EXPECT_GT(asked, 1000u);
  EXPECT_GT(certain, asked * 2 / 3);
}

INSTANTIATE_TEST_SUITE_P(Programs, RandomCopies, ::testing::Range(1U, 13U));

// The parts of a word are all of its bytes, each with who wrote it.
TEST_P(RandomCopies, OfAWordInPartsIsEachBytes) {
  const RandomSlices program(GetParam(), 2 + GetParam() % 4, 60);
  const store::Timeline& trace = program.timeline();
  const ByteHistory history = history_of(trace);
  const uint64_t end = trace.size();
  uint64_t divided = 0;
  for (GreenletId id = 1; id <= program.greenlets(); ++id) {
    for (const auto& [byte, wrote] : program.left_at(end, id)) {
      const Place place{id, byte, 8, LiesIn::stack};
      const std::vector<Part> parts = parts_of(history, place, end);
      uint64_t next = 0;
      for (const Part& part : parts) {
        ASSERT_EQ(part.first, next);
        ASSERT_GT(part.size, 0u);
        next += part.size;
        for (uint64_t i = part.first; i < next; ++i) {
          const Origin one =
              origin_of(history, {id, byte + static_cast<Address>(i), 1, LiesIn::stack}, end);
          EXPECT_EQ(one.by, part.origin.by);
          EXPECT_EQ(one.until, part.origin.until);
        }
      }
      EXPECT_EQ(next, place.size);
      const Where answer = where(history, trace, place, end);
      EXPECT_EQ(answer.parts.empty(), parts.size() == 1 || parts.size() > 4);
      divided += answer.parts.size() > 1 ? 1 : 0;
      const auto lines =
          where_lines(testing::english(), answer, [](uint64_t n) { return std::to_string(n); });
      const auto origins = std::count_if(lines.begin(), lines.end(), [](const WhereLine& line) {
        return line.about == WhereLine::About::origin;
      });
      EXPECT_EQ(static_cast<size_t>(origins), std::max<size_t>(answer.parts.size(), 1));
    }
  }
  EXPECT_GT(divided, 0u);
}

// So who asks at many steps asks once for many.
TEST_P(RandomCopies, HaveTheSameAnswerUntilTheNextChange) {
  const RandomSlices program(GetParam(), 2 + GetParam() % 4, 40);
  const store::Timeline& trace = program.timeline();
  const ByteHistory history = history_of(trace);
  uint64_t same = 0;
  for (GreenletId id = 1; id <= program.greenlets(); ++id) {
    for (const auto& [byte, wrote] : program.left_at(trace.size(), id)) {
      if (byte % 24 != 0) continue;
      const Place place{id, byte, 8, LiesIn::stack};
      const auto answer = [&](uint64_t step) {
        facts::Json json = where_json(where(history, trace, place, step));
        json.erase("step"), json.erase("greenlet");
        return json;
      };
      facts::Json before = answer(0);
      for (uint64_t step = 1; step <= trace.size(); ++step) {
        facts::Json now = answer(step);
        if (history.last_change(id, byte, step) < step - 1) {
          ASSERT_EQ(now, before) << "step " << step << ", greenlet " << id << ", " << byte;
          ++same;
        }
        before = std::move(now);
      }
    }
  }
  EXPECT_GT(same, 50u);
}

TEST(Origins, OfAWordAreThoseOfTheByteThatWasWrittenLast) {
  const RandomSlices program(3, 3, 60);
  const ByteHistory history = history_of(program.timeline());
  const uint64_t end = program.timeline().size();
  for (const auto& [byte, wrote] : program.left_at(end, 2)) {
    if (!program.left_at(end, 2).contains(byte + 7)) break;
    uint64_t last = 0;
    for (Address i = 0; i < 8; ++i) {
      const Origin one = origin_of(history, {2, byte + i, 1, LiesIn::stack}, end);
      last = std::max(last, one.until);
    }
    EXPECT_EQ(origin_of(history, {2, byte, 8, LiesIn::stack}, end).until, last);
  }
}

TEST(Origins, AreTheSameInAFileAndWhileATraceGrows) {
  const RandomSlices program(5, 4, 60);
  const auto file = testing::filed(program.timeline());
  const ByteHistory whole = history_of(program.timeline()), read = history_of(*file);
  store::Timeline growing;
  ByteHistory grown;
  for (uint64_t step = 1; step <= program.timeline().size(); ++step) {
    growing.append(program.timeline().event(step));
    if (step % 5 == 0) grown.go_on(growing);
  }
  while (grown.go_on(growing)) {
  }
  const uint64_t end = program.timeline().size();
  for (const auto& [byte, wrote] : program.left_at(end, 1)) {
    const Place place{1, byte, 1, LiesIn::stack};
    EXPECT_EQ(origin_of(whole, place, end).until, origin_of(read, place, end).until);
    EXPECT_EQ(origin_of(whole, place, end).until, origin_of(grown, place, end).until);
  }
}

TEST(Origins, ThatACopyWithoutItsBytesHidesAreDoubtful) {
  store::Timeline trace;
  const auto tell = [&](Fact fact) { trace.append({0, 1, 0, 0, std::move(fact)}); };
  const RandomSlices program(7, 2, 12);
  for (uint64_t step = 1; step <= program.timeline().size(); ++step) {
    Event event = program.timeline().event(step);
    if (auto* saved = std::get_if<SliceSaved>(&event.fact)) saved->bytes.clear();
    tell(std::move(event.fact));
  }
  const ByteHistory history = history_of(trace);
  uint64_t copied = 0;
  for (GreenletId id = 1; id <= 2; ++id) {
    for (const auto& [byte, wrote] : program.left_at(trace.size(), id)) {
      const Origin origin = origin_of(history, {id, byte, 1, LiesIn::stack}, trace.size());
      if (origin.copies_count == 0 || origin.by == WrittenBy::instruction) continue;
      EXPECT_FALSE(origin.is_certain());
      ++copied;
    }
  }
  EXPECT_GT(copied, 0u);
}

TEST(Origins, BehindLostEventsAreDoubtful) {
  const RandomSlices program(9, 2, 30);
  store::Timeline trace;
  const uint64_t before = program.timeline().size();
  for (uint64_t step = 1; step <= before; ++step) trace.append(program.timeline().event(step));
  trace.append({0, 1, 0, 0, EventsLost{3}});
  const ByteHistory history = history_of(trace);
  for (const auto& [byte, wrote] : program.left_at(before, 1)) {
    EXPECT_EQ(origin_of(history, {1, byte, 1, LiesIn::stack}, before + 1).lost, before + 1);
    EXPECT_EQ(origin_of(history, {1, byte, 1, LiesIn::stack}, before).lost, 0u);
  }
}

TEST(Origins, OfAnythingThatATraceMaySayAreAnswered) {
  store::Timeline trace;
  const auto tell = [&](Fact fact) { trace.append({0, 1, 0, 0, std::move(fact)}); };
  for (const Address at : {INT64_MIN + 1, INT64_MIN + 9, INT64_MAX - 1, Address{-4}}) {
    tell(SliceSaved{1, Extent::whole, at, INT64_MAX, UINT64_MAX, Bytes(64, 'x')});
    tell(SliceSaved{1, Extent::whole, at, end_of(at, 16), 16, Bytes(16, 'x')});
    tell(SliceRestored{1, at, INT64_MAX});
    InstructionExecuted executed;
    executed.wrote_at = at, executed.wrote = Bytes(100, 'y');
    executed.read_at = at, executed.read = UINT64_MAX;
    tell(executed);
    tell(StackStartSet{1, at});
  }
  const ByteHistory history = history_of(trace);
  for (const Address at : {Address{-4}, Address{-1} << 59, Address{1} << 59}) {
    origin_of(history, {1, at, 8, LiesIn::stack}, trace.size());
    next_reader(history, {1, at, 8, LiesIn::stack}, 1);
    bytes_at(history, trace, {1, at, 8, LiesIn::stack}, 2);
  }
}

TEST(Places, AreNamedByAddressOffsetAndRegister) {
  const store::Timeline sample = testing::sample_timeline();
  const state::State state = sample.state(sample.size() / 2);
  Place place;
  EXPECT_EQ(find_place_named(state, "-0x1a8", 8, &place), NoPlace::none);
  EXPECT_EQ(place.from, -0x1a8);
  for (const char* name : {"", "+", "gr1", "-", "0x", "-0xg", "gr1+", "gr1:", "12z", "gr1+-4",
                           "99999999999999999999", "-0xffffffffffffffffff"}) {
    EXPECT_NE(find_place_named(state, name, 8, &place), NoPlace::none) << name;
  }
  EXPECT_EQ(find_place_named(state, "nobody+4", 8, &place), NoPlace::no_such_greenlet);
  EXPECT_EQ(find_place_named(state, "main.nothing", 8, &place), NoPlace::no_such_register);
}

}  // namespace
}  // namespace greenlens::past
