// Pictures of the window, drawn without a display.
#include "gui/platform/offscreen.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/said.h"
#include "tests/support/sample_trace.h"

namespace greenlens::gui {
namespace {

namespace fs = std::filesystem;

class OffscreenTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "greenlens-offscreen-XXXXXX";
    ASSERT_NE(mkdtemp(name.data()), nullptr) << name;
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  // The PNG file's bytes.
  std::string picture(const SnapshotOptions& options) {
    std::string path = (folder_ / "window.png").string();
    const facts::Fault fault = render_png(testing::sample_timeline(), options, path);
    EXPECT_FALSE(fault) << said(fault);
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  fs::path folder_;
};

uint32_t big_endian(const std::string& bytes, size_t at) {
  uint32_t number = 0;
  for (size_t i = at; i < at + 4; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  return number;
}

TEST_F(OffscreenTest, ThePictureHasTheSizeThatWasAskedFor) {
  SnapshotOptions options;
  options.width = 900;
  options.height = 700;
  std::string png = picture(options);
  ASSERT_GT(png.size(), 10000u) << "the picture is empty";
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(big_endian(png, 16), 900u);
  EXPECT_EQ(big_endian(png, 20), 700u);
}

TEST_F(OffscreenTest, TheSameStepGivesTheSamePictureTwice) {
  SnapshotOptions options;
  options.step = 40;
  EXPECT_EQ(picture(options), picture(options));
}

TEST_F(OffscreenTest, StepThemeScaleAndGrainAreSeen) {
  SnapshotOptions options;
  options.step = 40;
  std::string plain = picture(options);
  auto differs = [&](auto change) {
    SnapshotOptions changed = options;
    change(&changed);
    return picture(changed) != plain;
  };
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->step = 41; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->theme = scene::Theme::dark; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->scale = 1.5f; }));
  EXPECT_TRUE(differs([](SnapshotOptions* o) { o->grain = facts::Grain::line; }));
}

TEST_F(OffscreenTest, AFolderThatIsNotThereIsSaidInASentence) {
  std::string path = (folder_ / "missing" / "window.png").string();
  const std::string error = said(render_png(testing::sample_timeline(), {}, path));
  EXPECT_NE(error.find(path), std::string::npos) << error;
  EXPECT_EQ(error.find("«"), std::string::npos) << error;
}

TEST_F(OffscreenTest, ATraceWithoutEventsCanBeDrawn) {
  std::string path = (folder_ / "window.png").string();
  EXPECT_FALSE(render_png(store::Timeline(), {}, path));
  EXPECT_GT(fs::file_size(path), 5000u);
}

}  // namespace
}  // namespace greenlens::gui
