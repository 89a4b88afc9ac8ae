// How processes and the files of their recordings are called.
#include "tracer/processes/names.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace greenlens::processes {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string name_of(std::vector<std::string> command) {
  store::TraceInfo info;
  info.scenario = "__main__.py";
  info.process.emplace();
  info.process->command = std::move(command);
  return program_name(info);
}

TEST(ProgramName, IsWhatPeopleCallIt) {
  EXPECT_EQ(name_of({"/usr/bin/python3", "/usr/bin/gunicorn", "-w", "2"}), "gunicorn");
  EXPECT_EQ(name_of({"python3.11", "-X", "-m", "pytest", "tests"}), "pytest");
  EXPECT_EQ(name_of({"python3", "-c", "print()"}), "__main__.py");
  EXPECT_EQ(name_of({"./server", "--port"}), "server");
  EXPECT_EQ(name_of({"python3"}), "__main__.py");
  EXPECT_EQ(name_of({}), "__main__.py");
  EXPECT_EQ(name_of({""}), "__main__.py");
}

TEST(ChildrensName, HasTheirNumberBeforeTheEnding) {
  EXPECT_EQ(name_for_children("/a.b/w.gltrace"), "/a.b/w.%p.gltrace");
  EXPECT_EQ(name_for_children("w"), "w.%p");
  EXPECT_EQ(name_for_children("/a.b/w"), "/a.b/w.%p");
}

TEST(NumberIn, IsTheProcesss) {
  EXPECT_EQ(number_in("/x/w.4711.gltrace"), 4711u);
  EXPECT_EQ(number_in("w.4711.2.gltrace"), 4711u);
  EXPECT_EQ(number_in("w.gltrace"), 0u);
  EXPECT_EQ(number_in("4711.gltrace"), 0u);
  EXPECT_EQ(number_in("w.99999999999999999999.gltrace"), 0u);
}

TEST(NamesBeside, AreTheChildrensAndTheFirstOnes) {
  const std::vector<std::string> folder = {"w.12.gltrace", "w.gltrace",      "v.12.gltrace",
                                           "w.x.gltrace",  "w.12.2.gltrace", "w.12.png",
                                           "ww.gltrace",   "w.7.gltrace"};
  EXPECT_THAT(names_beside("/f/w.gltrace", folder),
              ElementsAre("w.12.2.gltrace", "w.12.gltrace", "w.7.gltrace"));
  EXPECT_THAT(names_beside("w.12.gltrace", folder),
              ElementsAre("w.12.2.gltrace", "w.7.gltrace", "w.gltrace"));
  EXPECT_THAT(names_beside("x.gltrace", folder), IsEmpty());
}

}  // namespace
}  // namespace greenlens::processes
