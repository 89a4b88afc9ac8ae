// A teacher's own questions in the file of notes, whatever is in it.
#include "tracer/words/note_question.h"

#include <gmock/gmock.h>

#include <random>

#include "tracer/words/notes.h"
#include "tracer/words/notes_file.h"

namespace greenlens::words {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string questions_file(const std::string& questions) {
  return R"({"greenlens": "notes", "version": 1, "notes": [
  {"step": 3, "text": "a note"}
],
"questions": [)" +
         questions + "]}\n";
}
Notes read_questions(const std::string& questions) {
  const facts::Result<ReadNotes> read = parse_notes(questions_file(questions));
  EXPECT_TRUE(static_cast<bool>(read)) << questions;
  return read ? read->notes : Notes();
}

const NoteQuestion kChoice{41,         "Who is in the way?", {"main", "gr2"},
                           int64_t{2}, "gr2 lies below.",    ""};
const NoteQuestion kNumber{12, "How many bytes?", {}, int64_t{1424}, "", ""};
const NoteQuestion kText{12, "Where do they go?", {}, std::string("the heap"), "", ""};

const std::string kThree = R"(
  {"step": 12, "question": "How many bytes?", "answer": 1424},
  {"step": 12, "question": "Where do they go?", "answer": "the heap"},
  {"step": 41, "question": "Who is in the way?", "choices": ["main", "gr2"], "answer": 2, "explanation": "gr2 lies below."}
)";

TEST(ATeachersQuestion, IsAStepAPromptChoicesOrNoneAndWhatIsRight) {
  const Notes notes = read_questions(kThree);
  EXPECT_THAT(notes.questions, ElementsAre(kNumber, kText, kChoice));
  EXPECT_EQ(notes.all.size(), 1u) << "the notes are there as well";
  EXPECT_EQ(format_notes(notes), questions_file(kThree)) << "to the letter";
}

TEST(ATeachersQuestion, StandsInTheOrderOfTheSteps) {
  const Notes notes = read_questions(R"({"step": 9, "question": "b", "answer": 1},
    {"step": 2, "question": "a", "answer": 1})");
  ASSERT_EQ(notes.questions.size(), 2u);
  EXPECT_EQ(notes.questions[0].question, "a");
}

TEST(ATeachersQuestion, KeepsWhatNobodyHereKnows) {
  const std::string entries = R"(
  {"step": 1, "question": "Why?", "answer": 1, "points": 2, "tags": ["a", {"b": null}]},
  {"step": 1, "question": "Without an answer?"},
  17
)";
  const facts::Result<ReadNotes> once = parse_notes(questions_file(entries));
  ASSERT_TRUE(static_cast<bool>(once));
  EXPECT_EQ(once->notes.questions.size(), 1u);
  EXPECT_EQ(once->unread, 2u);
  EXPECT_EQ(once->line, 6u) << "the first of them";
  EXPECT_EQ(format_notes(once->notes), questions_file(entries));
}

TEST(ATeachersQuestion, ThatLacksAPartOrDoesNotFitIsNone) {
  std::string many;
  for (size_t i = 0; i <= kMostNoteChoices; ++i)
    many += (i > 0 ? ",\"" : "\"") + std::to_string(i) + '"';
  for (const std::string& bad :
       {std::string(R"({"question": "a", "answer": 1})"),
        std::string(R"({"step": 1, "answer": 1})"),
        std::string(R"({"step": 1, "question": "", "answer": 1})"),
        std::string(R"({"step": -1, "question": "a", "answer": 1})"),
        std::string(R"({"step": 1, "question": "a", "answer": null})"),
        std::string(R"({"step": 1, "question": "a", "answer": 1.5})"),
        std::string(R"({"step": 1, "question": "a", "answer": 18446744073709551615})"),
        std::string(R"({"step": 1, "question": "a", "answer": ""})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x", "y"], "answer": 0})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x", "y"], "answer": 3})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x", "y"], "answer": "x"})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x"], "answer": 1})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x", "x"], "answer": 1})"),
        std::string(R"({"step": 1, "question": "a", "choices": ["x", 2], "answer": 1})"),
        std::string(R"({"step": 1, "question": "a", "choices": "xy", "answer": 1})"),
        std::string(R"({"step": 1, "question": 7, "answer": 1})"),
        std::string(R"({"step": 1, "question": "a", "answer": 1, "explanation": 2})"),
        R"({"step": 1, "question": "a", "choices": [)" + many + R"(], "answer": 1})",
        R"({"step": 1, "question": ")" + std::string(kMostNoteBytes + 1, 'x') +
            R"(", "answer": 1})"}) {
    const facts::Result<ReadNotes> once = parse_notes(questions_file(bad));
    ASSERT_TRUE(static_cast<bool>(once)) << bad;
    EXPECT_THAT(once->notes.questions, IsEmpty()) << bad;
    EXPECT_EQ(once->unread, 1u) << bad;
    EXPECT_EQ(parse_notes(format_notes(once->notes))->notes, once->notes);
  }
}

TEST(ATeachersQuestion, HasNothingInItThatActsOnATerminal) {
  const Notes notes = read_questions(
      R"({"step": 1, "question": "\u001b[31m\n\u202e", "choices": ["\u0007", "b"], "answer": 1, "explanation": "\u0000"})");
  ASSERT_EQ(notes.questions.size(), 1u);
  const NoteQuestion& one = notes.questions[0];
  for (const std::string& text : {one.question, one.choices[0], one.explanation}) {
    EXPECT_EQ(text.find_first_of("\x1b\x07\n"), std::string::npos) << text;
  }
  EXPECT_THAT(one.question, Not(HasSubstr("\u202e")));
  EXPECT_EQ(parse_notes(format_notes(notes))->notes, notes);
}

TEST(ATeachersQuestion, IsNotLostAmongMany) {
  std::string entries;
  for (size_t i = 0; i < kMostNoteQuestions + 5; ++i) {
    entries += (i > 0 ? ",\n" : "\n") + std::string(R"({"step": 1, "question": "q)") +
               std::to_string(i) + R"(", "answer": 1})";
  }
  const facts::Result<ReadNotes> once = parse_notes(questions_file(entries));
  ASSERT_TRUE(static_cast<bool>(once));
  EXPECT_EQ(once->notes.questions.size(), kMostNoteQuestions);
  EXPECT_EQ(once->unread, 5u);
  EXPECT_EQ(parse_notes(format_notes(once->notes))->notes, once->notes);
}

TEST(ATeachersQuestion, GoesWhereItsStepGoes) {
  const Notes notes = read_questions(kThree);
  const Notes part = part_of(notes, 10, 20);
  ASSERT_EQ(part.questions.size(), 2u);
  EXPECT_EQ(part.questions[0].step, 2u);
  EXPECT_EQ(moved_on(notes, 100).questions[2].step, 141u);
  EXPECT_EQ(joined(notes, notes), notes) << "none is there twice";
  EXPECT_EQ(joined(Notes(), notes).questions, notes.questions);
}

// The window writes what it has while an editor has changed the file.
TEST(ATeachersQuestion, StaysWhenTwoWriteTheSameFile) {
  const Notes before = read_questions(kThree);
  Notes theirs = before, ours = before;
  theirs.questions.erase(theirs.questions.begin());
  theirs.questions[0].explanation = "changed there";
  ours.questions.push_back({50, "new here", {}, int64_t{1}, "", ""});
  const Notes both = merged(before, theirs, ours);
  ASSERT_EQ(both.questions.size(), 3u);
  EXPECT_EQ(both.questions[0].explanation, "changed there");
  EXPECT_EQ(both.questions[1], kChoice);
  EXPECT_EQ(both.questions[2].question, "new here");
}

TEST(ATeachersQuestion, OfBytesOfAnyKindIsReadOrRefused) {
  std::mt19937 random(3);
  const std::string whole = questions_file(kThree);
  for (int i = 0; i < 5000; ++i) {
    std::string text = whole;
    for (unsigned n = 1 + random() % 4; n > 0; --n) {
      const size_t at = random() % text.size();
      if (random() & 1) {
        text[at] = static_cast<char>(random());
      } else {
        text.erase(at, 1 + random() % 5);
      }
      if (text.empty()) break;
    }
    const facts::Result<ReadNotes> once = parse_notes(text);
    if (!once) continue;
    const facts::Result<ReadNotes> again = parse_notes(format_notes(once->notes));
    ASSERT_TRUE(static_cast<bool>(again)) << text;
    ASSERT_EQ(again->notes, once->notes) << text;
  }
}

}  // namespace
}  // namespace greenlens::words
