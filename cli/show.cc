// greenlens show: one step of a trace, as text or JSON.
#include <unistd.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/find.h"
#include "cli/lessons.h"
#include "cli/notes.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "tracer/export/state_json.h"
#include "tracer/facts/json_fields.h"
#include "tracer/facts/shown.h"
#include "tracer/lints/find_all.h"
#include "tracer/lints/lints_text.h"
#include "tracer/lints/silenced.h"
#include "tracer/state/queries.h"
#include "tracer/words/find_text.h"
#include "tracer/words/instructions.h"
#include "tracer/words/matching.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/step_notes.h"
#include "tracer/words/switch_call.h"
#include "tracer/words/transcript.h"
#include "tracer/words/variables.h"

namespace greenlens::cli {
namespace {

struct ShowOptions {
  StepOptions step;
  bool json = false;
  bool times = false;
  bool frames = false, words = false, legend = false;
  bool registers = false, disassembly = false, variables = false;
  std::string select;
  std::string find, until;
  bool backwards = false;
  bool notes = false;
  std::string lesson;
};

// The notes of a step, with a line before them; or that it is a bookmark.
std::string noted(const words::Notes& notes, uint64_t step) {
  const auto& messages = catalogue();
  if (words::notes_at(notes, step).empty()) return "";
  const std::vector<words::StepNote> all = words::step_notes(messages, notes, step);
  std::string text;
  for (const words::StepNote& note : all) text += '\n' + words::note_text(messages, note);
  return all.empty() ? '\n' + say("ui.note.bookmarked") : text;
}

int show_step(const OpenedStep& at, const ShowOptions& options) {
  facts::GreenletId only = 0;
  if (!options.select.empty()) {
    only = state::find_named(at.trace.state(at.step), options.select);
    if (only == 0) {
      return refuse(kWrongUsage, say("cli.nobody_then", {{"name", facts::shown(options.select)},
                                                         {"step", std::to_string(at.number)}}));
    }
  }
  const auto read = read_notes(at.file);  // the step is shown without them as well
  std::string why;
  const auto with =
      with_lesson(read ? read->notes : words::Notes(), options.lesson, at.trace, &why);
  if (!with) return refuse(kUnreadableFile, why);
  const words::Notes& notes = *with;
  const std::vector<lints::Fired> fired =
      lints::without_silenced(lints::fired_at(at.trace, at.step), notes);
  if (options.json) {
    facts::Json json = exports::state_to_json(at.trace, at.step, at.number, at.count);
    json["sentence"] = exports::sentence_to_json(catalogue(), at.trace.at(at.step));
    if (options.times && at.step > 0) json["time_ns"] = at.trace.event(at.step).time_ns;
    for (const words::Note& note : words::notes_at(notes, at.step)) {
      json["notes"].push_back(exports::note_to_json(note));
    }
    for (const lints::Fired& one : fired) {
      json["lints"].push_back(fired_to_json(catalogue(), one, lints::severity_of(one.lint)));
    }
    if (options.registers) {
      json["registers"] = exports::registers_to_json(at.trace.info(), at.trace.at(at.step));
      json["call"] = exports::call_to_json(at.trace, at.step, only);
    }
    if (options.disassembly) {
      json["instructions"] =
          exports::instructions_to_json(at.trace.info(), at.trace.state(at.step));
    }
    if (options.variables) {
      json["variables"] = exports::variables_to_json(at.trace.state(at.step), only);
    }
    if (options.words) json["slices"] = exports::slices_to_json(at.trace, at.step, only);
    print(facts::json_text(json, 2));
  } else {
    print(words::state_text(catalogue(), at.trace, at.step, at.number, at.count,
                            options.times ? words::Times::told : words::Times::untold));
    const words::Messages& messages = catalogue();
    for (const lints::Fired& one : fired) print('\n' + told_line(messages, one));
    if (const std::string text = noted(notes, at.step); !text.empty()) print(text);
    if (options.legend) {
      const state::State state = at.trace.state(at.step);
      for (const auto& [id, thread] : state.threads) {
        print('\n' + words::diagram_legend(messages, state, thread));
      }
    }
    if (options.disassembly) {
      print('\n' + words::disassembly_text(messages, at.trace.info(), at.trace.state(at.step)));
    }
    if (options.registers) {
      print('\n' + words::registers_text(messages, at.trace.info(), at.trace.at(at.step)));
      const std::string call =
          words::call_text(words::call_story(messages, at.trace, at.step, only));
      if (!call.empty()) print('\n' + call);
    }
    if (options.variables) {
      print('\n' + words::variables_text(messages, at.trace.state(at.step), only));
    }
    if (options.words) {
      print('\n' + words::words_of_all(messages, at.trace.state(at.step),
                                       words::machine_of(at.trace.info()), only));
    } else if (options.frames || (only != 0 && !options.variables)) {
      print('\n' + words::frames_of_all(messages, at.trace.state(at.step), only));
    }
  }
  return kFine;
}

// The nearest step after the one that was named whose sentence says this; or before it.
int show_found(const OpenedStep& from, const ShowOptions& options) {
  using Direction = store::Trace::Direction;
  const bool on_terminal = isatty(STDERR_FILENO) != 0;
  const auto progress = [&](uint64_t done, uint64_t all) {
    if (on_terminal && done * 100 / all != (done - std::min<uint64_t>(done, 512)) * 100 / all) {
      print_over(say("cli.searching", {{"percent", std::to_string(done * 100 / all)}}));
    }
    return true;
  };
  const auto found = words::find_text(catalogue(), from.trace, from.step,
                                      options.backwards ? Direction::backward : Direction::forward,
                                      words::search_words(options.find), progress);
  if (on_terminal) print_over("");
  if (!found) {
    return refuse(kCheckFailed,
                  say(options.backwards ? "cli.found_none_earlier" : "cli.found_none",
                      {{"search", options.find}, {"step", std::to_string(from.number)}}));
  }
  OpenedStep at = from;
  at.step = *found;
  at.number = at.trace.count_until(at.grain, at.step);
  return show_step(at, options);
}

// The nearest step after the one that was named at which the condition stops; or before it.
int show_until(const OpenedStep& from, const ShowOptions& options) {
  using Direction = store::Trace::Direction;
  const auto found = find_condition(from.trace, options.until, from.step,
                                    options.backwards ? Direction::backward : Direction::forward);
  if (!found) {
    const bool is_wrong = found.fault().kind == facts::FaultKind::no_condition;
    return refuse(is_wrong ? kWrongUsage : kCheckFailed, say(found.fault()));
  }
  OpenedStep at = from;
  at.step = *found;
  at.number = at.trace.count_until(at.grain, at.step);
  return show_step(at, options);
}

int show(const ShowOptions& options) {
  StepOptions step = options.step;
  if (options.notes && step.step.empty()) step.step = "first";
  if (step.step.empty()) {
    if (options.find.empty() && options.until.empty())
      return refuse(kWrongUsage, say("cli.show_what"));
    step.step = options.backwards ? "last" : "first";
  }
  return with_step(step, [&](const OpenedStep& at) {
    if (options.notes) return list_notes(at, step.file, options.json);
    if (!options.until.empty()) return show_until(at, options);
    return options.find.empty() ? show_step(at, options) : show_found(at, options);
  });
}

}  // namespace

void add_show(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("show", say("cli.help.show"));
  auto options = std::make_shared<ShowOptions>();
  options->step.step.clear();
  add_step_options(command, &options->step);
  CLI::Option* found = command->add_option("--find", options->find, say("cli.help.find"));
  command->add_option("--until,--break", options->until, say("cli.help.until"))->excludes(found);
  command->add_flag("--backwards", options->backwards, say("cli.help.backwards"));
  command->add_flag("--notes,--bookmarks", options->notes, say("cli.help.notes"));
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->add_flag("--frames", options->frames, say("cli.help.frames"));
  command->add_flag("--words", options->words, say("cli.help.words"));
  command->add_flag("--variables", options->variables, say("cli.help.variables"));
  command->add_flag("--registers", options->registers, say("cli.help.registers"));
  command->add_flag("--disassembly", options->disassembly, say("cli.help.disassembly"));
  command->add_flag("--legend", options->legend, say("cli.help.legend"));
  add_select_option(command, &options->select);
  add_lesson_option(command, &options->lesson);
  command->add_flag("--times", options->times, say("cli.help.times"));
  command->callback([options, &status] { status = show(*options); });
}

}  // namespace greenlens::cli
