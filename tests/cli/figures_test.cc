// Figures from the command line: which files are written, and what is refused.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/cli/command.h"

namespace greenlens::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class Figures : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    file_ = recorded("test1_test2");
  }
  Result written(const std::string& options) {
    fs::create_directory(folder_ + "/out");
    return greenlens("export " + file_ + " -o " + folder_ + "/out/" + options);
  }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_ + "/out")) {
      names.insert(entry.path().filename().string());
    }
    return names;
  }
  std::string content(const std::string& name) const { return slurp(folder_ + "/out/" + name); }
  std::string file_;
};

TEST_F(Figures, OfARangeAreAFileForEachStepWhereTheNameHasAPlaceForIt) {
  ASSERT_EQ(written("step-%.svg --range 8:11").code, 0);
  EXPECT_THAT(files(), ElementsAre("step-08.svg", "step-09.svg", "step-10.svg", "step-11.svg"));
  ASSERT_EQ(written("one.svg --step 10").code, 0);
  EXPECT_EQ(content("step-10.svg"), content("one.svg"));
  EXPECT_NE(content("step-08.svg"), content("step-09.svg"));
}

TEST_F(Figures, OfARangeAtAGrainAreOfItsStops) {
  ASSERT_EQ(written("s%.svg --grain switch --range 1:2").code, 0);
  const std::set<std::string> two = files();
  ASSERT_EQ(two.size(), 2u);
  ASSERT_EQ(written("first.svg --grain switch --step 1").code, 0);
  EXPECT_EQ(content(*two.begin()), content("first.svg"));
}

TEST_F(Figures, OfARangeOfOneStepAreOfThatStep) {
  ASSERT_EQ(written("one-%.svg --range 10:10").code, 0);
  EXPECT_THAT(files(), ElementsAre("one-10.svg"));
  ASSERT_EQ(written("page.pdf --range 10:10").code, 0);
  ASSERT_EQ(written("same.pdf --step 10").code, 0);
  EXPECT_EQ(content("page.pdf"), content("same.pdf"));
  EXPECT_EQ(written("x.html --range 10:10").code, 2);
}

TEST_F(Figures, OfAFormHaveItsSolutionBesideThem) {
  ASSERT_EQ(written("exam.svg --step 40 --scene sheet --blank stack_start,copies").code, 0);
  EXPECT_THAT(files(), ElementsAre("exam-solution.svg", "exam.svg"));
  ASSERT_EQ(written("plain.svg --step 40 --scene sheet").code, 0);
  EXPECT_EQ(content("exam-solution.svg"), content("plain.svg"));
  EXPECT_THAT(content("exam.svg"), Not(HasSubstr(".stack_start")));
  EXPECT_THAT(content("exam-solution.svg"), HasSubstr(".stack_start"));
}

TEST_F(Figures, StandBesideEachOther) {
  ASSERT_EQ(written("two.svg --step 27 --beside 40 --beside last").code, 0);
  const std::string svg = content("two.svg");
  EXPECT_THAT(svg, HasSubstr("step 27 of "));
  EXPECT_THAT(svg, HasSubstr("step 40 of "));
  EXPECT_THAT(svg, HasSubstr("3.stack."));
  EXPECT_THAT(svg, HasSubstr("id=\"2.stack.copy.3.name.differs\""));
}

TEST_F(Figures, OpenTheSliceThatIsNamedOrOfWhoeverRuns) {
  ASSERT_EQ(written("a.svg --step 40 --select gr2 --words --scene slide").code, 0);
  EXPECT_THAT(content("a.svg"), HasSubstr("gr2’s slice, opened"));
  EXPECT_THAT(content("a.svg"), HasSubstr(".word."));
  ASSERT_EQ(written("b.svg --step 40 --frames").code, 0);
  EXPECT_THAT(content("b.svg"), HasSubstr("gr2’s slice, opened"));
  EXPECT_THAT(content("b.svg"), Not(HasSubstr(".word.")));
}

TEST_F(Figures, AreShapesForProgramsAsWell) {
  ASSERT_EQ(written("two.scene.json --step 27 --beside 40").code, 0);
  const auto two = nlohmann::json::parse(content("two.scene.json"));
  ASSERT_EQ(written("one.scene.json --step 27").code, 0);
  const auto one = nlohmann::json::parse(content("one.scene.json"));
  EXPECT_GT(two["width"], one["width"].get<double>() * 2 - 1);
  ASSERT_EQ(written("exam.scene.json --step 40 --blank stack_start").code, 0);
  EXPECT_THAT(content("exam.scene.json"), Not(HasSubstr("stack_start")));
  EXPECT_THAT(content("exam-solution.scene.json"), HasSubstr("stack_start"));
}

TEST_F(Figures, WhatAFormatDoesNotHeedIsRefusedAndNothingIsWritten) {
  struct Refused {
    const char* options;
    const char* said;
  };
  for (const Refused& one :
       {Refused{"x.html --step 3", "--step means nothing to a file that ends with .html"},
        Refused{"x.jsonl --theme dark", "--theme means nothing to a file that ends with .jsonl"},
        Refused{"x.svg --paper a4", "--paper means nothing to a file that ends with .svg"},
        Refused{"x.pdf --scale 2", "--scale means nothing to a file that ends with .pdf"},
        Refused{"x.svg --blank everything", "everything"}, Refused{"x.svg --beside 4000", "4000"},
        Refused{"x.html --words", "--words means nothing to a file that ends with .html"},
        Refused{"x.svg --scene tree --frames", "In tree nobody’s slice can be opened"},
        Refused{"x.pdf --range 9", "9"}, Refused{"x.png --scale 100", "100"}}) {
    const Result result = written(one.options);
    EXPECT_EQ(result.code, 2) << one.options;
    EXPECT_THAT(result.err, HasSubstr(one.said)) << one.options;
    EXPECT_TRUE(files().empty()) << one.options;
  }
}

TEST_F(Figures, ThatWouldBeTooLargeLeaveNothingBehind) {
  const Result result = written("x.png --scene poster --scale 8 --beside 3 --beside 4 --beside 5");
  EXPECT_EQ(result.code, 1);
  EXPECT_THAT(result.err, HasSubstr("choose a smaller --scale"));
  EXPECT_TRUE(files().empty());
}

}  // namespace
}  // namespace greenlens::cli
