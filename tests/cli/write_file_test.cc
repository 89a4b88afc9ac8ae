// Files that the command writes.
#include "cli/write_file.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace greenlens::cli {
namespace {

TEST(WriteFile, ReplacesWhatIsThereOrSaysWhyNot) {
  std::string folder = ::testing::TempDir() + "greenlens-write-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr) << folder;
  const std::string path = folder + "/file";
  const auto saying = [](const std::string& content, bool whole = true) {
    return [=](const Sink& sink) {
      return sink(content.substr(0, 3)) && sink(content.substr(3)) && whole;
    };
  };
  const auto content = [&] {
    std::ifstream file(path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_EQ(write_file(path, saying("a long content")), "");
  EXPECT_EQ(write_file(path, saying("short")), "");
  EXPECT_EQ(content(), "short");
  EXPECT_EQ(std::filesystem::status(path).permissions() & std::filesystem::perms::owner_write,
            std::filesystem::perms::owner_write);
  // What is not whole takes nobody's place, and leaves nothing beside it.
  EXPECT_EQ(write_file(path, saying("half of it", false)), "");
  EXPECT_EQ(content(), "short");
  EXPECT_EQ(write_file("/dev/full", saying("no room")), "No space left on device");
  EXPECT_NE(write_file(folder + "/missing/file", saying("nowhere")), "");
  // A link stays one, and what it leads to keeps its permissions.
  std::filesystem::permissions(path, std::filesystem::perms(0640));
  std::filesystem::create_symlink("file", folder + "/link");
  EXPECT_EQ(write_file(folder + "/link", saying("by a link")), "");
  EXPECT_EQ(content(), "by a link");
  EXPECT_TRUE(std::filesystem::is_symlink(folder + "/link"));
  EXPECT_EQ(std::filesystem::status(path).permissions(), std::filesystem::perms(0640));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder), {}), 2);
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace greenlens::cli
