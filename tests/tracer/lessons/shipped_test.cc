// The lessons that come with the program: nothing in them is wrong, in any language, on their own
// recordings; and each of the nine misconceptions is asked about somewhere.
#include "tracer/lessons/shipped.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "tests/support/english.h"
#include "tests/tracer/questions/traces.h"
#include "tests/tracer/words/script_letters.h"
#include "tracer/facts/shown.h"
#include "tracer/lessons/lesson_json.h"
#include "tracer/lessons/placed.h"
#include "tracer/lessons/sentence.h"
#include "tracer/words/languages.h"

namespace greenlens::lessons {
namespace {

using ::testing::Contains;
using testing::english;
using ::testing::IsEmpty;

Lesson lesson_in(std::string_view id, std::string_view language) {
  return parse_lesson(shipped_text(id, language)).lesson;
}
std::string name(std::string_view id, const words::Language& language) {
  return std::string(id) + ", " + language.id;
}
// With what they set there are no recordings at hand: those lessons set nothing.
const store::Timeline& trace_of(const Lesson& lesson) {
  return testing::scenario_traces().at(lesson.run);
}

TEST(ShippedLessons, AreAtLeastTenAndEachIsThereInEachLanguage) {
  EXPECT_GE(shipped().size(), 10u);
  std::set<std::string> texts;
  for (const std::string_view id : shipped()) {
    for (const words::Language& language : words::kLanguages) {
      const std::string_view text = shipped_text(id, language.id);
      EXPECT_FALSE(text.empty()) << name(id, language);
      EXPECT_TRUE(texts.insert(std::string(text)).second) << name(id, language);
    }
  }
}

TEST(ShippedLessons, HaveNoFlaw) {
  for (const std::string_view id : shipped()) {
    for (const words::Language& language : words::kLanguages) {
      for (const Flaw& flaw : parse_lesson(shipped_text(id, language.id)).flaws) {
        ADD_FAILURE() << name(id, language) << ": " << sentence(english(), flaw);
      }
      EXPECT_EQ(lesson_in(id, language.id).language, language.id) << name(id, language);
    }
  }
}

TEST(ShippedLessons, FitTheirRecordingsAtEachLevel) {
  for (const std::string_view id : shipped()) {
    const Lesson lesson = lesson_in(id, "en");
    ASSERT_TRUE(testing::scenario_traces().contains(lesson.run)) << id << ": " << lesson.run;
    ASSERT_TRUE(lesson.level.has_value()) << id;
    const Placed placed = place(lesson, trace_of(lesson), *lesson.level);
    for (const Misfit& misfit : placed.misfits) {
      ADD_FAILURE() << id << ": " << sentence(english(), lesson, misfit);
    }
    for (const PlacedPart& part : placed.parts) EXPECT_LE(part.step, trace_of(lesson).size());
  }
}

// Everything but the words is the same.
std::string skeleton(Lesson lesson) {
  lesson.title.clear(), lesson.language.clear();
  for (std::string& text : lesson.text) text = "text";
  for (Part& part : lesson.parts) {
    part.title = "part";
    for (std::string& text : part.text) text = "text";
    for (Asked& asked : part.asked) {
      auto* own = std::get_if<Own>(&asked);
      if (own == nullptr) continue;
      own->question.question = "question";
      if (!own->question.explanation.empty()) own->question.explanation = "explanation";
      for (size_t i = 0; i < own->question.choices.size(); ++i) {
        own->question.choices[i] = "choice " + std::to_string(i);
      }
    }
  }
  return format_lesson(lesson);
}

TEST(ShippedLessons, AreTheSameInEachLanguage) {
  for (const std::string_view id : shipped()) {
    for (const words::Language& language : words::kLanguages) {
      EXPECT_EQ(skeleton(lesson_in(id, language.id)), skeleton(lesson_in(id, "en")))
          << name(id, language);
    }
  }
}

TEST(ShippedLessons, LeadOnToOneThatThereIs) {
  std::set<std::string> reached;
  for (const std::string_view id : shipped()) {
    const std::string next = lesson_in(id, "en").next;
    if (!next.empty()) {
      EXPECT_THAT(shipped(), Contains(next)) << id;
    }
    reached.insert(next);
  }
  EXPECT_GE(reached.size(), shipped().size() / 2);
}

TEST(ShippedLessons, AskInEachAndPredictBeforeTheyShow) {
  for (const std::string_view id : shipped()) {
    const Lesson lesson = lesson_in(id, "en");
    size_t asked = 0, tasks = 0;
    for (const Part& part : lesson.parts) {
      asked += part.asked.size();
      tasks += part.tasks.size();
      EXPECT_FALSE(part.text.empty() && part.asked.empty()) << id << ": " << part.title;
    }
    EXPECT_GE(asked + tasks, 3u) << id;
    EXPECT_FALSE(lesson.text.empty()) << id << " says what it is about";
  }
}

// Believing it is wrong visibly somewhere.
TEST(ShippedLessons, AskAboutEachMisconception) {
  std::set<questions::Misconception> asked;
  for (const std::string_view id : shipped()) {
    const Lesson lesson = lesson_in(id, "en");
    const Placed placed = place(lesson, trace_of(lesson), *lesson.level);
    for (const PlacedPart& part : placed.parts) {
      for (const questions::Question& question : part.asked) {
        for (const questions::Choice& choice : question.choices) {
          if (choice.from && !(choice.answer == question.truth)) asked.insert(*choice.from);
        }
      }
    }
  }
  for (const questions::Misconception one : questions::kMisconceptions) {
    EXPECT_TRUE(asked.contains(one)) << enum_names(one)[static_cast<size_t>(one)];
  }
}

TEST(ShippedLessons, EachScriptHasItsOwnLettersOnly) {
  for (const std::string_view id : shipped()) {
    const auto expect_none = [&](const char* language, std::u32string_view others) {
      for (std::string_view text = shipped_text(id, language); !text.empty();) {
        const facts::Character one = facts::first_character(text);
        EXPECT_EQ(others.find(static_cast<char32_t>(one.code)), others.npos)
            << id << ", " << language << ": " << text.substr(0, 30);
        text.remove_prefix(std::max<size_t>(one.bytes, 1));
      }
    };
    expect_none("zh-Hans", words::kOnlyTraditional);
    expect_none("zh-Hant", words::kOnlySimplified);
  }
}

TEST(ShippedLessons, AStoryHasNoAddress) {
  const std::regex hexadecimal("0x[0-9a-f]");
  for (const std::string_view id : shipped()) {
    if (lesson_in(id, "en").level != words::Level::story) continue;
    for (const words::Language& language : words::kLanguages) {
      EXPECT_FALSE(std::regex_search(std::string(shipped_text(id, language.id)), hexadecimal))
          << name(id, language);
    }
  }
}

TEST(ShippedLessons, AsNotesStandAtTheirSteps) {
  for (const std::string_view id : shipped()) {
    const Lesson lesson = lesson_in(id, "en");
    const Placed placed = place(lesson, trace_of(lesson), *lesson.level);
    const words::Notes notes = as_notes(lesson, placed);
    ASSERT_EQ(notes.all.size(), lesson.parts.size()) << id;
    for (const words::Note& note : notes.all) EXPECT_LE(note.step, trace_of(lesson).size());
    for (size_t i = 0; i < lesson.parts.size(); ++i) {
      bool found = false;
      for (const words::Note& note : words::notes_at(notes, placed.parts[i].step)) {
        found = found || note.text.starts_with(lesson.parts[i].title);
      }
      EXPECT_TRUE(found) << id << ": " << lesson.parts[i].title;
    }
  }
}

}  // namespace
}  // namespace greenlens::lessons
