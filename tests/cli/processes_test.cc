// greenlens processes, and what else takes recordings of several processes: what their user meets.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/cli/command.h"
#include "tests/support/family_trace.h"

namespace greenlens::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Family : public Command {
 protected:
  void SetUp() override {
    Command::SetUp();
    for (const testing::FamilyFile& file : testing::family_files()) write(file.name, file.bytes);
  }
  std::string at(const std::string& name) const { return folder_ + "/" + name; }
  void write(const std::string& name, const std::string& bytes) {
    std::ofstream(at(name), std::ios::binary) << bytes;
  }
  std::string read(const std::string& name) {
    std::ifstream in(at(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

TEST_F(Family, OfOneFileThoseBesideItAreFound) {
  const Result said = greenlens("processes " + at("w.gltrace"));
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, AllOf(HasSubstr("gunicorn 4711"), HasSubstr("  gunicorn 4713"),
                              HasSubstr("killed by SIGKILL"),
                              HasSubstr("gunicorn 4711 sends SIGTERM to gunicorn 4712")));
  const auto json = nlohmann::json::parse(
      greenlens("processes " + at("w.4712.gltrace") + " --json --lanes 2").out);
  EXPECT_EQ(json["processes"].size(), 3u) << "a child leads to all of them";
  EXPECT_EQ(json["processes"][1]["lanes"].size(), 2u);
  EXPECT_EQ(json["processes"][0]["findings"], 0);
}

TEST_F(Family, OfSeveralFilesJustTheseAreTaken) {
  const Result said = greenlens("processes " + at("w.gltrace") + " " + at("w.4712.gltrace") + " " +
                                at("w.4712.gltrace"));
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("process 4713"));
  EXPECT_THAT(said.err, HasSubstr("counts once"));
}

TEST_F(Family, OneThatCannotBeReadIsSaidAndTheOthersAreShown) {
  write("w.4712.gltrace", "no trace");
  const Result said = greenlens("processes " + at("w.gltrace"));
  EXPECT_EQ(said.code, 3);
  EXPECT_THAT(said.err, HasSubstr("w.4712.gltrace is left out"));
  EXPECT_THAT(said.out, HasSubstr("killed by SIGKILL"));
  EXPECT_EQ(greenlens("processes " + at("nowhere.gltrace")).code, 3);
}

TEST_F(Family, ParkedAndFindingsSayWhoseTheyAre) {
  const std::string both = at("w.4712.gltrace") + " " + at("w.gltrace");
  const Result parked = greenlens("parked " + both);
  EXPECT_EQ(parked.code, 0) << parked.err;
  EXPECT_THAT(parked.out, AllOf(HasSubstr("gunicorn 4712, "), HasSubstr("gunicorn 4711, "),
                                HasSubstr("handle-3")));
  const auto json = nlohmann::json::parse(greenlens("parked " + both + " --json").out);
  ASSERT_EQ(json["processes"].size(), 2u);
  EXPECT_EQ(json["processes"][0]["number"], 4712);
  EXPECT_FALSE(json["processes"][0]["groups"].empty());
  EXPECT_THAT(greenlens("findings " + both).out, HasSubstr("gunicorn 4711, "));
  const auto found = nlohmann::json::parse(greenlens("findings " + both + " --json").out);
  EXPECT_EQ(found["processes"][1]["number"], 4711);
  EXPECT_TRUE(nlohmann::json::parse(greenlens("findings " + at("w.gltrace") + " --json").out)
                  .contains("findings"))
      << "of one it is as ever";
}

TEST_F(Family, ThePictureAndThePageHaveAllOfThem) {
  ASSERT_EQ(greenlens("export " + at("w.gltrace") + " --scene processes -o " + at("w.svg")).code,
            0);
  EXPECT_THAT(read("w.svg"), AllOf(HasSubstr("gunicorn 4713"), HasSubstr("SIGTERM")));
  ASSERT_EQ(greenlens("export " + at("w.4712.gltrace") + " -o " + at("w.html")).code, 0);
  EXPECT_THAT(read("w.html"), AllOf(HasSubstr("<details id=\"processes\""),
                                    HasSubstr("gunicorn 4711 sends SIGKILL to gunicorn 4713")));
  std::filesystem::remove(at("w.gltrace"));
  std::filesystem::remove(at("w.4713.gltrace"));
  ASSERT_EQ(greenlens("export " + at("w.4712.gltrace") + " -o " + at("one.html")).code, 0);
  EXPECT_THAT(read("one.html"), Not(HasSubstr("<details id=\"processes\"")));
}

}  // namespace
}  // namespace greenlens::cli
