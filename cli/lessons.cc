#include "cli/lessons.h"

#include <filesystem>

#include "cli/language.h"
#include "cli/say.h"
#include "cli/target.h"
#include "cli/trace.h"
#include "cli/typed_lines.h"
#include "tracer/lessons/shipped.h"
#include "tracer/store/timeline.h"

namespace greenlens::cli {
namespace {

// A scenario that was run, in memory.
class RunTrace final : public LessonTrace {
 public:
  const store::Trace& operator*() const override { return timeline; }
  store::Timeline timeline;
};

class OpenedTrace final : public LessonTrace {
 public:
  explicit OpenedTrace(LoadedTrace loaded) : loaded_(std::move(loaded)) {}
  const store::Trace& operator*() const override { return *loaded_; }

 private:
  LoadedTrace loaded_;
};

std::string all_ids() {
  std::string all;
  for (const std::string_view id : lessons::shipped()) {
    all.append(all.empty() ? "" : ", ").append(id);
  }
  return all;
}

std::unique_ptr<LessonTrace> run_scenario(const lessons::Lesson& lesson, std::string* why) {
  DetailOptions detail;
  detail.settings = lesson.settings;
  const auto refused = [&](const facts::Fault& fault) {
    *why = say(fault);
    return nullptr;
  };
  if (!is_scenario(lesson.run)) {
    *why = say("cli.lesson.no_scenario", {{"name", lesson.run}});
    return nullptr;
  }
  if (const facts::Fault fault = detail_refused(detail, lesson.run, {})) return refused(fault);
  auto command = find_target(lesson.run, {}, "");
  if (!command) return refused(command.fault());
  command->output = live::Output::nowhere;
  set_detail(detail, lesson.run, &*command);
  auto target = live::TargetProcess::start(*command);
  if (!target) return refused(target.fault());
  auto run = std::make_unique<RunTrace>();
  run_to_the_end(**target, &run->timeline, {});
  return run;
}

}  // namespace

std::optional<FoundLesson> find_lesson(const std::string& name, std::string* why) {
  FoundLesson found;
  const std::string_view shipped = lessons::shipped_text(name, language().id);
  std::error_code unknown;
  if (!shipped.empty()) {
    found.id = name;
    found.text = shipped;
  } else if (!std::filesystem::is_regular_file(name, unknown)) {
    *why = say("cli.lesson.none", {{"name", name}, {"known", all_ids()}});
    return {};
  } else {
    auto text = read_typed_file(name, lessons::kMostLessonBytes);
    if (!text) {
      *why = say(text.fault());
      return {};
    }
    found.id = std::filesystem::path(name).filename().string();
    found.file = name;
    found.text = std::move(*text);
  }
  found.read = lessons::parse_lesson(found.text);
  return found;
}

std::unique_ptr<LessonTrace> trace_of(const FoundLesson& found, const std::string& recording,
                                      std::string* why) {
  const lessons::Lesson& lesson = found.read.lesson;
  std::string file = recording;
  if (file.empty() && !lesson.open.empty()) {
    file = (std::filesystem::path(found.file).parent_path() / lesson.open).string();
  }
  if (file.empty() && lesson.run.empty()) {
    *why = say("cli.lesson.no_recording", {{"name", found.id}});
    return nullptr;
  }
  if (file.empty()) return run_scenario(lesson, why);
  auto loaded = load_trace(file);
  if (loaded) return std::make_unique<OpenedTrace>(std::move(*loaded));
  *why = say(loaded.fault());
  return nullptr;
}

words::Level level_of(const lessons::Lesson& lesson) {
  return level().value_or(lesson.level.value_or(words::Level::mechanism));
}

void add_lesson_option(CLI::App* command, std::string* name) {
  command->add_option("--lesson", *name, say("cli.help.lesson_option"));
}

std::optional<words::Notes> with_lesson(words::Notes notes, const std::string& name,
                                        const store::Trace& trace, std::string* why) {
  if (name.empty()) return notes;
  const auto found = find_lesson(name, why);
  if (!found) return {};
  const lessons::Lesson& lesson = found->read.lesson;
  return words::joined(std::move(notes),
                       lessons::as_notes(lesson, lessons::place(lesson, trace, level_of(lesson))));
}

}  // namespace greenlens::cli
