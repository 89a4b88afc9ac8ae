// Files that the command writes.
#include "cli/write_file.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>

namespace greenlens::cli {
namespace {

TEST(ExportName, IsBesideTheRecordingOrAfterTheProgram) {
  EXPECT_EQ(export_name("lesson/jump.gltrace", ShownIs::recording, 40, ".svg"),
            "lesson/jump-40.svg");
  EXPECT_EQ(export_name("/tmp/recording", ShownIs::recording, 0, ".jsonl"),
            "/tmp/recording-0.jsonl");
  EXPECT_EQ(export_name("jump", ShownIs::program, 7, ".svg"), "jump-7.svg");
  EXPECT_EQ(export_name("../bin/prog.x", ShownIs::program, 7, ".svg"), "prog.x-7.svg");
}

TEST(WriteFile, ReplacesWhatIsThereOrSaysWhyNot) {
  std::string folder = ::testing::TempDir() + "greenlens-write-XXXXXX";
  ASSERT_NE(mkdtemp(folder.data()), nullptr) << folder;
  const std::string path = folder + "/file";
  EXPECT_EQ(write_file(path, "a long content"), "");
  EXPECT_EQ(write_file(path, "short"), "");
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "short");
  EXPECT_NE(write_file(folder + "/missing/file", "x"), "");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace greenlens::cli
