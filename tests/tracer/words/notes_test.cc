// Notes and their file, whatever is in it.
#include "tracer/words/notes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/sample_trace.h"
#include "tracer/facts/shown.h"
#include "tracer/words/notes_file.h"
#include "tracer/words/step_notes.h"

namespace greenlens::words {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string file_of(const std::string& entries) {
  return R"({"greenlens": "notes", "version": 1, "notes": [)" + entries + "]}";
}

Notes read(const std::string& entries) {
  const facts::Result<ReadNotes> read = parse_notes(file_of(entries));
  EXPECT_TRUE(static_cast<bool>(read)) << entries;
  return read ? read->notes : Notes();
}

Note note(uint64_t step, const std::string& text = "", const std::string& on = "",
          NoteOn where = NoteOn::whole, const std::string& others = "") {
  return {step, text, on, where, others};
}

TEST(NotesFile, ANoteIsAStepWhatIsSaidAndAboutWhat) {
  const Notes notes = read(R"(
    {"step": 700},
    {"step": 412, "text": "main is only partly saved"},
    {"step": 412, "on": "gr2", "where": "copy", "text": "these bytes are\nthe bottom half"},
    {"step": 412, "on": "#7"})");
  EXPECT_THAT(notes.all,
              ElementsAre(note(412, "main is only partly saved"),
                          note(412, "these bytes are\nthe bottom half", "gr2", NoteOn::copy),
                          note(412, "", "#7"), note(700)));
  EXPECT_EQ(format_notes(notes), R"({"greenlens": "notes", "version": 1, "notes": [
  {"step": 412, "text": "main is only partly saved"},
  {"step": 412, "on": "gr2", "where": "copy", "text": "these bytes are\nthe bottom half"},
  {"step": 412, "on": "#7"},
  {"step": 700}
]}
)");
}

TEST(NotesFile, WhatNobodyHereKnowsStaysInIt) {
  const std::string text =
      R"({"greenlens": "notes", "version": 1, "course": {"name": "OS", "year": 2}, "notes": [
  {"step": 3, "text": "Why?", "answers": ["a", {"b": true}], "points": 1.5},
  {"step": 9, "where": "register"},
  {"lesson": 2},
  "a line"
]}
)";
  const facts::Result<ReadNotes> once = parse_notes(text);
  ASSERT_TRUE(static_cast<bool>(once));
  EXPECT_EQ(once->notes.all.size(), 2u);
  EXPECT_EQ(once->unread, 2u);
  EXPECT_EQ(once->line, 4u);
  EXPECT_EQ(format_notes(once->notes), text) << "to the letter";
  Notes changed = once->notes;
  ASSERT_TRUE(write_note(&changed, note(3, "Why not?"), 0));
  EXPECT_THAT(format_notes(changed),
              HasSubstr(R"({"step": 3, "text": "Why not?", "answers": ["a", {"b": true}],)"));
  EXPECT_EQ(toggle_bookmark(&changed, 9), Toggled::is_written)
      << "what somebody else has written there is not taken away by a key";
}

TEST(NotesFile, EntriesThatAreNoNotesStayAsTheyAre) {
  const std::vector<std::string> entries = {
      R"({"step": -3})",
      R"({"step": 1.5})",
      R"({"step": "3"})",
      R"({"text": "where?"})",
      R"({"step": 3, "text": 5})",
      R"({"step": 3, "on": []})",
      R"({"step": 3, "on": ""})",
      R"({"step": 18446744073709551616})",
      "[3]",
      "null",
      R"({"step": 3, "text": ")" + std::string(kMostNoteBytes + 1, 'x') + R"("})"};
  for (const std::string& entry : entries) {
    const Notes notes = read(entry + R"(, {"step": 5})");
    EXPECT_THAT(notes.all, ElementsAre(note(5))) << entry;
    EXPECT_EQ(notes.unread.size(), 1u) << entry;
    const facts::Result<ReadNotes> again = parse_notes(format_notes(notes));
    ASSERT_TRUE(static_cast<bool>(again)) << entry;
    EXPECT_EQ(again->notes, notes) << entry;
  }
}

struct Refused {
  std::string text;
  facts::FaultKind kind;
  uint64_t line = 0;
  std::string details{};
};

TEST(NotesFile, AnotherFileIsNotTakenForOne) {
  using facts::FaultKind;
  const std::string deep(40, '['), shut(40, ']');
  std::string many = R"({"step": 1)";
  for (int i = 0; i < 300; ++i) many += ", \"m" + std::to_string(i) + "\": 0";
  const Refused refused[] = {
      {"{}", FaultKind::not_notes},
      {"[]", FaultKind::not_notes},
      {"7", FaultKind::not_notes},
      {R"({"greenlens": "notes", "version": 2, "notes": []})", FaultKind::not_notes},
      {R"({"greenlens": "bindings", "version": 1, "notes": []})", FaultKind::not_notes},
      {R"({"greenlens": "notes", "version": 1, "notes": {}})", FaultKind::not_notes},
      {"\x7f"
       "ELF",
       FaultKind::notes_not_json, 1},
      {file_of("\n{\"step\": 3},\n{\"step\": }"), FaultKind::notes_not_json, 3},
      {file_of(R"({"step": 3, "text": "cut)"), FaultKind::notes_not_json, 1},
      {file_of("\"\xff\""), FaultKind::notes_not_json, 1},
      {file_of("\n{\"step\": 3,\n\"text\": \"a\", \"text\": \"b\"}"), FaultKind::notes_twice, 3,
       "text"},
      {file_of("\n\n" + deep + shut), FaultKind::notes_too_much, 3},
      {file_of(many + "}"), FaultKind::notes_too_much, 1},
      {file_of(std::string(kMostNotesBytes, ' ')), FaultKind::notes_too_much},
      {std::string(kMostNotesBytes, '['), FaultKind::notes_too_much, 1}};
  for (const Refused& one : refused) {
    const facts::Result<ReadNotes> read = parse_notes(one.text);
    ASSERT_FALSE(static_cast<bool>(read)) << one.text.substr(0, 80);
    EXPECT_EQ(read.fault().kind, one.kind) << one.text.substr(0, 80);
    EXPECT_EQ(read.fault().at, one.line) << one.text.substr(0, 80);
    if (!one.details.empty()) {
      EXPECT_EQ(read.fault().details, one.details);
    }
  }
  for (const std::string empty : {"", " \r\n\t"}) {
    ASSERT_TRUE(static_cast<bool>(parse_notes(empty)));
    EXPECT_EQ(parse_notes(empty)->notes, Notes());
  }
}

TEST(NotesFile, WhatActsOnATerminalIsShown) {
  const Notes notes =
      read(R"({"step": 5, "on": "\u001b[2J", "text": "red \u001b[31m\r\n and \u0000\u202e\ttab"})");
  ASSERT_EQ(notes.all.size(), 1u);
  EXPECT_EQ(notes.all[0].text, "red ␛[31m\n and ␀\\u{202e} tab");
  EXPECT_EQ(notes.all[0].on, "␛[2J");
  // What is only kept is escaped.
  const Notes kept = read(R"({"step": 5, "\u001b]0;x": "\u0007\u202e"})");
  for (const char c : format_notes(kept)) EXPECT_TRUE(c == '\n' || (c >= ' ' && c != 0x7f));
  EXPECT_EQ(parse_notes(format_notes(kept))->notes, kept);
}

// Any JSON value that is no deeper than it may be.
nlohmann::ordered_json any_json(std::mt19937* random, int depth) {
  constexpr const char* kTexts[] = {"",     "a",     "\n",           "\"\\/", "é☃𝄞", "step",
                                    "text", "\x1b[", "two\nlines\n", "gr2",   " ",   "\t"};
  switch ((*random)() % (depth > 0 ? 8 : 6)) {
    case 0:
      return nullptr;
    case 1:
      return ((*random)() & 1) != 0;
    case 2:
      return static_cast<int64_t>((*random)()) - 1'000'000'000;
    case 3:
      return static_cast<uint64_t>((*random)()) << 32;
    case 4:
      return 0.25 * static_cast<double>((*random)() % 1000);
    case 5:
      return kTexts[(*random)() % std::size(kTexts)];
    case 6: {
      nlohmann::ordered_json list = nlohmann::ordered_json::array();
      for (unsigned n = (*random)() % 4; n > 0; --n) list.push_back(any_json(random, depth - 1));
      return list;
    }
    default: {
      nlohmann::ordered_json object = nlohmann::ordered_json::object();
      for (unsigned n = (*random)() % 4; n > 0; --n) {
        object[kTexts[(*random)() % std::size(kTexts)]] = any_json(random, depth - 1);
      }
      return object;
    }
  }
}

TEST(NotesFile, WhateverIsReadIsReadAgainTheSame) {
  std::mt19937 random(5);
  size_t read_as_notes = 0;
  for (int i = 0; i < 3000; ++i) {
    nlohmann::ordered_json file = {{"greenlens", "notes"}, {"version", 1}};
    file["notes"] = nlohmann::ordered_json::array();
    for (unsigned n = random() % 8; n > 0; --n) {
      nlohmann::ordered_json entry = any_json(&random, 2);
      if (random() % 3 != 0) {
        entry = {{"step", random() % 10}};
        if (random() & 1) entry["text"] = any_json(&random, 0);
        if (random() & 1) entry["on"] = any_json(&random, 0);
        if (random() % 3 == 0) entry["where"] = kNoteOnNames[1 + random() % 4];
        if (random() % 3 == 0) entry["later"] = any_json(&random, 3);
      }
      file["notes"].push_back(std::move(entry));
    }
    if (random() & 1) file["more"] = any_json(&random, 3);
    const facts::Result<ReadNotes> once = parse_notes(file.dump(random() % 3 == 0 ? 2 : -1));
    ASSERT_TRUE(static_cast<bool>(once)) << file.dump();
    read_as_notes += once->notes.all.size();
    // Nothing of it is lost, ...
    ASSERT_EQ(once->notes.all.size() + once->notes.unread.size(), file["notes"].size());
    const std::string text = format_notes(once->notes);
    const facts::Result<ReadNotes> again = parse_notes(text);
    ASSERT_TRUE(static_cast<bool>(again)) << text;
    ASSERT_EQ(again->notes, once->notes) << text;
    // ... and another reader finds the same steps and members.
    const auto other = nlohmann::ordered_json::parse(text);
    ASSERT_EQ(other.contains("more"), file.contains("more"));
    if (file.contains("more")) {
      ASSERT_EQ(other["more"], file["more"]);
    }
    for (const auto& entry : other["notes"]) {
      const bool is_kept = std::any_of(
          file["notes"].begin(), file["notes"].end(), [&](const nlohmann::ordered_json& before) {
            if (!before.is_object() || !entry.is_object()) return before == entry;
            return before.value("later", nlohmann::ordered_json()) ==
                       entry.value("later", nlohmann::ordered_json()) &&
                   before.value("step", nlohmann::ordered_json()) ==
                       entry.value("step", nlohmann::ordered_json());
          });
      ASSERT_TRUE(is_kept) << entry.dump() << " of " << file.dump();
    }
  }
  EXPECT_GT(read_as_notes, 2000u) << "of these files many hold notes";
}

TEST(NotesFile, BytesOfAnyKindAreReadOrRefused) {
  std::mt19937 random(7);
  const std::string whole = file_of(
      "\n{\"step\": 412, \"on\": \"gr2\", \"where\": \"copy\", \"text\": \"a\\u00e9\"},\n"
      "{\"step\": 7, \"more\": [1, {\"x\": null}]}");
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

TEST(NotesFile, OldBookmarksAreNotesWithoutAPlace) {
  const std::optional<ReadNotes> old = parse_old_bookmarks(
      "greenlens bookmarks 1\r\n# for Monday\n700\n  412 main is only partly saved \r\nlater 14\n"
      "15x\n412 the last one counts\n");
  ASSERT_TRUE(old.has_value());
  EXPECT_THAT(old->notes.all, ElementsAre(note(412, "the last one counts"), note(700)));
  EXPECT_EQ(old->unread, 2u);
  EXPECT_EQ(old->line, 5u);
  for (const std::string other : {"412\n", "\n", "greenlens bookmarks 2\n412\n",
                                  "\x7f"
                                  "ELF"}) {
    EXPECT_FALSE(parse_old_bookmarks(other).has_value()) << other;
  }
}

TEST(Notes, ThereAreNoMoreThanThereMayBeAndNoneIsLostOnDisk) {
  std::string entries;
  for (size_t n = 0; n < kMostNotes + 5; ++n) {
    entries += (n > 0 ? ", " : "") + std::string(R"({"step": )") + std::to_string(n) + "}";
  }
  Notes notes = read(entries);
  EXPECT_EQ(notes.all.size(), kMostNotes);
  EXPECT_EQ(notes.unread.size(), 5u);
  EXPECT_EQ(toggle_bookmark(&notes, 1'000'000), Toggled::full);
  EXPECT_FALSE(write_note(&notes, note(1'000'000, "one too many")));
  EXPECT_TRUE(write_note(&notes, note(3, "in the place of a bookmark")));
  EXPECT_EQ(toggle_bookmark(&notes, 4), Toggled::done) << "and taken away";
  EXPECT_EQ(toggle_bookmark(&notes, 1'000'000), Toggled::done);
  // What could not be read again is not taken.
  Notes large;
  size_t written = 0;
  for (; written < 500; ++written) {
    large.all.push_back(note(written, std::string(kMostNoteBytes, '"')));
  }
  while (write_note(&large, note(written, std::string(kMostNoteBytes, '"')))) ++written;
  EXPECT_GT(written, 500u);
  EXPECT_LE(format_notes(large).size(), kMostNotesBytes);
  EXPECT_EQ(parse_notes(format_notes(large))->notes, large);
}

TEST(Notes, TogglingTwiceChangesNothingAndTakesNoWordsAway) {
  Notes notes = read(R"({"step": 3, "text": "three"}, {"step": 9})");
  const Notes before = notes;
  EXPECT_EQ(toggle_bookmark(&notes, 5), Toggled::done);
  EXPECT_EQ(notes_at(notes, 5).size(), 1u);
  EXPECT_EQ(toggle_bookmark(&notes, 5), Toggled::done);
  EXPECT_EQ(notes, before);
  EXPECT_EQ(toggle_bookmark(&notes, 3), Toggled::is_written);
  EXPECT_EQ(notes, before);
}

TEST(Notes, SeveralStandAtAStepInTheirOrder) {
  Notes notes;
  write_note(&notes, note(5, "first"));
  write_note(&notes, note(5, "second", "gr1", NoteOn::slice));
  write_note(&notes, note(3, "before"));
  write_note(&notes, note(5, "third"));
  write_note(&notes, note(5, "2nd", "gr1", NoteOn::copy), 1);
  EXPECT_THAT(notes.all, ElementsAre(note(3, "before"), note(5, "first"),
                                     note(5, "2nd", "gr1", NoteOn::copy), note(5, "third")));
  remove_note(&notes, 5, 0);
  remove_note(&notes, 5, 7);
  EXPECT_THAT(notes_at(notes, 5),
              ElementsAre(note(5, "2nd", "gr1", NoteOn::copy), note(5, "third")));
  EXPECT_THAT(notes_at(notes, 4), IsEmpty());
}

TEST(Notes, NextAndPreviousAreTheNearestSteps) {
  const Notes notes =
      read(R"({"step": 0}, {"step": 3}, {"step": 3, "text": "x"}, {"step": 9}, {"step": 700})");
  EXPECT_EQ(next_noted(notes, 0, 100), 3u);
  EXPECT_EQ(next_noted(notes, 3, 100), 9u);
  EXPECT_EQ(next_noted(notes, 9, 100), std::nullopt) << "the trace ends before it";
  EXPECT_EQ(next_noted(notes, 9, 700), 700u);
  EXPECT_EQ(next_noted(notes, UINT64_MAX, UINT64_MAX), std::nullopt);
  EXPECT_EQ(previous_noted(notes, 4), 3u);
  EXPECT_EQ(previous_noted(notes, 3), 0u);
  EXPECT_EQ(previous_noted(notes, 0), std::nullopt);
}

TEST(Notes, AreFoundByWhatTheySay) {
  const Notes notes = read(R"({"step": 3, "text": "Gr1 starts here"}, {"step": 5},
      {"step": 9, "text": "gr1 starts"}, {"step": 12, "text": "gr2"})");
  EXPECT_EQ(note_called(notes, "GR1 STARTS")->step, 9u) << "all of it counts more";
  EXPECT_EQ(note_called(notes, "gr1")->step, 3u);
  EXPECT_EQ(note_called(notes, " gr2 ")->step, 12u);
  EXPECT_EQ(note_called(notes, "gr3"), nullptr);
  EXPECT_EQ(note_called(notes, ""), nullptr) << "not the one without words";
}

TEST(Notes, OfTwoListsNothingIsThereTwiceAndNothingLost) {
  Notes before = read(R"({"step": 3, "text": "old"}, {"step": 9, "text": "stays"}, {"step": 4})");
  before.others = "\"course\": 1";
  const Notes added = read(R"({"step": 3, "text": "new"}, {"step": 5}, {"step": 9, "text": "stays"},
      {"step": 9}, {"step": 4, "text": "four"})");
  const Notes both = joined(before, added);
  EXPECT_THAT(both.all, ElementsAre(note(3, "old"), note(3, "new"), note(4, "four"), note(5),
                                    note(9, "stays")));
  EXPECT_EQ(both.others, before.others);
}

TEST(Notes, OfWhatTwoMadeOfThemBothAreThere) {
  const Notes before = read(R"({"step": 3, "text": "a"}, {"step": 5, "text": "b"}, {"step": 7})");
  const Notes theirs =
      read(R"({"step": 3, "text": "A"}, {"step": 5, "text": "b"}, {"step": 6, "text": "theirs"})");
  const Notes ours = read(
      R"({"step": 3, "text": "a"}, {"step": 5, "text": "B"}, {"step": 7}, {"step": 6, "text": "ours"})");
  const Notes both = merged(before, theirs, ours);
  std::vector<std::string> says;
  for (const Note& one : both.all) says.push_back(std::to_string(one.step) + one.text);
  EXPECT_THAT(says, ElementsAre("3A", "5B", "6theirs", "6ours")) << "7 was taken away by them";
  EXPECT_EQ(merged(before, before, ours), ours);
  EXPECT_EQ(merged(before, theirs, before), theirs);
  EXPECT_EQ(merged(before, theirs, theirs), theirs);
}

TEST(Notes, APartHasThoseOfItsSteps) {
  Notes notes = read(R"({"step": 3}, {"step": 10, "text": "first", "x": 1}, {"step": 12},
      {"step": 20, "text": "last"}, {"step": 21}, 7)");
  notes.others = "\"course\": 1";
  const Notes part = part_of(notes, 10, 20);
  EXPECT_THAT(part.all, ElementsAre(note(0, "first", "", NoteOn::whole, "\"x\": 1"), note(2),
                                    note(10, "last")));
  EXPECT_EQ(part.others, notes.others);
  EXPECT_EQ(moved_on(part, 10).all[2].step, 20u);
  EXPECT_EQ(moved_on(part, UINT64_MAX).all[2].step, UINT64_MAX);
}

TEST(Notes, TheLongestStepIsTheOneWithMostLines) {
  EXPECT_EQ(longest_noted(read(R"({"step": 3}, {"step": 5})")), std::nullopt);
  EXPECT_EQ(longest_noted(read(R"({"step": 3, "text": "a\nb\nc"}, {"step": 5, "text": "long"})")),
            3u);
  EXPECT_EQ(longest_noted(read(R"({"step": 3, "text": "a"}, {"step": 5, "text": "b"},
      {"step": 5, "on": "gr1"})")),
            5u);
}

TEST(Notes, AGreenletIsFoundByItsNameOrItsNumber) {
  state::State state;
  const auto add = [&](facts::GreenletId id, const std::string& name) {
    state::GreenletState g;
    g.id = id, g.name = name;
    state.greenlets[id] = g;
  };
  add(1, "main"), add(2, "gr1"), add(3, "gr1"), add(7, "\x1b[31m"), add(8, "#2"), add(9, "");
  EXPECT_EQ(state::find_named(state, "main"), 1u);
  EXPECT_EQ(state::find_named(state, "gr1"), 3u) << "the newest of that name";
  EXPECT_EQ(state::find_named(state, "#7"), 7u);
  EXPECT_EQ(state::find_named(state, "#2"), 8u) << "a name comes first";
  for (const char* nobody : {"", "gr2", "#", "#77", "#1x", "1"}) {
    EXPECT_EQ(state::find_named(state, nobody), 0u) << nobody;
  }
  for (const facts::GreenletId id : {1, 2, 3, 7, 8, 9}) {
    if (id == 2) continue;  // two have that name, and another one is called like its number
    EXPECT_EQ(state::find_named(state, name_in_note(state, id)), id);
  }
}

TEST(StepNotes, AreNumberedAndSayWhatTheyAreAbout) {
  const Messages& messages = Messages::of("en");
  const Notes notes = read(R"({"step": 3, "text": "so it is\nand so"}, {"step": 3, "more": 1},
      {"step": 3, "text": "half", "on": "gr2", "where": "copy"}, {"step": 3, "on": "gr2"})");
  const std::vector<StepNote> all = step_notes(messages, notes, 3);
  ASSERT_EQ(all.size(), 3u) << "a bookmark has no number";
  EXPECT_EQ(note_text(messages, all[0]), "① so it is\n  and so");
  EXPECT_EQ(note_text(messages, all[1]), "② gr2’s copy: half");
  EXPECT_EQ(note_text(messages, all[2], "> "), "> ③ gr2");
  EXPECT_EQ(in_circle(20), "⑳");
  EXPECT_EQ(in_circle(21), "(21)");
}

}  // namespace
}  // namespace greenlens::words
