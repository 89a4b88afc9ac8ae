#include "tracer/store/recording_file.h"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace greenlens::store {
namespace {

using Opened = RecordingFile::Opened;

std::string slurp(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

class File : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/greenlens-file-XXXXXX";
    folder_ = mkdtemp(name);
    path_ = folder_ + "/x";
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string folder_, path_;
};

TEST_F(File, TouchesNothingBeforeThereIsSomething) {
  std::ofstream(path_) << "old";
  {
    RecordingFile file;
    ASSERT_EQ(file.open(path_), Opened::fine);
    EXPECT_TRUE(file.write("new"));
    EXPECT_EQ(slurp(path_), "old");
  }
  EXPECT_EQ(slurp(path_), "old");
  EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
}

TEST_F(File, HasItAllFromThenOn) {
  RecordingFile file;
  ASSERT_EQ(file.open(path_), Opened::fine);
  EXPECT_TRUE(file.write("one"));
  EXPECT_TRUE(file.keep());
  EXPECT_EQ(slurp(path_), "one");
  EXPECT_TRUE(file.write(" two"));
  EXPECT_EQ(slurp(path_), "one two");
  EXPECT_EQ(file.bytes(), 7u);
  EXPECT_TRUE(file.finish());
  EXPECT_EQ(slurp(path_), "one two");
}

TEST_F(File, IsOneRecordersAtATimeBeforeAndAfterItTookItsPlace) {
  RecordingFile first;
  ASSERT_EQ(first.open(path_), Opened::fine);
  EXPECT_EQ(RecordingFile().open(path_), Opened::in_use);
  first.write("first");
  first.keep();
  EXPECT_EQ(RecordingFile().open(path_), Opened::in_use);
  first.write(" more");
  first.finish();
  EXPECT_EQ(slurp(path_), "first more");
  RecordingFile second;
  EXPECT_EQ(second.open(path_), Opened::fine);
}

TEST_F(File, WhatAKilledRecorderLeftBesideIsInNobodysWay) {
  std::ofstream(path_ + ".part") << "a long beginning that was never kept";
  RecordingFile file;
  ASSERT_EQ(file.open(path_), Opened::fine);
  file.write("new");
  file.keep();
  EXPECT_EQ(slurp(path_), "new");
}

TEST_F(File, SaysTheSystemsReason) {
  RecordingFile nowhere;
  EXPECT_EQ(nowhere.open("/nowhere/x"), Opened::unwritable);
  EXPECT_EQ(nowhere.reason(), "No such file or directory");
  RecordingFile folder;
  EXPECT_EQ(folder.open(folder_), Opened::unwritable);
  EXPECT_EQ(folder.reason(), "Is a directory");
  RecordingFile full;
  ASSERT_EQ(full.open("/dev/full"), Opened::fine);
  EXPECT_FALSE(full.write("x"));
  EXPECT_EQ(full.reason(), "No space left on device");
}

}  // namespace
}  // namespace greenlens::store
