// The instructions of the switch and the source that they were made from: who points at one side
// sees the other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "gui/views/machine/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/support/sample_trace.h"
#include "tracer/state/queries.h"

namespace greenlens::gui::machine {
namespace {

using ::testing::HasSubstr;
using words::InstructionRow;

std::vector<InstructionRow> three_rows() {
  std::vector<InstructionRow> rows(3);
  rows[0].line = 10, rows[0].source = 1;
  rows[1].offset = 4, rows[1].line = 12, rows[1].source = 1;
  rows[2].offset = 9, rows[2].line = 12, rows[2].source = 1;
  return rows;
}

TEST(Pointed, AtAnInstructionIsItAndItsLine) {
  const auto rows = three_rows();
  const Pointed at{4, 0, 0};
  EXPECT_FALSE(is_lit(rows[0], at));
  EXPECT_TRUE(is_lit(rows[1], at));
  EXPECT_FALSE(is_lit(rows[2], at)) << "another one of the line";
  EXPECT_EQ(lit_line(rows, 1, at), 12u);
  EXPECT_EQ(lit_line(rows, 0, at), 0u);
  EXPECT_EQ(lit_line(rows, 1, Pointed{5, 0, 0}), 0u);
}

TEST(Pointed, AtALineIsAllThatWasMadeFromIt) {
  const auto rows = three_rows();
  const Pointed at{std::nullopt, 1, 12};
  EXPECT_FALSE(is_lit(rows[0], at));
  EXPECT_TRUE(is_lit(rows[1], at));
  EXPECT_TRUE(is_lit(rows[2], at));
  EXPECT_FALSE(is_lit(rows[1], Pointed{std::nullopt, 0, 12})) << "of another source";
  EXPECT_FALSE(is_lit(rows[1], Pointed{})) << "at nothing";
  EXPECT_EQ(lit_line(rows, 1, at), 12u);
}

TEST(SourceBeside, IsThatOfWhatIsPointedAtOrOfTheStepOrTheFirst) {
  auto rows = three_rows();
  rows[2].source = 3;
  EXPECT_EQ(source_beside(rows, {}), 1u);
  rows[2].next = true;
  EXPECT_EQ(source_beside(rows, {}), 3u);
  EXPECT_EQ(source_beside(rows, Pointed{0, 0, 0}), 1u);
  rows[1].now = true;
  EXPECT_EQ(source_beside(rows, {}), 1u);
  EXPECT_EQ(source_beside(std::vector<InstructionRow>(2), {}), std::nullopt);
}

// The switch of the sample's two instructions, in the layout that shows it.
std::unique_ptr<testing::Driver> at_the_switch() {
  uint64_t first = 0;
  const store::Timeline trace = testing::stepped_timeline(&first);
  auto driver = std::make_unique<testing::Driver>(
      std::make_unique<testing::FileSource>(testing::bytes_of(trace, trace.info())));
  EXPECT_TRUE(driver->run("layout_step"));
  driver->seek(first);
  driver->settle();
  return driver;
}

TEST(SwitchView, LightsBothSidesOfWhatIsUnderTheMouseAndKeepsAClick) {
  const auto driver = at_the_switch();
  ASSERT_TRUE(driver->sees("instruction 0x0")) << driver->labels();
  EXPECT_THAT(driver->words(), HasSubstr("arch/x/switch.S"));
  const ImVec4 at = driver->place("instruction 0x4");
  driver->move_mouse({at.x + 30, (at.y + at.w) / 2});
  for (int i = 0; i < 3; ++i) driver->frame();
  EXPECT_TRUE(driver->sees("lit instruction 0x4")) << driver->labels();
  EXPECT_FALSE(driver->sees("lit instruction 0x0"));
  EXPECT_THAT(driver->words(), HasSubstr("To who has called."));
  driver->click_at({at.x + 30, (at.y + at.w) / 2});
  driver->move_mouse({1, 1});
  for (int i = 0; i < 3; ++i) driver->frame();
  EXPECT_TRUE(driver->sees("lit instruction 0x4")) << "it stays";
  driver->click("lit instruction 0x4");
  driver->move_mouse({1, 1});
  for (int i = 0; i < 3; ++i) driver->frame();
  EXPECT_TRUE(driver->sees("instruction 0x4")) << "clicked once more";
}

TEST(SwitchView, LightsWhatALineOfTheSourceBecame) {
  const auto driver = at_the_switch();
  const ImVec4 lines = driver->place("source of the switch");
  bool lit = false;
  for (float y = lines.y; y < lines.w && !lit; y += 8) {
    driver->move_mouse({lines.x + 60, y});
    for (int i = 0; i < 3; ++i) driver->frame();
    lit = driver->sees("lit instruction 0x4");
    EXPECT_FALSE(lit && driver->sees("lit instruction 0x0"));
  }
  EXPECT_TRUE(lit);
}

TEST(SwitchView, LightsTheInstructionsThatUseARegisterAndSaysHow) {
  const auto driver = at_the_switch();
  driver->app().carry_out(ask::PointAtRegister{"rsp"});
  driver->frame();
  EXPECT_TRUE(driver->sees("instruction 0x0")) << "endbr64 names none";
  EXPECT_TRUE(driver->sees("lit instruction 0x4"));
  EXPECT_TRUE(driver->sees("ui.machine.both by 0x4"));
  driver->app().carry_out(ask::PointAtRegister{"rbx"});
  driver->frame();
  EXPECT_TRUE(driver->sees("ui.machine.reads by 0x4"));
  driver->app().carry_out(ask::PointAtRegister{"rax"});
  driver->frame();
  EXPECT_FALSE(driver->sees("lit instruction 0x4"));
  driver->app().carry_out(ask::PointAtRegister{""});
  driver->frame();
  EXPECT_EQ(driver->choices().register_pointed_at, "");
}

}  // namespace
}  // namespace greenlens::gui::machine
