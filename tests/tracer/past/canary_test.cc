// A canary that a program has written before it is suspended, in a real recording: it comes from
// where it was written, with exactly the copies in between.
#include <gmock/gmock.h>

#include <algorithm>

#include "engine/cpp/greenlet.h"
#include "tests/support/english.h"
#include "tests/tracer/record/recorded.h"
#include "tracer/facts/event.h"
#include "tracer/past/where.h"
#include "tracer/record/recorder.h"
#include "tracer/state/queries.h"

namespace greenlens::past {
namespace {

using namespace engine;
using testing::english;
using ::testing::HasSubstr;

constexpr uint64_t kFirst = 0x1122334455667788, kSecond = 0x8877665544332211;
Greenlet watched, its_parent;  // NOLINT(cert-err58-cpp)

// The word is in a frame that begins behind the first line, and is another one in its third stay.
[[gnu::noinline]] void keep_canary() {
  volatile uint64_t canary[4] = {kFirst, kFirst, kFirst, kFirst};
  its_parent.switch_to();
  its_parent.switch_to();
  for (volatile uint64_t& word : canary) word = kSecond;
  its_parent.switch_to();
  EXPECT_EQ(canary[0], kSecond);
}

Value body_with_canary(const Arguments&) {
  print("before");
  keep_canary();
  return {};
}

void program() {
  its_parent = current();
  watched = Greenlet("watched", body_with_canary);
  for (int i = 0; i < 4; ++i) watched.switch_to();
  watched = its_parent = {};
}

// The address in the greenlet's copy of a canary of four such words; kNull: there is none.
facts::Address find_canary(const state::GreenletState& g, uint64_t word) {
  if (g.copy == nullptr) return facts::kNull;
  std::string bytes;
  for (int i = 0; i < 4 * 8; ++i) bytes += static_cast<char>(word >> (8 * (i % 8)));
  const size_t at = g.copy->rfind(bytes);  // below it may lie what the compiler has copied it from
  return at != std::string::npos ? g.stack_start + static_cast<facts::Address>(at) : facts::kNull;
}

class CanaryRecorded : public ::testing::Test {
 protected:
  CanaryRecorded() : trace_(record::recorded(__FILE__, program)) {
    while (history_.go_on(trace_)) {
    }
  }
  // The step of the n-th event of that kind, from 1, of which that holds.
  template <typename F, typename Holds>
  uint64_t step_of(int n, const Holds& holds) const {
    for (uint64_t step = 1; step <= trace_.size(); ++step) {
      const facts::Event event = trace_.event(step);
      const F* fact = facts::as<F>(&event);
      if (fact != nullptr && holds(*fact) && --n == 0) return step;
    }
    return 0;
  }
  // The n-th time that the watched one goes to the heap; and comes back.
  uint64_t saved(int n) const {
    return step_of<facts::SliceSaved>(n, [&](const auto& fact) { return fact.owner == id(); });
  }
  uint64_t restored(int n) const {
    return step_of<facts::SliceRestored>(n, [&](const auto& fact) { return fact.target == id(); });
  }
  facts::GreenletId id() const { return state::find_named(trace_.state(trace_.size()), "watched"); }

  const store::Timeline trace_;
  ByteHistory history_;
};

TEST_F(CanaryRecorded, ComesFromWhereItWasWrittenOverAllCopies) {
  const state::State state = trace_.state(saved(2));
  const state::GreenletState& g = *state::find(state, id());
  const facts::Address at = find_canary(g, kFirst);
  ASSERT_NE(at, facts::kNull);
  Place place;
  ASSERT_EQ(find_place(state, id(), at, 8, &place), NoPlace::none);
  EXPECT_EQ(place.in, LiesIn::heap);
  const Where answer = where(history_, trace_, place, saved(2));
  // Behind the line whose frame was above it, or the one before it where the compiler makes room
  // for it early; and before it was left for the first time.
  const uint64_t line =
      step_of<facts::LineReached>(1, [&](const auto& fact) { return fact.greenlet == id(); });
  const uint64_t left =
      step_of<facts::StackStartSet>(1, [&](const auto& fact) { return fact.origin == id(); });
  EXPECT_EQ(answer.origin.by, WrittenBy::code);
  EXPECT_LE(answer.origin.after, line);
  EXPECT_GE(answer.origin.after + 2, line);
  EXPECT_EQ(answer.origin.until, left);
  EXPECT_TRUE(answer.origin.is_certain());
  ASSERT_EQ(answer.origin.copies_count, 3u);
  EXPECT_EQ(answer.origin.copies[0].step, saved(1));
  EXPECT_EQ(answer.origin.copies[1].step, restored(1));
  EXPECT_EQ(answer.origin.copies[2].step, saved(2));
  EXPECT_EQ(answer.next.by, ReadBy::restored);
  EXPECT_EQ(answer.next.step, restored(2));
  const auto lines = where_lines(english(), answer, [](uint64_t n) { return std::to_string(n); });
  EXPECT_THAT(lines[0].words, HasSubstr("1122334455667788, in the heap"));
  EXPECT_THAT(lines[2].words, HasSubstr("3 copies since: saved at step"));
}

TEST_F(CanaryRecorded, ComesFromItsLastChange) {
  const state::State before = trace_.state(saved(2)), state = trace_.state(saved(3));
  const facts::Address at = find_canary(*state::find(state, id()), kSecond);
  ASSERT_NE(at, facts::kNull);
  EXPECT_EQ(find_canary(*state::find(before, id()), kFirst), at);
  const Origin origin = origin_of(history_, {id(), at, 8, LiesIn::heap}, saved(3));
  EXPECT_GT(origin.after, restored(2));
  EXPECT_LT(origin.until, saved(3));
  EXPECT_EQ(origin.copies_count, 1u);
}

TEST_F(CanaryRecorded, RegistersComeFromTheSwitchThatPutThemThere) {
  const uint64_t step = saved(2);
  const state::State state = trace_.state(step);
  const state::GreenletState& g = *state::find(state, id());
  const uint64_t put =
      step_of<facts::RegistersSaved>(2, [&](const auto& fact) { return fact.origin == id(); });
  ASSERT_FALSE(g.registers.empty());
  for (const facts::SavedRegister& one : g.registers) {
    if (!facts::is_stack_address(one.at)) continue;
    Place place;
    ASSERT_EQ(find_place_named(state, "watched." + one.name, 4, &place), NoPlace::none) << one.name;
    const Origin origin = origin_of(history_, place, step);
    EXPECT_EQ(origin.by, WrittenBy::registers) << one.name;
    EXPECT_EQ(origin.until, put) << one.name;
    EXPECT_EQ(origin.copies_count, 1u) << one.name;
    EXPECT_EQ(next_reader(history_, place, restored(2)).by, ReadBy::registers) << one.name;
  }
}

}  // namespace
}  // namespace greenlens::past
