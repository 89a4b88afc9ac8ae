// The three depths at which a step is told.
#include "tracer/words/levels.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/tracer/facts/random_facts.h"
#include "tracer/state/moment.h"
#include "tracer/store/timeline.h"
#include "tracer/words/languages.h"
#include "tracer/words/messages.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

std::set<std::string> names_in(const std::string& text) {
  static const std::regex place(R"(\{([a-z_]+)[|}])");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it) {
    names.insert((*it)[1]);
  }
  return names;
}

// All sentences of a kind of fact, and their reasons, are given the same ones:
// "narrate.slice_saved" of "narrate.slice_saved.whole.why".
std::set<std::string> given(const Messages& messages, const std::string& id) {
  const std::string kind = id.substr(0, id.find('.', id.find('.') + 1));
  std::set<std::string> names;
  for (auto one = messages.all().lower_bound(kind); one != messages.all().end(); ++one) {
    if (!one->first.starts_with(kind)) break;
    const std::set<std::string> its = names_in(one->second);
    names.insert(its.begin(), its.end());
  }
  return names;
}

TEST(Levels, AreNamed) {
  for (const Level level : kLevels) EXPECT_EQ(level_from_name(level_name(level)), level);
  EXPECT_EQ(level_from_name("Story"), std::nullopt);
  EXPECT_EQ(level_from_name(""), std::nullopt);
}

TEST(Levels, EachTextStandsForOneOfTheMechanismAndHasNoOtherPlaces) {
  for (const Language& language : kLanguages) {
    const Messages& messages = Messages::of(language.id);
    for (const Level level : {Level::story, Level::addresses}) {
      const std::string prefix = std::string("level.") + level_name(level) + ".";
      size_t count = 0;
      for (const auto& [id, text] : messages.all()) {
        if (!id.starts_with(prefix)) continue;
        ++count;
        const std::string rest = id.substr(prefix.size());
        const std::string its = messages.has(rest) ? rest : "narrate." + rest;
        ASSERT_TRUE(messages.has(its)) << language.id << ": " << id;
        const std::set<std::string> known = given(messages, its);
        for (const std::string& name : names_in(text)) {
          EXPECT_TRUE(known.contains(name))
              << language.id << ": " << id << " has no {" << name << "}";
        }
        EXPECT_EQ(Messages::of(language.id, level).all().find(its)->second, text);
      }
      EXPECT_GT(count, 20u) << level_name(level);
    }
    EXPECT_EQ(&Messages::of(language.id), &Messages::of(language.id, Level::mechanism));
  }
}

// From whichever level one goes, one comes to the same words.
TEST(Levels, AreReachedFromEachOther) {
  for (const Language& language : kLanguages) {
    for (const Level from : kLevels) {
      for (const Level to : kLevels) {
        const Messages& wanted = Messages::of(language.id, to);
        const Messages reached = Messages::of(language.id, from).at(to);
        EXPECT_EQ(reached.all(), wanted.all()) << level_name(from) << " to " << level_name(to);
        EXPECT_EQ(reached.level(), to);
      }
    }
  }
}

// Bytes that are no letters stand there as "\x90".
bool has_address(const std::string& text) {
  static const std::regex bytes(R"(\\x[0-9a-f]{2})"), address("0x[0-9a-f]");
  return std::regex_search(std::regex_replace(text, bytes, "."), address);
}

// Whatever a recording claims: an address of the stack is none that a story has.
TEST(Levels, AStoryHasNoAddress) {
  const Messages& story = Messages::of("en", Level::story);
  testing::RandomFacts random(7);
  size_t with_address = 0;
  for (int round = 0; round < 200; ++round) {
    for (size_t i = 0; i < testing::RandomFacts::kTypes; ++i) {
      state::Moment moment;
      moment.event = std::make_shared<const facts::Event>(random.event(i));
      moment.after.step = 1;
      const Narration told = narrate(story, moment);
      EXPECT_FALSE(has_address(told.headline)) << told.headline;
      EXPECT_FALSE(has_address(told.detail)) << told.detail;
      const Narration mechanism = narrate(Messages::of("en"), moment);
      with_address += has_address(mechanism.headline + mechanism.detail) ? 1 : 0;
    }
  }
  EXPECT_GT(with_address, 100u) << "the mechanism's have some";
}

}  // namespace
}  // namespace greenlens::words
