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
  std::string folder_ = ::testing::TempDir() + "greenlens-sources-XXXXXX";
  Sources sources_;
};

TEST_F(SourcesOfAProgram, AreReadOnceEach) {
  const std::string path = file("a.py", "one\n");
  EXPECT_FALSE(sources_.any());
  sources_.note(path, "pkg/a.py");
  sources_.note(path, "pkg/a.py");
  EXPECT_TRUE(sources_.any());
  EXPECT_THAT(taken(), ElementsAre("pkg/a.py: one\n"));
  sources_.note(path, "pkg/a.py");
  EXPECT_FALSE(sources_.any());
  EXPECT_THAT(taken(), ElementsAre());
}

TEST_F(SourcesOfAProgram, ThatTheTraceHasAreNotReadAgain) {
  sources_.note(file("a.py", "one\n"), "a.py");
  sources_.note(file("b.py", "two\n"), "pkg/a.py");
  EXPECT_THAT(taken({{"a.py", store::SourceKind::program, "as it was"}}),
              ElementsAre("pkg/a.py: two\n"));
}

TEST_F(SourcesOfAProgram, AreFilesOfTextOfABearableSize) {
  sources_.note("<string>", "<string>");
  sources_.note("gevent/hub.py", "gevent/hub.py");
  sources_.note("/usr/include/c++/12/functional", "functional");
  sources_.note(at("none.py"), "none.py");
  sources_.note("/dev/zero", "zero");
  sources_.note(at(""), "folder");
  const std::string pipe = at("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  sources_.note(pipe, "pipe");
  sources_.note(file("binary", std::string("a\0b", 3)), "binary");
  sources_.note(file("large", std::string(Sources::kMostBytesOfOne + 1, 'a')), "large");
  sources_.note(file("good.py", "good\n"), "good.py");
  EXPECT_THAT(taken(), ElementsAre("good.py: good\n"));
}

TEST_F(SourcesOfAProgram, OfAHugeOneAreThoseThatHaveRoom) {
  const std::string path = file("a", std::string(Sources::kMostBytesOfOne, 'a'));
  for (size_t i = 0; i < 20; ++i) sources_.note(path, "f" + std::to_string(i));
  EXPECT_EQ(taken().size(), Sources::kMostBytes / Sources::kMostBytesOfOne);
  const std::string small = file("b", "b");
  for (size_t i = 0; i < 2 * Sources::kMostFiles; ++i)
    sources_.note(small, "g" + std::to_string(i));
  EXPECT_LE(taken().size(), Sources::kMostFiles);
}

}  // namespace
}  // namespace greenlens::drain
