// greenlens lesson: a lesson in a terminal, what is wrong with one, and a page of it.
#include <unistd.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/lessons.h"
#include "cli/quiz_words.h"
#include "cli/say.h"
#include "cli/window.h"
#include "cli/write_exported.h"
#include "cli/write_file.h"
#include "gui/commands.h"
#include "gui/views/view.h"
#include "tracer/export/exporter.h"
#include "tracer/facts/json_fields.h"
#include "tracer/lessons/lesson_json.h"
#include "tracer/lessons/sentence.h"
#include "tracer/lessons/shipped.h"
#include "tracer/questions/question_text.h"
#include "tracer/questions/score.h"
#include "tracer/questions/score_file.h"
#include "tracer/words/columns.h"
#include "tracer/words/narration.h"
#include "tracer/words/stack_diagram.h"

namespace greenlens::cli {
namespace {

struct LessonOptions {
  std::string name, recording, output, csv;
  bool json = false, check = false, source = false, window = false;
};

const words::Messages& messages_of(words::Level level) {
  return words::Messages::of(language().id, level);
}

std::string labelled(const words::Messages& messages, const lessons::Task& task) {
  const gui::Command* command =
      task.what == lessons::Task::What::command ? gui::find_command(task.command) : nullptr;
  return task_sentence(messages, task, command != nullptr ? command_label(messages, *command) : "");
}

// --- the list of those that come with the program
void list_all(bool json) {
  facts::Json all = facts::Json::array();
  for (const std::string_view id : lessons::shipped()) {
    const lessons::Lesson lesson =
        lessons::parse_lesson(lessons::shipped_text(id, language().id)).lesson;
    all.push_back(
        {{"id", id}, {"title", lesson.title}, {"run", lesson.run}, {"parts", lesson.parts.size()}});
    if (json) continue;
    print(std::string(id) + '\t' + lesson.title + '\t' +
          say("cli.lesson.parts", {{"count", std::to_string(lesson.parts.size())}}));
  }
  if (json) print(facts::json_text(all, 2));
}

// --- what is wrong
// What the window does not have, as sentences: the lesson's file alone does not know that.
std::vector<std::string> unknown_to_the_window(const lessons::Lesson& lesson) {
  std::vector<std::string> all;
  for (const lessons::Part& part : lesson.parts) {
    for (const std::string& view : part.views) {
      if (gui::find_view(view) != nullptr) continue;
      all.push_back(say("cli.lesson.no_view", {{"part", part.title}, {"view", view}}));
    }
    for (const lessons::Task& task : part.tasks) {
      const bool is_command = task.what == lessons::Task::What::command;
      if (!is_command || gui::find_command(task.command) != nullptr) continue;
      all.push_back(say("cli.lesson.no_command", {{"part", part.title}, {"id", task.command}}));
    }
  }
  return all;
}

int check(const LessonOptions& options, const FoundLesson& found, const store::Trace& trace,
          const lessons::Placed& placed) {
  const lessons::Lesson& lesson = found.read.lesson;
  const std::vector<std::string> unknown = unknown_to_the_window(lesson);
  const bool fine = found.read.flaws.empty() && placed.misfits.empty() && unknown.empty();
  if (options.json) {
    print(facts::json_text({{"lesson", found.id},
                            {"fine", fine},
                            {"flaws", lessons::flaws_json(catalogue(), found.read.flaws)},
                            {"misfits", misfits_json(catalogue(), lesson, placed.misfits)},
                            {"unknown", unknown}},
                           2));
    return fine ? kFine : kCheckFailed;
  }
  for (const lessons::Flaw& flaw : found.read.flaws) print(sentence(catalogue(), flaw));
  for (const lessons::Misfit& misfit : placed.misfits) {
    print(sentence(catalogue(), lesson, misfit));
  }
  for (const std::string& one : unknown) print(one);
  size_t asked = 0;
  for (const lessons::PlacedPart& part : placed.parts) asked += part.asked.size();
  if (fine) {
    print(say("cli.lesson.fine", {{"name", found.id},
                                  {"parts", std::to_string(lesson.parts.size())},
                                  {"questions", std::to_string(asked)},
                                  {"steps", std::to_string(trace.count(facts::Grain::phase))}}));
  }
  return fine ? kFine : kCheckFailed;
}

// --- in a terminal
void print_paragraphs(const std::vector<std::string>& text) {
  for (const std::string& one : text) {
    print('\n' + words::wrapped(one, words::kTextColumns));
  }
}

std::string kind_of_step(const words::Messages& messages, const store::Trace& trace,
                         uint64_t step) {
  return messages.text("cli.lesson.step",
                       {{"step", std::to_string(questions::step_number(trace, step))},
                        {"says", words::narrate(messages, trace.at(step)).whole}});
}

std::vector<questions::Answered> walk(const FoundLesson& found, const store::Trace& trace,
                                      const lessons::Placed& placed) {
  const lessons::Lesson& lesson = found.read.lesson;
  const words::Messages& messages = messages_of(level_of(lesson));
  print(lesson.title);
  print_paragraphs(lesson.text);
  std::vector<questions::Answered> all;
  for (size_t i = 0; i < lesson.parts.size(); ++i) {
    const lessons::Part& part = lesson.parts[i];
    const lessons::PlacedPart& here = placed.parts[i];
    print("\n" + say("cli.lesson.part", {{"number", std::to_string(i + 1)},
                                         {"count", std::to_string(lesson.parts.size())},
                                         {"title", part.title}}));
    print(words::wrapped(kind_of_step(messages, trace, here.step), words::kTextColumns));
    print_paragraphs(part.text);
    if (!here.asked.empty()) {
      Quiz quiz;
      quiz.picking.asking.level = level_of(lesson);
      quiz.all = here.asked;
      for (questions::Answered& one : ask_all(trace, quiz, Shown::here)) {
        all.push_back(std::move(one));
      }
    }
    for (const lessons::Task& task : part.tasks) print('\n' + labelled(messages, task));
  }
  return all;
}

int go_through(const LessonOptions& options, const FoundLesson& found, const store::Trace& trace,
               const lessons::Placed& placed) {
  const std::vector<questions::Answered> all = walk(found, trace, placed);
  if (!all.empty()) print('\n' + score_text(catalogue(), questions::score_of(all)));
  const lessons::Lesson& lesson = found.read.lesson;
  if (!lesson.next.empty()) print('\n' + say("cli.lesson.next", {{"id", lesson.next}}));
  if (options.csv.empty()) return kFine;
  const std::string csv = score_csv(catalogue(), trace, all);
  const std::string reason = write_file(options.csv, [&](const Sink& sink) { return sink(csv); });
  if (reason.empty()) return kFine;
  return refuse(kWrongUsage, say("cli.cannot_write", {{"file", options.csv}, {"reason", reason}}));
}

// --- a page, or any other form of its recording
int write_out(const LessonOptions& options, const FoundLesson& found, const store::Trace& trace,
              const lessons::Placed& placed) {
  const exports::Exporter* exporter = exports::exporter_for(options.output);
  if (exporter == nullptr) {
    return refuse(kWrongUsage, say("cli.ending", {{"file", options.output},
                                                  {"known", exports::known_endings()}}));
  }
  exports::ExportOptions asked;
  asked.asking = {1, level_of(found.read.lesson)};
  asked.lesson = std::make_shared<const lessons::Lesson>(found.read.lesson);
  asked.lesson_id = found.id;
  if (!exporter->needs.page) {
    asked.notes = std::make_shared<const words::Notes>(as_notes(found.read.lesson, placed));
  }
  if (*exporter->scene != '\0') asked.scene = exports::find_scene(exporter->scene);
  return write_exported(options.output, trace, *exporter, asked,
                        messages_of(level_of(found.read.lesson)));
}

int lesson(const LessonOptions& options) {
  if (options.name.empty()) {
    list_all(options.json);
    return kFine;
  }
  std::string why;
  const auto found = find_lesson(options.name, &why);
  if (!found) return refuse(kUnreadableFile, why);
  if (options.source) {
    print(found->text);
    return kFine;
  }
  if (options.window) {
    gui::AppOptions::First first;
    first.lesson = options.name;
    return open_window(nullptr, "", {}, {}, first);
  }
  const auto trace = trace_of(*found, options.recording, &why);
  if (trace == nullptr) {
    // What its file says can be looked at without.
    for (const lessons::Flaw& flaw : found->read.flaws) print(sentence(catalogue(), flaw));
    return refuse(kUnreadableFile, why);
  }
  const lessons::Lesson& its = found->read.lesson;
  const lessons::Placed placed = lessons::place(its, **trace, level_of(its));
  if (options.check) return check(options, *found, **trace, placed);
  if (options.json) {
    print(facts::json_text(lesson_json(messages_of(level_of(its)), found->id, its, placed, **trace),
                           2));
    return kFine;
  }
  for (const lessons::Flaw& flaw : found->read.flaws) print_aside(sentence(catalogue(), flaw));
  for (const lessons::Misfit& one : placed.misfits) print_aside(sentence(catalogue(), its, one));
  if (!options.output.empty()) return write_out(options, *found, **trace, placed);
  return go_through(options, *found, **trace, placed);
}

}  // namespace

void add_lesson(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("lesson", say("cli.help.lesson"));
  auto options = std::make_shared<LessonOptions>();
  command->add_option("lesson", options->name, say("cli.help.lesson_name"));
  command->add_option("--recording", options->recording, say("cli.help.lesson_recording"));
  CLI::Option* check = command->add_flag("--check", options->check, say("cli.help.lesson_check"));
  CLI::Option* source =
      command->add_flag("--source", options->source, say("cli.help.lesson_source"))
          ->excludes(check);
  command->add_option("-o,--output", options->output, say("cli.help.lesson_output"))
      ->excludes(check)
      ->excludes(source);
  command->add_flag("--window", options->window, say("cli.help.lesson_window"))
      ->excludes(check)
      ->excludes(source);
  command->add_option("--csv", options->csv, say("cli.help.quiz_csv"));
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, &status] { status = lesson(*options); });
}

}  // namespace greenlens::cli
