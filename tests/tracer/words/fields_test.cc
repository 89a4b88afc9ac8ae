// A greenlet's fields, and what a step changed in them.
#include "tracer/words/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "tests/support/sample_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::words {
namespace {

using facts::GreenletId;
using store::Timeline;
using ::testing::IsEmpty;

constexpr GreenletId kGr1 = 2, kGr2 = 3;

// The step of the nth event of this kind.
template <typename F>
uint64_t step_of(const Timeline& timeline, int nth = 0) {
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    if (std::holds_alternative<F>(timeline.event(n).fact) && nth-- == 0) return n;
  }
  ADD_FAILURE() << "no such event";
  return 0;
}

std::map<std::string, FieldRow> rows_at(const Timeline& timeline, uint64_t step, GreenletId id) {
  std::map<std::string, FieldRow> rows;
  for (FieldRow& row : fields_of(Messages::of("en"), timeline.at(step), id)) rows[row.field] = row;
  return rows;
}

TEST(Fields, ShowWhatASaveChanged) {
  Timeline timeline = testing::sample_timeline();
  auto rows = rows_at(timeline, step_of<facts::SliceSaved>(timeline, 2), kGr2);
  EXPECT_TRUE(rows["stack_saved"].changed);
  EXPECT_EQ(rows["stack_saved"].was, "0");
  EXPECT_EQ(rows["stack_saved"].value, "432");
  EXPECT_TRUE(rows["stack_copy"].changed);
  EXPECT_EQ(rows["stack_copy"].was, "NULL");
  for (const char* same : {"stack_stop", "stack_start", "parent", "top_frame"}) {
    EXPECT_FALSE(rows[same].changed) << same;
  }
  EXPECT_EQ(rows["stack_stop"].value, "-0x2c0");
  EXPECT_EQ(rows["stack_start"].value, "-0x470");
  EXPECT_EQ(rows["parent"].value, "main");
}

TEST(Fields, MarkWhatDiffersFromTheStateBefore) {
  Timeline timeline = testing::sample_timeline();
  int marked = 0;
  for (uint64_t n = 1; n <= timeline.size(); ++n) {
    const state::Moment moment = timeline.at(n);
    for (const auto& [id, greenlet] : moment.after.greenlets) {
      const auto* then = state::find(moment.before, id);
      if (!then) continue;
      auto rows = rows_at(timeline, n, id);
      EXPECT_EQ(rows["stack_saved"].changed, then->stack_saved != greenlet.stack_saved) << n;
      EXPECT_EQ(rows["stack_start"].changed, then->stack_start != greenlet.stack_start) << n;
      EXPECT_EQ(rows["stack_stop"].changed, then->stack_stop != greenlet.stack_stop) << n;
      EXPECT_EQ(rows["stack_prev"].changed, then->stack_prev != greenlet.stack_prev) << n;
      EXPECT_EQ(rows["parent"].changed, then->parent != greenlet.parent) << n;
      for (const auto& [field, row] : rows) {
        EXPECT_EQ(row.changed, row.was != row.value) << field;
        marked += row.changed;
      }
    }
  }
  EXPECT_GT(marked, 15);
}

TEST(Fields, ANewGreenletIsShownWithoutAPast) {
  Timeline timeline = testing::sample_timeline();
  auto rows = rows_at(timeline, step_of<facts::GreenletCreated>(timeline, 1), kGr1);
  ASSERT_EQ(rows.size(), 10u);
  for (const auto& [field, row] : rows) EXPECT_FALSE(row.changed) << field;
  EXPECT_EQ(rows["stack_start"].value, "NULL");
}

TEST(Fields, AnUnknownGreenletHasNone) {
  Timeline timeline = testing::sample_timeline();
  EXPECT_THAT(fields_of(Messages::of("en"), timeline.at(0), kGr1), IsEmpty());
}

}  // namespace
}  // namespace greenlens::words
