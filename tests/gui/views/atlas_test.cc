// The atlas in the window: which CPUs it shows, and what of them.
#include "tracer/cpus/atlas.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string_view>

#include "gui/menus.h"
#include "gui/views/atlas/model.h"
#include "tests/gui/driver.h"

namespace greenlens::gui::atlas {
namespace {

using testing::Driver;
using ::testing::HasSubstr;
using testing::Mode;
using ::testing::Not;

TEST(AtlasModel, ShowsTheCpuThatWasChosenOrElseTheRecordings) {
  const auto& all = cpus::all();
  EXPECT_EQ(shown(all, "riscv64", "x86-64")->id, "riscv64");
  EXPECT_EQ(shown(all, "", "AArch64")->id, "aarch64");
  EXPECT_EQ(shown(all, "no such cpu", "s390x")->id, "s390x");
  EXPECT_EQ(shown(all, "", "of a later version"), &all.front());
  EXPECT_EQ(shown(all, "", ""), &all.front());
  EXPECT_EQ(shown({}, "riscv64", "x86-64"), nullptr);
}

TEST(AtlasModel, PutsOneBesideItWhoseCallsAreOtherwise) {
  const auto& all = cpus::all();
  const cpus::Cpu& pushes = *cpus::find("x86-64");
  const cpus::Cpu& links = *cpus::find("riscv64");
  EXPECT_EQ(beside(all, "", pushes)->id, "aarch64") << "i386 is much the same";
  EXPECT_EQ(beside(all, "", links)->id, "x86_64");
  EXPECT_EQ(beside(all, "i386", links)->id, "i386");
  EXPECT_EQ(beside(all, "riscv64", links)->id, "x86_64") << "not itself";
  EXPECT_EQ(beside(all, kNobody, links), nullptr);
  EXPECT_EQ(beside({links}, "", links), nullptr);
}

TEST(Atlas, ShowsTheRecordingsCpuFirstAndAnyOther) {
  Driver driver(Mode::replay, {1600, 900});
  driver.app().carry_out(ask::Show{"atlas"});
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("System V AMD64"));
  EXPECT_THAT(driver.words(), HasSubstr("addq %rax,%rsp"));
  driver.click("atlas: riscv64");
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("RISC-V psABI, lp64d"));
  EXPECT_THAT(driver.words(), HasSubstr("add sp,sp,a0"));
  EXPECT_THAT(driver.words(), HasSubstr("Frame, 208 bytes"));
}

TEST(Atlas, HasTwoBesideEachOtherWhereThereIsRoom) {
  Settings settings = Driver::calm();
  settings.layout = LayoutChoice::diagram;
  Driver driver(Mode::replay, {1600, 900}, settings);
  driver.app().carry_out(ask::Show{"atlas"});
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("addq %rax,%rsp"));
  EXPECT_THAT(driver.words(), HasSubstr("add sp, sp, x0"));
  driver.click("atlas beside: s390x");
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("agr %r15,%r2"));
  driver.click("atlas beside: nobody");
  driver.settle();
  EXPECT_THAT(driver.words(), Not(HasSubstr("agr %r15,%r2")));

  Driver narrow(Mode::replay, {1024, 700});
  narrow.app().carry_out(ask::Show{"atlas"});
  narrow.settle();
  EXPECT_FALSE(narrow.sees("atlas beside: s390x"));
  EXPECT_TRUE(narrow.sees("atlas: s390x"));
}

TEST(Atlas, SaysWhatIsDifferentAndHasAllInNumbers) {
  Driver driver(Mode::replay, {1600, 900});
  driver.app().carry_out(ask::Show{"atlas"});
  driver.settle();
  driver.click("atlas part: differences");
  driver.settle();
  driver.click("atlas: mips64el");
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("it stands in the delay slot. x86-64 has none."));
  driver.click("atlas beside: nobody");
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("Choose a CPU beside this one"));
  driver.click("atlas part: all");
  driver.settle();
  EXPECT_THAT(driver.words(), HasSubstr("stack alignment, bytes"));
  EXPECT_FALSE(driver.sees("atlas: mips64el")) << "all are there";
}

// How far the view as a whole can be scrolled down.
float scrolls() {
  float most = -1;
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows) {
    const std::string_view name = window->Name;
    const size_t at = name.rfind("/atlas_");
    if (window->Active && at != name.npos && name.find('/', at + 1) == name.npos) {
      most = window->ScrollMax.y;
    }
  }
  return most;
}

// However little room there is: what is below the edge can be scrolled to.
TEST(Atlas, EveryCpuCanBeChosenAtAnyScale) {
  for (const float scale : {1.0f, 2.0f, 3.0f}) {
    Settings settings = Driver::calm();
    settings.scale = scale;
    const ImVec2 size{1280, 800};
    Driver driver(Mode::replay, size, settings);
    driver.app().carry_out(ask::Show{"atlas"});
    driver.settle();
    const float below = scrolls();
    EXPECT_EQ(below > 0, scale > 1) << scale;
    for (const cpus::Cpu& cpu : cpus::all()) {
      ASSERT_TRUE(driver.sees("atlas: " + cpu.id)) << cpu.id << " at " << scale;
      const ImVec4 place = driver.place("atlas: " + cpu.id);
      EXPECT_LE(place.z, size.x) << cpu.id << " at " << scale;
      EXPECT_LE(place.w, size.y + below) << cpu.id << " at " << scale;
    }
  }
}

bool has(const std::vector<MenuEntry>& entries, const std::string& id) {
  return std::any_of(entries.begin(), entries.end(),
                     [&](const MenuEntry& entry) { return entry.id == id || has(entry.more, id); });
}

TEST(Atlas, StandsInAMenu) {
  Driver driver(Mode::replay);
  const auto in = [&](Menu menu) { return has(menu_entries(driver.look(), menu), "show: atlas"); };
  EXPECT_EQ(std::count_if(std::begin(kMenus), std::end(kMenus), in), 1);
}

}  // namespace
}  // namespace greenlens::gui::atlas
