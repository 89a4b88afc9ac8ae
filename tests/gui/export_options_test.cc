// What is chosen of a figure where it is exported: forms, paper, and what stands beside the step.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gui/export_entries.h"
#include "gui/views/browser/model.h"
#include "tests/gui/driver.h"
#include "tests/gui/file_source.h"
#include "tests/support/hostile_trace.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

using testing::Driver;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ExportEntry picture(const char* id, const char* ending, const char* scene) {
  ExportEntry entry{id, ending, scene};
  entry.pairs = true;
  entry.blanks = {"stack_start", "copies"};
  return entry;
}

// A window on a recording that keeps what it is asked to write.
struct Exports {
  std::vector<ExportOrder> orders;
  std::unique_ptr<Driver> driver;

  Exports() {
    AppOptions options;
    const std::string own = testing::as_file(testing::sample_timeline());
    options.open = [own](const std::string&, const store::OnProgress&) -> Opened {
      return std::unique_ptr<session::EventSource>(std::make_unique<testing::FileSource>(own));
    };
    ExportEntry pages = picture("pdf", ".pdf", "stack");
    pages.each = true;
    pages.papers = {"picture", "a4", "letter"};
    options.exporters = {picture("svg", ".svg", "stack"), pages,
                         ExportEntry{"jsonl", ".jsonl", ""}};
    options.write = [this](const store::Trace&, const ExportOrder& order,
                           const store::OnProgress&) -> facts::Result<std::string> {
      orders.push_back(order);
      return order.file;
    };
    options.files.here = "/home/ada";
    options.files.list = [](const std::string&) -> facts::Result<std::vector<FileEntry>> {
      return std::vector<FileEntry>{{"exam-solution.svg", false, 9}};
    };
    options.files.is_there = [](const std::string&) { return true; };
    options.source = std::make_unique<testing::FileSource>(own);
    options.shown_name = "/home/ada/run.gltrace";
    driver = std::make_unique<Driver>(std::move(options));
    driver->seek(40);
    driver->settle();
  }
  void begin(const char* format) {
    driver->run("export");
    driver->settle();
    driver->click(format);
    driver->settle();
  }
  // What was ordered by Enter.
  ExportOrder order() {
    driver->press({kKeyEnter});
    testing::wait_for_work(driver.get());
    return orders.empty() ? ExportOrder() : orders.back();
  }
  bool sees(const std::string& id) const { return driver->sees(driver->text(id)); }
};
constexpr const char* kSvg = "a picture (.svg)";
constexpr const char* kPdf = "pages: of one step, or of many (--range) (.pdf)";

TEST(ExportOptions, OnlyWhatTheFormatHeedsIsThere) {
  Exports window;
  window.begin(kSvg);
  EXPECT_TRUE(window.sees("ui.export.form"));
  EXPECT_FALSE(window.sees("ui.blank.copies")) << "it is no form yet";
  EXPECT_FALSE(window.sees("ui.paper.a4"));
  EXPECT_FALSE(window.sees("ui.export.alone")) << "it is compared with nothing";
  window.driver->click(kPdf);
  window.driver->settle();
  EXPECT_TRUE(window.sees("ui.paper.a4"));
  window.driver->click("The recording");
  window.driver->settle();
  EXPECT_FALSE(window.sees("ui.export.form"));
  EXPECT_FALSE(window.sees("ui.paper.a4"));
}

TEST(ExportOptions, AFormIsWrittenWithItsSolution) {
  Exports window;
  window.begin(kSvg);
  window.driver->click(window.driver->text("ui.export.form"));
  window.driver->click(window.driver->text("ui.blank.stack_start"));
  window.driver->click(window.driver->text("ui.blank.copies"));
  window.driver->click(window.driver->text("ui.blank.stack_start"));
  const ExportOrder order = window.order();
  EXPECT_THAT(order.blank, ElementsAre("copies"));
  EXPECT_EQ(order.file, "/home/ada/run-40-stack.svg");
  EXPECT_EQ(order.solution, "/home/ada/run-40-stack-solution.svg");
  EXPECT_EQ(window.driver->look().notice.words,
            "Written: /home/ada/run-40-stack.svg, and its solution: "
            "/home/ada/run-40-stack-solution.svg");
  // What was chosen is still there, and gone with one click.
  window.begin(kSvg);
  window.driver->click(window.driver->text("ui.export.form"));
  const ExportOrder whole = window.order();
  EXPECT_THAT(whole.blank, IsEmpty());
  EXPECT_EQ(whole.solution, "");
}

TEST(ExportOptions, ASolutionReplacesNoFileUnasked) {
  Exports window;
  window.begin(kSvg);
  window.driver->click(window.driver->text("ui.export.form"));
  window.driver->click(window.driver->text("ui.blank.copies"));
  window.driver->click("path");
  window.driver->type("exam");
  window.driver->press({kKeyEnter});
  ASSERT_TRUE(window.sees("ui.browser.replace")) << window.driver->labels();
  window.driver->click(window.driver->text("ui.browser.replace"));
  testing::wait_for_work(window.driver.get());
  ASSERT_EQ(window.orders.size(), 1u);
  EXPECT_EQ(window.orders[0].file, "/home/ada/exam.svg");
  // Without one it stands in nobody's way.
  window.begin(kSvg);
  window.driver->click(window.driver->text("ui.export.form"));
  window.driver->click("path");
  window.driver->type("exam");
  EXPECT_EQ(window.order().solution, "");
  EXPECT_EQ(window.orders.size(), 2u);
}

TEST(ExportOptions, ASolutionThatIsThereIsNamed) {
  using browser::Entered;
  const Browsing browsing{FileUse::export_step, "svg", ".svg", "/home", "exam.svg"};
  const Listing listing{"/home", {{"exam-solution.svg", false, 9}}};
  const browser::Typed typed{"/home", "exam"};
  const Entered one = entered(browsing, listing, typed, nullptr);
  EXPECT_EQ(one.what, Entered::What::chooses);
  const Entered both = entered(browsing, listing, typed, nullptr, browser::Written::with_solution);
  EXPECT_EQ(both.what, Entered::What::asks);
  EXPECT_EQ(both.path, "/home/exam.svg");
  EXPECT_EQ(both.there, "exam-solution.svg");
}

TEST(ExportOptions, PagesAreForAPaper) {
  Exports window;
  window.begin(kPdf);
  EXPECT_EQ(window.order().paper, "");
  window.begin(kPdf);
  window.driver->click("Letter");
  EXPECT_EQ(window.order().paper, "letter");
  window.begin(kSvg);
  EXPECT_EQ(window.order().paper, "") << "a picture has none";
}

TEST(ExportOptions, APinnedStepStandsOnTheLeftUnlessTheStepIsToStandAlone) {
  Exports window;
  window.driver->seek(20);
  window.driver->press({'P', false, false});
  window.driver->seek(40);
  window.driver->settle();
  window.begin(kSvg);
  EXPECT_EQ(window.driver->choices().browsing.name, "run-20-and-40-stack.svg");
  const ExportOrder pair = window.order();
  EXPECT_EQ(pair.step, 20u);
  EXPECT_EQ(pair.beside, 40u);
  window.begin(kSvg);
  window.driver->click(window.driver->text("ui.export.alone"));
  window.driver->settle();
  EXPECT_EQ(window.driver->choices().browsing.name, "run-40-stack.svg");
  const ExportOrder alone = window.order();
  EXPECT_EQ(alone.step, 40u);
  EXPECT_EQ(alone.beside, std::nullopt);
}

TEST(ExportOptions, AnotherRecordingsStepStandsOnTheRight) {
  Exports window;
  window.driver->app().carry_out(ask::CompareWith{"/home/ada/other.gltrace"});
  testing::wait_for_work(window.driver.get());
  window.driver->settle();
  window.begin(kSvg);
  EXPECT_EQ(window.driver->choices().browsing.name, "run-40-and-other-40-stack.svg");
  const ExportOrder order = window.order();
  EXPECT_EQ(order.step, 40u);
  EXPECT_EQ(order.beside, std::nullopt);
  ASSERT_TRUE(order.other.has_value());
  EXPECT_EQ(order.other->step, 40u);
  EXPECT_THAT(order.other->own_caption, HasSubstr("A · step 40"));
  EXPECT_THAT(order.other->caption, HasSubstr("· other.gltrace"));
  ASSERT_FALSE(order.other->said.empty());
  const auto opened = order.other->open({});
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->size(), window.driver->trace().size());
}

// Pages of many steps are of those, each alone.
TEST(ExportOptions, PagesOfChosenStepsAreNoPair) {
  Exports window;
  window.driver->press({'P', false, false});
  window.driver->app().carry_out(ask::MarkSteps{{10, 12}});
  window.begin(kPdf);
  EXPECT_FALSE(window.sees("ui.export.alone"));
  EXPECT_EQ(window.order().beside, std::nullopt);
  EXPECT_EQ(window.orders.back().marked, (scene::Steps{10, 12}));
}

}  // namespace
}  // namespace greenlens::gui
