// Every language, whichever there are: each says all that the first one says.
#include "tracer/words/languages.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "assets/assets.h"
#include "tracer/words/messages.h"

namespace greenlens::words {
namespace {

std::string file_of(const Language& language) {
  return std::string("assets/messages/") + language.id + ".txt";
}

// The names of a text's places: of "{n|one thing|{n} things}" n.
std::set<std::string> places(const std::string& text) {
  static const std::regex place(R"(\{([a-z_]+)[|}])");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

TEST(Languages, EachIsAFileWithoutFaultsAndEachFileIsALanguage) {
  std::set<std::string> files;
  for (const Language& language : kLanguages) {
    std::string error;
    const Messages all = Messages::parse(assets::text(file_of(language)), &error);
    EXPECT_EQ(error, "") << language.id;
    EXPECT_EQ(all.all(), Messages::of(language.id).all());
    EXPECT_STRNE(language.name, "");
    EXPECT_TRUE(files.insert(file_of(language)).second) << language.id << " is there twice";
  }
  for (const std::string_view path : assets::paths()) {
    if (path.rfind("assets/messages/", 0) != 0) continue;
    EXPECT_EQ(files.count(std::string(path)), 1u) << path << " is in no row of kLanguages";
  }
}

TEST(Languages, EachHasEveryMessageWithTheSamePlaces) {
  const Messages& first = Messages::of(kLanguages[0].id);
  for (const Language& language : kLanguages) {
    const Messages& messages = Messages::of(language.id);
    for (const auto& [id, text] : first.all()) {
      ASSERT_TRUE(messages.has(id)) << language.id << " lacks " << id;
      EXPECT_FALSE(messages.all().find(id)->second.empty()) << language.id << ", " << id;
      EXPECT_EQ(places(messages.all().find(id)->second), places(text)) << language.id << ", " << id;
    }
    EXPECT_EQ(messages.all().size(), first.all().size()) << language.id << " has more than needed";
  }
  EXPECT_EQ(places("{a} {n|one {b}|{n} of {c}}"), (std::set<std::string>{"a", "b", "c", "n"}));
}

TEST(Languages, AnUnknownOneIsTheFirst) {
  EXPECT_EQ(&Messages::of("xx"), &Messages::of(kLanguages[0].id));
}

}  // namespace
}  // namespace greenlens::words
