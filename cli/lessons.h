// Lessons by what a person says, and the recordings that they are about.
#ifndef GREENLENS_CLI_LESSONS_H_
#define GREENLENS_CLI_LESSONS_H_

#include <CLI/CLI.hpp>
#include <memory>
#include <optional>
#include <string>

#include "tracer/lessons/placed.h"
#include "tracer/store/trace.h"
#include "tracer/words/notes.h"

namespace greenlens::cli {

struct FoundLesson {
  std::string id;    // of one that comes with the program; else its file's name without folders
  std::string file;  // empty: it comes with the program
  std::string text;  // as it is written
  lessons::ReadLesson read;
};

// By the id of one that comes with the program, in the language that is spoken, or by a file. None,
// and why, in a sentence.
std::optional<FoundLesson> find_lesson(const std::string& name, std::string* why);

// The recording that a lesson is about. It can be read as long as this lives.
class LessonTrace {
 public:
  virtual ~LessonTrace() = default;
  virtual const store::Trace& operator*() const = 0;
};
// Runs its scenario to the end, or opens its recording; or this one, if it is said. Null, and why.
std::unique_ptr<LessonTrace> trace_of(const FoundLesson& found, const std::string& recording,
                                      std::string* why);

// The level at which a lesson tells: its own level, unless one was chosen on the command line.
words::Level level_of(const lessons::Lesson& lesson);

// --lesson, for who shows a recording.
void add_lesson_option(CLI::App* command, std::string* name);
// What a lesson says of a recording, with what is in these notes. None and why, in a sentence:
// there is no such lesson. No name: the notes.
std::optional<words::Notes> with_lesson(words::Notes notes, const std::string& name,
                                        const store::Trace& trace, std::string* why);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_LESSONS_H_
