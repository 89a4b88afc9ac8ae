// The glossary, and terms in sentences.
#include "tracer/words/glossary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

#include "tests/support/english.h"
#include "tests/support/sample_trace.h"
#include "tests/tracer/facts/random_facts.h"
#include "tracer/facts/fact.h"
#include "tracer/words/columns.h"
#include "tracer/words/languages.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

using greenlens::testing::english;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

const Glossary& glossary() {
  static const Glossary all(english());
  return all;
}

// "slice=slice" for each term that is found: as it stands there, and its id.
std::vector<std::string> found_in(const Told& told) {
  std::vector<std::string> found;
  for (const TermAt& one : glossary().terms_in(told)) {
    found.push_back(told.text.substr(one.at.begin, one.at.end - one.at.begin) + "=" +
                    glossary().terms()[one.term].id);
  }
  return found;
}

TEST(Glossary, EachTermHasItsMessagesAndSaysLittle) {
  EXPECT_GE(glossary().terms().size(), 50u);
  std::set<std::string> names, ids;
  for (const Term& term : glossary().terms()) {
    EXPECT_TRUE(names.insert(term.name).second) << term.name;
    EXPECT_TRUE(ids.insert(term.id).second) << term.id;
    EXPECT_THAT(term.name + term.text, Not(HasSubstr("«"))) << term.id;
    EXPECT_TRUE(term.text.ends_with('.')) << term.id;
    EXPECT_LE(characters_in(term.text), 320u) << term.id << ": a glossary is no article";
    for (const std::string& spelling : term.spellings) EXPECT_FALSE(spelling.empty()) << term.id;
  }
  for (const auto& [id, text] : english().all()) {
    if (!id.starts_with("glossary.")) continue;
    const std::string term = id.substr(9, id.find('.', 9) - 9);
    EXPECT_TRUE(ids.count(term) == 1)
        << id << " is of no term: tracer/words/glossary.cc lists them";
  }
}

TEST(Glossary, NoSpellingIsOfTwoTerms) {
  std::map<std::string, std::string> owners;
  for (const Term& term : glossary().terms()) {
    for (const std::string& spelling : term.spellings) {
      const auto [there, is_new] = owners.insert({spelling, term.id});
      EXPECT_TRUE(is_new) << spelling << " is " << there->second << " and " << term.id;
    }
  }
}

TEST(Glossary, KnowsATermByItsNameSpellingAndId) {
  for (const char* word : {"stack_stop", "STACK_STOP"}) {
    ASSERT_NE(glossary().find(word), nullptr);
    EXPECT_EQ(glossary().find(word)->id, "stack_stop");
  }
  EXPECT_EQ(glossary().find("main greenlet")->id, "main_greenlet");
  EXPECT_EQ(glossary().find("main_greenlet")->id, "main_greenlet");
  EXPECT_EQ(glossary().find("Parked")->id, "suspended");
  EXPECT_EQ(glossary().find("sp")->id, "sp");
  EXPECT_EQ(glossary().find("hub"), nullptr);
  EXPECT_EQ(glossary().find(""), nullptr);
}

TEST(Glossary, FindsWholeWordsTheLongestFirst) {
  EXPECT_THAT(found_in({"The main greenlet’s stack pointer is sp, no wasp."}),
              ElementsAre("main greenlet=main_greenlet", "stack pointer=sp", "sp=sp"));
  EXPECT_THAT(found_in({"slices, sliced, unsliced"}), ElementsAre("slices=slice"));
  EXPECT_THAT(found_in({"Parent and parent; Sp is a name, stack_stop_2 another."}),
              ElementsAre("Parent=parent", "parent=parent"));
  EXPECT_THAT(found_in({""}), IsEmpty());
}

TEST(Glossary, WhatWasPutIntoASentenceIsNoTerm) {
  Told told = as_value("parent");
  told += {" is the parent of "};
  told += as_value("switch copies");
  told += {", a slice."};
  EXPECT_THAT(found_in(told), ElementsAre("parent=parent", "slice=slice"));
  // Nor half of one: "main" was put in before "greenlet".
  Told half{"the "};
  half += as_value("main");
  half += {" greenlet"};
  EXPECT_THAT(found_in(half), ElementsAre("greenlet=greenlet"));
}

TEST(Glossary, NoNameOfASentenceIsTakenForATerm) {
  testing::RandomFacts random(29);
  state::State before;
  apply(&before,
        {0, 1, 0, 0, facts::GreenletCreated{1, "parent", 0, facts::kStarted, facts::kEverything}});
  apply(&before, {0, 1, 0, 0, facts::GreenletCreated{2, "slice", 1, facts::kNull, facts::kNull}});
  size_t sentences = 0;
  for (size_t type = 0; type < testing::RandomFacts::kTypes; ++type) {
    facts::Event event = random.event(type);
    event.thread = 1;
    std::visit(
        [](auto& fact) {
          std::decay_t<decltype(fact)>::fields([&](const char*, auto member) {
            using Member = std::decay_t<decltype(fact.*member)>;
            if constexpr (std::is_same_v<Member, std::string>) fact.*member = "GreenletExit";
            if constexpr (std::is_same_v<Member, facts::GreenletId>) (fact.*member) %= 3;
            if constexpr (std::is_same_v<Member, facts::SourceLine>) {
              (fact.*member).file = (fact.*member).function = "heap";
            }
          });
        },
        event.fact);
    state::State after = before;
    apply(&after, event);
    const Narration said =
        narrate(english(), {1, before, std::make_shared<const facts::Event>(event), after});
    // The same with other names: exactly the same terms are found in it.
    const auto renamed = [&](facts::Event other) {
      state::State named_before, named_after;
      const auto create = [&](state::State* state) {
        apply(state,
              {0, 1, 0, 0,
               facts::GreenletCreated{1, "xparentx", 0, facts::kStarted, facts::kEverything}});
        apply(state,
              {0, 1, 0, 0, facts::GreenletCreated{2, "xslicex", 1, facts::kNull, facts::kNull}});
      };
      std::visit(
          [](auto& fact) {
            std::decay_t<decltype(fact)>::fields([&](const char*, auto member) {
              using Member = std::decay_t<decltype(fact.*member)>;
              if constexpr (std::is_same_v<Member, std::string>) fact.*member = "xGreenletExitx";
              if constexpr (std::is_same_v<Member, facts::SourceLine>) {
                (fact.*member).file = (fact.*member).function = "xheapx";
              }
            });
          },
          other.fact);
      create(&named_before);
      create(&named_after);
      apply(&named_after, other);
      return narrate(english(),
                     {1, named_before, std::make_shared<const facts::Event>(other), named_after});
    };
    const Narration plain = renamed(event);
    EXPECT_EQ(found_in({said.headline, said.headline_values}),
              found_in({plain.headline, plain.headline_values}))
        << said.headline;
    EXPECT_EQ(found_in({said.detail, said.detail_values}),
              found_in({plain.detail, plain.detail_values}))
        << said.detail;
    ++sentences;
  }
  EXPECT_EQ(sentences, testing::RandomFacts::kTypes);
}

TEST(Glossary, WhereASentenceHasItsValuesIsExact) {
  const store::Timeline trace = testing::sample_timeline();
  for (uint64_t n = 0; n <= trace.size(); ++n) {
    const Narration said = narrate(english(), trace.at(n));
    for (const auto& [text, values] : {std::pair(said.headline, said.headline_values),
                                       std::pair(said.detail, said.detail_values)}) {
      size_t last = 0;
      for (const TextRange& value : values) {
        EXPECT_LE(last, value.begin) << text;
        EXPECT_LE(value.begin, value.end) << text;
        EXPECT_LE(value.end, text.size()) << text;
        last = value.end;
      }
    }
  }
  const Narration saved = narrate(english(), trace.at(22));
  std::vector<std::string> values;
  for (const TextRange& value : saved.headline_values) {
    values.push_back(saved.headline.substr(value.begin, value.end - value.begin));
  }
  EXPECT_FALSE(values.empty()) << saved.headline;
  EXPECT_THAT(found_in({saved.detail, saved.detail_values}), Not(IsEmpty())) << saved.detail;
}

TEST(Glossary, EveryTermOfASentenceLeadsOnOnlyToTermsThatThereAre) {
  for (const Term& term : glossary().terms()) {
    for (const TermAt& one : glossary().terms_in({term.text})) {
      EXPECT_LT(one.term, glossary().terms().size());
    }
  }
  EXPECT_THAT(found_in({glossary().of("slice").text}), Contains("stack_start=stack_start"));
}

TEST(Glossary, IsTextAsWell) {
  const std::string all = glossary_text(glossary());
  for (const Term& term : glossary().terms()) EXPECT_THAT(all, HasSubstr(term_text(term)));
  EXPECT_TRUE(term_text(glossary().of("sp")).starts_with("stack pointer (sp)\n  The register"));
}

// Ids that the program asks for are typed in its sources: they have to be there.
TEST(Glossary, EveryIdThatIsAskedForExists) {
  const std::regex asked(R"re((?:glossary|Glossary)[a-z_().>-]*\.of\("([a-z_]+)"\))re");
  for (const char* room : {"tracer", "gui", "cli"}) {
    const std::filesystem::path folder = std::filesystem::path(GREENLENS_SOURCE_DIR) / room;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".cc") continue;
      std::ifstream in(entry.path());
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      for (std::sregex_iterator match(text.begin(), text.end(), asked), end; match != end;
           ++match) {
        EXPECT_EQ(glossary().of((*match)[1].str()).id, (*match)[1].str()) << entry.path();
      }
    }
  }
}

// Between Chinese words there are no blanks.
TEST(Glossary, TermsAreFoundInChineseSentences) {
  const Glossary glossary(Messages::of("zh-Hans"));
  const std::string text = "切换把寄存器保存到栈上，栈指针移到父 greenlet 的切片。";
  std::vector<std::string> found;
  for (const TermAt& one : glossary.terms_in({text, {}})) {
    found.push_back(text.substr(one.at.begin, one.at.end - one.at.begin) + " " +
                    glossary.terms()[one.term].id);
  }
  EXPECT_THAT(found, ::testing::ElementsAre("切换 switch", "寄存器 saved_register", "栈 c_stack",
                                            "栈指针 sp", "父 greenlet parent", "切片 slice"));
  EXPECT_EQ(glossary.find("栈")->id, "c_stack");
}

// Each has its own words for every term, and none of them means two.
TEST(Glossary, SpellingsMeanOneTermInEveryLanguage) {
  for (const Language& language : kLanguages) {
    std::map<std::string, std::string> meanings;
    const Glossary glossary(Messages::of(language.id));
    for (const Term& term : glossary.terms()) {
      EXPECT_FALSE(term.name.empty() || term.text.empty()) << language.id << ", " << term.id;
      for (const std::string& spelling : term.spellings) {
        EXPECT_FALSE(spelling.empty()) << language.id << ", " << term.id;
        const auto [there, is_new] = meanings.emplace(spelling, term.id);
        EXPECT_TRUE(is_new) << language.id << ": " << spelling << " means " << there->second
                            << " and " << term.id;
      }
    }
  }
}

}  // namespace
}  // namespace greenlens::words
