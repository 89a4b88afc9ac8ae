// Every language, whichever there are: each says all that the first one says.
#include "tracer/words/languages.h"

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "assets/assets.h"
#include "tests/tracer/words/script_letters.h"
#include "tracer/facts/shown.h"
#include "tracer/words/messages.h"

namespace greenlens::words {
namespace {

namespace fs = std::filesystem;

std::string file_of(const Language& language) {
  return std::string("assets/messages/") + language.id + ".txt";
}

// What a language's own file has, without the first one's words for what it lacks.
Messages own(const Language& language, std::string* error = nullptr) {
  return Messages::parse(assets::text(file_of(language)), error);
}

std::map<std::string, std::string, std::less<>> texts_of(const Language& language) {
  return own(language).all();
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

// The names of those that choose between two forms.
std::set<std::string> choices(const std::string& text) {
  static const std::regex choice(R"(\{([a-z_]+)\|)");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), choice), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

// Whether every brace is closed, and each choice has two forms, with no choice in them.
bool is_well_formed(const std::string& text) {
  std::vector<int> bars;  // of the braces that are open
  bool choosing = false;
  for (const char c : text) {
    if (c == '{') {
      if (choosing && bars.size() > 1) return false;
      bars.push_back(0);
    } else if (c == '|' && !bars.empty()) {
      choosing = true;
      if (bars.size() > 1) return false;
      ++bars.back();
    } else if (c == '}') {
      if (bars.empty() || (bars.back() != 0 && bars.back() != 2)) return false;
      bars.pop_back();
      if (bars.empty()) choosing = false;
    }
  }
  return bars.empty();
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  while (!text.empty()) {
    const facts::Character first = facts::first_character(text);
    if (first.bytes == 0) return U"\xfffd";
    letters += static_cast<char32_t>(first.code);
    text.remove_prefix(first.bytes);
  }
  return letters;
}

bool is_han(char32_t letter) { return letter >= 0x3400 && letter <= 0x9fff; }
bool is_latin(char32_t letter) {
  return letter < 0x80 && std::isalnum(static_cast<unsigned char>(letter)) != 0;
}

// Without what is written as a computer reads it.
std::string without_code(const std::string& text) {
  return std::regex_replace(text, std::regex("`[^`]*`"), "`");
}

bool is_chinese(const Language& language) {
  return std::string_view(language.id).substr(0, 2) == "zh";
}

TEST(Languages, EachIsAFileWithoutFaultsAndEachFileIsALanguage) {
  std::set<std::string> files;
  for (const Language& language : kLanguages) {
    std::string error;
    const Messages all = own(language, &error);
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
    const Messages messages = own(language);
    for (const auto& [id, text] : first.all()) {
      if (!messages.has(id)) {
        ADD_FAILURE() << file_of(language) << " lacks " << id << " = " << text;
        continue;
      }
      const std::string& said = messages.all().find(id)->second;
      EXPECT_FALSE(said.empty()) << language.id << ", " << id;
      EXPECT_EQ(places(said), places(text)) << language.id << ", " << id;
      EXPECT_EQ(choices(said), choices(text)) << language.id << ", " << id;
    }
    for (const auto& [id, text] : messages.all()) {
      EXPECT_TRUE(first.has(id)) << file_of(language) << " has more than needed: " << id;
    }
  }
  EXPECT_EQ(places("{a} {n|one {b}|{n} of {c}}"), (std::set<std::string>{"a", "b", "c", "n"}));
  EXPECT_EQ(choices("{a} {n|one {b}|{n} of {c}}"), std::set<std::string>{"n"});
}

TEST(Languages, EachPlaceIsClosedAndEachChoiceHasTwoForms) {
  for (const Language& language : kLanguages) {
    for (const auto& [id, text] : texts_of(language)) {
      if (id == "expect.rule.repeat") continue;  // shows a piece of JSON
      EXPECT_TRUE(is_well_formed(text)) << language.id << ", " << id << ": " << text;
    }
  }
  EXPECT_TRUE(is_well_formed("{a} {n|one {b}|{n} of {c}}"));
  for (const char* wrong : {"{a", "a}", "{n|one}", "{n|a|b|c}", "{n|{m|a|b}|c}"}) {
    EXPECT_FALSE(is_well_formed(wrong)) << wrong;
  }
}

// Chinese has signs of its own, and a blank between its letters and others.
TEST(Languages, ChineseSentencesHaveChineseSigns) {
  const std::u32string ascii = U",;:!?()";
  for (const Language& language : kLanguages) {
    if (!is_chinese(language)) continue;
    for (const auto& [id, text] : texts_of(language)) {
      // Spellings of terms are parted by commas that nobody sees.
      const bool is_list = id.size() > 10 && id.substr(id.size() - 10) == ".spellings";
      const std::u32string letters = letters_of(without_code(text));
      for (size_t i = 0; i + 1 < letters.size(); ++i) {
        const char32_t one = letters[i], next = letters[i + 1];
        EXPECT_FALSE(!is_list && is_han(one) && ascii.find(next) != ascii.npos)
            << language.id << ", " << id << ": " << text;
        EXPECT_FALSE(is_han(one) && next == '.' && i + 2 == letters.size())
            << language.id << ", " << id << ": " << text;
        EXPECT_FALSE((is_han(one) && is_latin(next)) || (is_latin(one) && is_han(next)))
            << language.id << ", " << id << " lacks a blank: " << text;
      }
    }
  }
}

TEST(Languages, EachScriptHasItsOwnLettersOnly) {
  const auto expect_none = [](const char* id, std::u32string_view others) {
    const std::string text(assets::text(std::string("assets/messages/") + id + ".txt"));
    for (const char32_t letter : letters_of(text)) {
      EXPECT_EQ(others.find(letter), others.npos)
          << id << " has U+" << std::hex << static_cast<uint32_t>(letter);
    }
  };
  expect_none("zh-Hans", kOnlyTraditional);
  expect_none("zh-Hant", kOnlySimplified);
  EXPECT_NE(kOnlySimplified.find(U'栈'), std::u32string_view::npos);
  EXPECT_NE(kOnlyTraditional.find(U'疊'), std::u32string_view::npos);
}

// --- which messages the program says -------------------------------------------------------------
// All that stands in quotes in the sources, and is short enough to be an id or a part of one.
std::set<std::string> quoted() {
  static const std::regex quotes(R"("([a-z0-9_.]{2,60})\"|'([a-z0-9_.]{2,60})')");
  std::set<std::string> all;
  for (const char* folder : {"cli", "gui", "tracer", "assets/page"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator(fs::path(GREENLENS_SOURCE_DIR) / folder)) {
      const std::string kind = entry.path().extension().string();
      if (kind != ".cc" && kind != ".h" && kind != ".js" && kind != ".html") continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator it(text.begin(), text.end(), quotes), end; it != end; ++it) {
        all.insert((*it)[1].matched ? (*it)[1] : (*it)[2]);
      }
    }
  }
  return all;
}

// An id stands there whole, or is put together: of a beginning that ends with a dot or a hyphen
// below, or of another id and what is appended to it.
bool is_said(const std::string& id, const std::set<std::string>& there) {
  if (there.count(id) != 0) return true;
  for (size_t size = id.size() - 1; size > 3; --size) {
    if (id[size - 1] != '.' && id[size - 1] != '_') continue;
    if (there.count(id.substr(0, size)) != 0) return true;
    if (id[size - 1] != '.' || !is_said(id.substr(0, size - 1), there)) continue;
    if (there.count(id.substr(size - 1)) != 0 || there.count(id.substr(size)) != 0) return true;
  }
  return false;
}

TEST(Languages, NoMessageIsThereThatNobodySays) {
  // Both ends are put to what is in between.
  const std::regex between(R"(ui\.(detail|bytes)\..*|cli\.help\.(find_steps|history)_what)");
  const std::set<std::string> there = quoted();
  EXPECT_GT(there.size(), 1000u);
  for (const auto& [id, text] : Messages::of(kLanguages[0].id).all()) {
    EXPECT_TRUE(std::regex_match(id, between) || is_said(id, there)) << id << " = " << text;
  }
  EXPECT_TRUE(is_said("a.bcd.why", {"a.bcd", ".why"}));
  EXPECT_FALSE(is_said("a.bcd.why", {"a.bcd"}));
}

// --- which one somebody wants --------------------------------------------------------------------
const char* id_of(const Language* language) { return language != nullptr ? language->id : "none"; }

TEST(Languages, AnUnknownOneIsTheFirst) {
  EXPECT_EQ(&Messages::of("xx"), &Messages::of(kLanguages[0].id));
}

TEST(Languages, WhatOneLacksIsSaidInTheFirst) {
  for (const Language& language : kLanguages) {
    for (const auto& [id, text] : Messages::of(kLanguages[0].id).all()) {
      EXPECT_TRUE(Messages::of(language.id).has(id)) << language.id << ", " << id;
    }
  }
}

TEST(Languages, AreFoundByIdNameAndLocale) {
  for (const Language& language : kLanguages) {
    EXPECT_STREQ(id_of(find_language(language.id)), language.id);
    EXPECT_STREQ(id_of(find_language(language.name)), language.id);
  }
  for (const char* simplified : {"zh", "zh_CN", "zh_CN.UTF-8", "zh-sg", "ZH-HANS", "zh_Hans_HK"}) {
    EXPECT_STREQ(id_of(find_language(simplified)), "zh-Hans") << simplified;
  }
  for (const char* traditional : {"zh_TW", "zh_TW.UTF-8", "zh_HK@x", "zh-mo", "zh-hant-tw"}) {
    EXPECT_STREQ(id_of(find_language(traditional)), "zh-Hant") << traditional;
  }
  for (const char* english : {"en", "en_GB.UTF-8", "EN"}) {
    EXPECT_STREQ(id_of(find_language(english)), "en") << english;
  }
  for (const char* none : {"", "C", "C.UTF-8", "POSIX", "de_DE", "zhx", "eng", "中文"}) {
    EXPECT_STREQ(id_of(find_language(none)), "none") << none;
  }
}

TEST(Languages, TheEnvironmentChoosesOne) {
  const auto wanted = [](const char* own, const char* all, const char* messages, const char* lang) {
    return std::string(wanted_language({own, all, messages, lang}).id);
  };
  EXPECT_EQ(wanted(nullptr, nullptr, nullptr, nullptr), "en");
  EXPECT_EQ(wanted(nullptr, nullptr, nullptr, "zh_CN.UTF-8"), "zh-Hans");
  EXPECT_EQ(wanted(nullptr, "", "zh_TW.UTF-8", "zh_CN.UTF-8"), "zh-Hant");
  EXPECT_EQ(wanted(nullptr, "C.UTF-8", "zh_TW.UTF-8", "zh_CN.UTF-8"), "en");
  EXPECT_EQ(wanted("zh-Hant", "C.UTF-8", nullptr, "en_US.UTF-8"), "zh-Hant");
  EXPECT_EQ(wanted("", "zh_CN", nullptr, nullptr), "zh-Hans") << "empty says nothing";
  EXPECT_EQ(wanted("xx", "zh_CN", nullptr, nullptr), "zh-Hans") << "so does what is unknown";
}

TEST(Languages, AreListedWithTheirNames) {
  EXPECT_EQ(languages_there_are(), "en (English), zh-Hans (简体中文), zh-Hant (繁體中文)");
}

}  // namespace
}  // namespace greenlens::words
