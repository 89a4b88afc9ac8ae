// Films: what ffmpeg is given, with a stand-in for it; and what the real one makes, where it is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/export/whole.h"
#include "tracer/words/narration.h"

namespace greenlens::exports {
namespace {

using greenlens::testing::english;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::stringstream content;
  content << std::ifstream(file, std::ios::binary).rdbuf();
  return content.str();
}

// A folder that is PATH and TMPDIR for as long as it lives.
class Films : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "greenlens-films-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = std::getenv("PATH");
    fs::create_directory(folder_ / "bin");
    fs::create_directory(folder_ / "tmp");
    setenv("TMPDIR", (folder_ / "tmp").c_str(), 1);
  }
  void TearDown() override {
    setenv("PATH", path_.c_str(), 1);
    unsetenv("TMPDIR");
    fs::remove_all(folder_);
  }
  // In the place of ffmpeg: keeps what it was given, and makes a film of these bytes.
  void stand_in(const std::string& body) {
    const fs::path script = folder_ / "bin" / "ffmpeg";
    std::ofstream(script) << "#!/bin/sh\nPATH=" << path_ << "\n" << body;
    fs::permissions(script, fs::perms::owner_all);
    setenv("PATH", (folder_ / "bin").c_str(), 1);
  }
  ExportOptions options(std::vector<uint64_t> steps) const {
    ExportOptions options;
    options.scene = find_scene("slide");
    options.each = std::move(steps);
    options.scale = 0.5f;
    return options;
  }
  facts::Fault write(const char* format, const ExportOptions& asked, std::string* film) const {
    const store::Timeline trace = testing::sample_timeline();
    return find_exporter(format)->write(english(), trace, asked, [&](std::string_view bytes) {
      *film += bytes;
      return true;
    });
  }

  fs::path folder_;
  std::string path_;
};

constexpr const char* kKeep = R"(
test "$1" = -version && exit 0
here=$(dirname "$0")
printf '%s\n' "$@" > "$here/arguments"
for last; do :; done
in=$(dirname "$last")
cp -r "$in" "$here/given"
printf 'a film' > "$last"
)";

TEST_F(Films, AreMadeOfPicturesForEachStepWithTheWayBetween) {
  stand_in(kKeep);
  std::string film;
  EXPECT_FALSE(write("mp4", options({3, 4, 9}), &film));
  EXPECT_EQ(film, "a film");
  const fs::path given = folder_ / "bin" / "given";
  const std::string list = content_of(given / "pictures");
  size_t pictures = 0;
  double seconds = 0;
  std::istringstream lines(list);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("duration ")) seconds += std::stod(line.substr(9)), ++pictures;
    if (!line.starts_with("file ")) continue;
    EXPECT_EQ(content_of(given / line.substr(5)).substr(1, 3), "PNG") << line;
  }
  EXPECT_EQ(pictures, 3u + 2 * 8) << "each step, and eight pictures between two";
  const std::string subtitles = content_of(given / "subtitles.srt");
  const store::Timeline trace = testing::sample_timeline();
  for (const uint64_t step : {3, 4, 9}) {
    EXPECT_THAT(subtitles, HasSubstr(words::narrate(english(), trace.at(step)).headline)) << step;
  }
  // The last subtitle ends with the film.
  int h = 0, m = 0, s = 0, ms = 0;
  ASSERT_EQ(
      std::sscanf(subtitles.c_str() + subtitles.rfind("--> ") + 4, "%d:%d:%d,%d", &h, &m, &s, &ms),
      4);
  EXPECT_NEAR(h * 3600 + m * 60 + s + ms / 1000.0, seconds, 0.1);
  EXPECT_TRUE(fs::is_empty(folder_ / "tmp")) << "nothing is left behind";
}

TEST_F(Films, AreShownForAsLongAsTheirSentencesTake) {
  stand_in(kKeep);
  std::string film;
  EXPECT_FALSE(write("gif", options({0}), &film));
  const std::string list = content_of(folder_ / "bin" / "given" / "pictures");
  const double seconds = std::stod(list.substr(list.find("duration ") + 9));
  EXPECT_GE(seconds, 1.2);
  EXPECT_LE(seconds, 6);
  EXPECT_THAT(content_of(folder_ / "bin" / "arguments"), ::testing::Not(HasSubstr("subtitles")));
}

// What somebody wrote is in the subtitles, and has time to be read.
TEST_F(Films, SayWhatIsWrittenAtTheirSteps) {
  stand_in(kKeep);
  std::string film;
  ExportOptions asked = options({3, 4});
  EXPECT_FALSE(write("mp4", asked, &film));
  const fs::path given = folder_ / "bin" / "given";
  const auto first_duration = [&] {
    const std::string list = content_of(given / "pictures");
    return std::stod(list.substr(list.find("duration ") + 9));
  };
  const double without = first_duration();
  fs::remove_all(given);
  asked.notes = std::make_shared<const words::Notes>(words::Notes{
      {{3, "main is there,\n\nand nobody else", "", words::NoteOn::whole, ""}}, {}, ""});
  EXPECT_FALSE(write("mp4", asked, &film));
  const std::string headline = words::narrate(english(), testing::sample_timeline().at(3)).headline;
  EXPECT_THAT(content_of(given / "subtitles.srt"),
              HasSubstr(headline + "\nmain is there,\nand nobody else\n\n"));
  EXPECT_NEAR(first_duration(), without + 31 / 17.0, 0.1);
}

// Its sentences are what it asks for.
TEST_F(Films, OfAFormHaveNoSubtitles) {
  stand_in(kKeep);
  std::string film;
  ExportOptions asked = options({3, 4});
  asked.blank = {Blank::sentence};
  EXPECT_FALSE(write("mp4", asked, &film));
  EXPECT_THAT(content_of(folder_ / "bin" / "arguments"), ::testing::Not(HasSubstr("subtitles")));
  EXPECT_EQ(content_of(folder_ / "bin" / "given" / "subtitles.srt"), "");
}

TEST_F(Films, WithoutFfmpegSayWhatToDo) {
  setenv("PATH", (folder_ / "bin").c_str(), 1);
  std::string film;
  EXPECT_EQ(write("mp4", options({3}), &film).kind, facts::FaultKind::no_ffmpeg);
  EXPECT_EQ(film, "");
  EXPECT_TRUE(fs::is_empty(folder_ / "tmp"));
}

TEST_F(Films, WithoutAFolderForTheirPicturesSayWhere) {
  stand_in(kKeep);
  setenv("TMPDIR", (folder_ / "none").c_str(), 1);
  std::string film;
  const facts::Fault fault = write("mp4", options({3}), &film);
  EXPECT_EQ(fault.kind, facts::FaultKind::picture_unwritable);
  EXPECT_EQ(fault.place, (folder_ / "none").string());
}

// While ffmpeg works on, which may be long, and would go on by itself.
TEST_F(Films, AreCalledOffWhileFfmpegWorks) {
  stand_in("test \"$1\" = -version && exit 0\nexec sleep 1000\n");
  std::string film;
  ExportOptions asked = options({3});
  int looks = 0;
  asked.progress = [&](uint64_t, uint64_t) { return ++looks < 8; };
  EXPECT_EQ(write("mp4", asked, &film).kind, facts::FaultKind::export_cancelled);
  EXPECT_EQ(film, "");
  EXPECT_TRUE(fs::is_empty(folder_ / "tmp"));
}

TEST_F(Films, SayWhatFfmpegSaidLast) {
  stand_in("test \"$1\" = -version && exit 0\necho first >&2\necho 'no such codec' >&2\nexit 1\n");
  std::string film;
  const facts::Fault fault = write("webm", options({3}), &film);
  EXPECT_EQ(fault.kind, facts::FaultKind::ffmpeg_failed);
  EXPECT_EQ(fault.details, "no such codec");
  EXPECT_EQ(film, "");
  EXPECT_TRUE(fs::is_empty(folder_ / "tmp"));
}

TEST_F(Films, AreCalledOffAndOfTooManyStepsRefused) {
  stand_in(kKeep);
  std::string film;
  ExportOptions asked = options({1, 2, 3});
  asked.progress = [](uint64_t done, uint64_t) { return done < 1; };
  EXPECT_EQ(write("mp4", asked, &film).kind, facts::FaultKind::export_cancelled);
  const facts::Fault fault = write("mp4", options(std::vector<uint64_t>(401)), &film);
  EXPECT_EQ(fault.kind, facts::FaultKind::too_many_pictures);
  EXPECT_EQ(fault.at, 401u);
  EXPECT_TRUE(fs::is_empty(folder_ / "tmp"));
}

TEST_F(Films, OfTheRealOneAreFilms) {
  if (std::system("command -v ffmpeg >/dev/null") != 0) GTEST_SKIP() << "ffmpeg is not installed";
  std::string gif, mp4, webm;
  EXPECT_FALSE(write("gif", options({3, 4}), &gif));
  EXPECT_EQ(gif.substr(0, 4), "GIF8");
  EXPECT_FALSE(write("mp4", options({3, 4}), &mp4));
  EXPECT_EQ(mp4.substr(4, 4), "ftyp");
  EXPECT_FALSE(write("webm", options({3, 4}), &webm));
  EXPECT_EQ(webm.substr(0, 4), "\x1a\x45\xdf\xa3");
}

}  // namespace
}  // namespace greenlens::exports
