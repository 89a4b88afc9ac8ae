// A lesson: what somebody is led through, part by part, along one recording. It is a plain text
// file that a teacher writes; a viewer of Markdown shows it well.
//
//   # One stack, many slices
//   run: test1_test2
//   level: story
//   next: partial_copies
//
//   Three greenlets share one stack. Watch whose bytes have to go.
//
//   ## gr2 begins
//   at: story 5
//   look: gr1 copy
//   view: tree
//
//   A blank line begins a new paragraph, and
//   lines of one belong together.
//
//   ? Whose bytes are in gr2's way?
//   - [ ] Those of main, all of them {copies_everything}
//   - [x] Those of gr1, below gr2's stack_stop
//   > Above that nobody writes.
//
//   ask: who_runs_next 3
//
//   ? How many bytes go to the heap?
//   = 1424
//
//   ## Now you
//   do: perform_switch
//
// The first heading is the lesson's title, each further one begins a part. Words and a colon behind
// a heading say what it is about (kKeys); they end at the first blank line. Then come paragraphs
// and questions: a teacher's own, begun by a question mark, with choices of which one is right, or
// what is right behind "="; or one that is made of the recording, of this kind and by that seed
// (tracer/questions). A wrong choice can say in braces what somebody believes who takes it.
//
// A step is "first", "last", a number (as the grain "phase" counts), or a grain and a number. What
// to look at is a greenlet, and "slice", "copy", "node" or "lane" behind it. What is to be done is
// a command of the window by its id, "at" and a step that is to be reached, or "perform".
//
// Pure functions; what they are given may be anything, and what cannot be understood loses nothing
// else.
#ifndef GREENLENS_TRACER_LESSONS_LESSON_H_
#define GREENLENS_TRACER_LESSONS_LESSON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "tracer/facts/grain.h"
#include "tracer/questions/question.h"
#include "tracer/words/levels.h"
#include "tracer/words/note_question.h"
#include "tracer/words/notes.h"

namespace greenlens::lessons {

// More than these nobody writes by hand.
inline constexpr size_t kMostLessonBytes = size_t{256} << 10;
inline constexpr size_t kMostParts = 100;
inline constexpr size_t kMostOfAPart = 20;      // questions, views, things to do: of each
inline constexpr size_t kMostTextBytes = 4000;  // of the text of a part, and of a title

// A step as it is written.
struct Place {
  facts::Grain grain = facts::Grain::phase;
  enum class Which : uint8_t { first, number, last };
  Which which = Which::first;
  uint64_t number = 0;  // of Which::number
  bool operator==(const Place&) const = default;
};

// A question that is made of the recording.
struct Made {
  questions::Kind kind = questions::Kind::who_runs_next;
  uint64_t seed = 1;
  bool operator==(const Made&) const = default;
};
// A teacher's own. Its step is that of the part, and not known here: 0.
struct Own {
  words::NoteQuestion question;
  // Of each choice, what somebody believes who takes it; empty: of none.
  std::vector<std::optional<questions::Misconception>> beliefs{};
  bool operator==(const Own&) const = default;
};
using Asked = std::variant<Made, Own>;

// Something to be done in the window.
struct Task {
  enum class What : uint8_t { command, reach, perform };
  What what = What::command;
  std::string command{};  // its id
  Place place{};          // of What::reach
  bool operator==(const Task&) const = default;
};

struct Part {
  std::string title;
  std::optional<Place> at{};  // none: where the part before is
  std::string on{};           // a greenlet, as notes name it; empty: nothing is pointed at
  words::NoteOn where = words::NoteOn::whole;
  std::vector<std::string> views{};  // to be seen, by their ids
  std::vector<Task> tasks{};
  std::vector<std::string> text{};  // paragraphs, each on one line
  std::vector<Asked> asked{};
  uint64_t line = 0;  // of its heading, from 1; 0: it is in no file
  bool operator==(const Part&) const = default;
};

struct Lesson {
  std::string title;
  std::string run{};   // a scenario, by its id
  std::string open{};  // or a recording, beside the lesson's file; both empty: it fits any
  std::vector<std::string> settings{};  // of the scenario, "depth=40"
  std::optional<words::Level> level{};
  std::string language{};  // in which it is written, by its id; empty: not said
  std::string next{};      // another lesson, by its id
  std::vector<std::string> text{};
  std::vector<Part> parts{};
  bool operator==(const Lesson&) const = default;
};

// What of a file is not understood. The sentence is lesson.flaw.<name>.
enum class FlawKind : uint8_t {
  too_large,  // nothing of it is read
  no_title,   // it does not begin with one
  no_parts,
  too_many_parts,
  too_much,  // of a part, or a text that is too long
  no_key,    // a word with a colon behind a heading that means nothing
  late_key,  // such a word behind a blank line, where it is a text
  no_step,
  no_level,
  no_greenlet,  // nothing stands behind "look:"
  no_kind,      // there is no such kind of question
  no_task,
  lone_line,       // a choice, an answer or an explanation without a question
  no_belief,       // there is no such misconception
  unfit_question,  // without an answer, with several right ones or only one choice
};
constexpr std::array<const char*, 15> enum_names(FlawKind) {
  return {"too_large", "no_title", "no_parts",  "too_many_parts", "too_much",
          "no_key",    "late_key", "no_step",   "no_level",       "no_greenlet",
          "no_kind",   "no_task",  "lone_line", "no_belief",      "unfit_question"};
}
struct Flaw {
  FlawKind kind = FlawKind::no_title;
  uint64_t line = 0;      // from 1
  std::string details{};  // what stands there, as it may be shown; may be empty
  bool operator==(const Flaw&) const = default;
};

struct ReadLesson {
  Lesson lesson;
  std::vector<Flaw> flaws;  // ascending by line
};
ReadLesson parse_lesson(std::string_view text);
// A part as it stands in a file, without a flaw of its own number of parts: of several the first.
struct ReadPart {
  Part part;
  std::vector<Flaw> flaws;
};
ReadPart parse_part(std::string_view text);

// As parse_lesson() reads it; ends with a line feed. Paragraphs are wrapped to lines of at most so
// many characters where their script has blanks.
std::string format_lesson(const Lesson& lesson);
std::string format_part(const Part& part);

// "story 5", "first", "39": as parse_place() reads it.
std::string place_text(const Place& place);
std::optional<Place> parse_place(std::string_view text);
// "at story 5", "perform", "toggle_play": as it stands behind "do:".
std::string task_text(const Task& task);

}  // namespace greenlens::lessons

#endif  // GREENLENS_TRACER_LESSONS_LESSON_H_
