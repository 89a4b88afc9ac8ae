// The texts of a program's files, as they are found.
#include "tracer/drain/sources.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace greenlens::drain {
namespace {

using ::testing::ElementsAre;

class SourcesOfAProgram : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(mkdtemp(folder_.data()), nullptr); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string at(const std::string& name) const { return folder_ + "/" + name; }
  std::string file(const std::string& name, const std::string& text) const {
    const std::string path = at(name);
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  std::vector<std::string> taken(const std::vector<store::SourceText>& known = {}) {
    std::vector<std::string> files;
    for (const store::SourceText& one : sources_.take(known)) {
      EXPECT_EQ(one.kind, store::SourceKind::program);
      files.push_back(one.file + ": " + one.text);
    }
    return files;
  }
  // Whatever it is called: a line is in that file.
  std::string note(const std::string& path) { return sources_.name_of(path, folder_); }
  std::string folder_ = ::testing::TempDir() + "greenlens-sources-XXXXXX";
  Sources sources_;
};

TEST_F(SourcesOfAProgram, AreReadOnceEach) {
  const std::string path = file("a.py", "one\n");
  EXPECT_FALSE(sources_.any());
  EXPECT_EQ(note(path), "a.py");
  EXPECT_EQ(note(path), "a.py");
  EXPECT_TRUE(sources_.any());
  EXPECT_THAT(taken(), ElementsAre("a.py: one\n"));
  EXPECT_EQ(note(path), "a.py");
  EXPECT_FALSE(sources_.any());
  EXPECT_THAT(taken(), ElementsAre());
}

TEST_F(SourcesOfAProgram, ThatTheTraceHasAreNotReadAgain) {
  std::filesystem::create_directory(at("pkg"));
  note(file("a.py", "one\n"));
  note(file("pkg/a.py", "two\n"));
  EXPECT_THAT(taken({{"a.py", store::SourceKind::program, "as it was"}}),
              ElementsAre("pkg/a.py: two\n"));
}

// Those that lie elsewhere are called by their last name, and by more of them where that is taken.
TEST_F(SourcesOfAProgram, AreNeverCalledAlike) {
  std::vector<std::string> names;
  for (const char* folder : {"one", "two", "two/sub", "three/sub"}) {
    std::filesystem::create_directories(at(folder));
    const std::string path = file(std::string(folder) + "/util.py", std::string(folder) + "\n");
    names.push_back(sources_.name_of(path, "/elsewhere"));
    EXPECT_EQ(sources_.name_of(path, "/elsewhere"), names.back());
  }
  EXPECT_THAT(names, ElementsAre("util.py", "two/util.py", "sub/util.py", "three/sub/util.py"));
  EXPECT_THAT(taken(), ElementsAre("util.py: one\n", "two/util.py: two\n", "sub/util.py: two/sub\n",
                                   "three/sub/util.py: three/sub\n"));
}

TEST_F(SourcesOfAProgram, AreFilesOfTextOfABearableSize) {
  EXPECT_EQ(note("<string>"), "<string>");
  EXPECT_EQ(note("gevent/hub.py"), "gevent/hub.py");
  EXPECT_EQ(note(""), "");
  note("/usr/include/c++/12/functional");
  for (const char* path : {"/dev/zero", "/dev/stdin", "/proc/self/mem", "/proc/kmsg",
                           "/proc/self/maps", "/sys/kernel/uevent_seqnum", "/", "//", "/x"}) {
    note(path);
  }
  note(at("none.py"));
  note(at(""));
  const std::string pipe = at("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  note(pipe);
  std::filesystem::create_symlink("/proc/self/mem", at("link.py"));
  note(at("link.py"));
  note(file("binary", std::string("a\0b", 3)));
  note(file("large", std::string(Sources::kMostBytesOfOne + 1, 'a')));
  note(file("empty", ""));
  note(file("good.py", "good\n"));
  EXPECT_THAT(taken(), ElementsAre("good.py: good\n"));
}

TEST_F(SourcesOfAProgram, OfAHugeOneAreThoseThatHaveRoom) {
  const std::string text(Sources::kMostBytesOfOne, 'a');
  for (size_t i = 0; i < 20; ++i) note(file("f" + std::to_string(i), text));
  EXPECT_EQ(taken().size(), Sources::kMostBytes / Sources::kMostBytesOfOne);
  for (size_t i = 0; i < 2 * Sources::kMostFiles; ++i) note(at("g" + std::to_string(i)));
  EXPECT_EQ(note(at("g1")), "g1");
  EXPECT_LE(taken().size(), Sources::kMostFiles);
}

}  // namespace
}  // namespace greenlens::drain
