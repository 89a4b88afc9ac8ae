// greenlens quiz: questions about a recording, in a terminal, and how answers are graded.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/notes.h"
#include "cli/perform.h"
#include "cli/quiz_words.h"
#include "cli/say.h"
#include "cli/trace.h"
#include "cli/typed_lines.h"
#include "cli/write_file.h"
#include "tracer/facts/json_fields.h"
#include "tracer/questions/answer_text.h"
#include "tracer/questions/answers_file.h"
#include "tracer/questions/own.h"
#include "tracer/questions/pick.h"
#include "tracer/questions/score.h"
#include "tracer/questions/tally.h"

namespace greenlens::cli {
namespace {

using questions::Answered;
using questions::Kind;
using questions::Question;

struct QuizOptions {
  std::string file;
  uint64_t seed = 1;
  bool seed_is_said = false;
  size_t count = questions::kUsualCount;
  std::vector<std::string> kinds;
  std::string step;
  std::string answers, notes, csv;
  bool as_template = false, json = false, hands = false;
  PerformOptions performed;
};

// A fault sentence; empty: all is well.
std::string read_kinds(const QuizOptions& options, Quiz* quiz) {
  quiz->with_own = options.kinds.empty();
  for (const std::string& name : options.kinds) {
    const std::optional<Kind> kind = questions::kind_from_name(name);
    if (!kind) {
      std::string all;
      for (const char* one : enum_names(Kind{}))
        all += (all.empty() ? "" : ", ") + std::string(one);
      return say("cli.quiz.kind", {{"kind", name}, {"kinds", all}});
    }
    if (*kind == Kind::own) quiz->with_own = true;
    if (*kind != Kind::own) quiz->picking.kinds.push_back(*kind);
  }
  quiz->picking.asking = {options.seed, level().value_or(words::Level::mechanism)};
  quiz->picking.count = options.count;
  return "";
}

// Only a teacher's own are wanted.
bool wants_made(const QuizOptions& options, const Quiz& quiz) {
  return options.kinds.empty() || !quiz.picking.kinds.empty();
}

facts::Fault add_own(const QuizOptions& options, const store::Trace& trace,
                     std::optional<uint64_t> step, std::vector<Question>* all) {
  words::Notes notes;
  if (options.notes.empty()) {
    notes = notes_beside(options.file);
  } else {
    auto read = read_notes_file(options.notes);
    if (!read) return read.fault();
    if (read->unread > 0) {
      print_aside(say("cli.note.unread", {{"file", options.notes},
                                          {"count", std::to_string(read->unread)},
                                          {"line", std::to_string(read->line)}}));
    }
    notes = std::move(read->notes);
  }
  for (Question& one : questions::own_questions(notes, trace)) {
    if (!step || one.step == *step) all->push_back(std::move(one));
  }
  std::stable_sort(all->begin(), all->end(),
                   [](const Question& a, const Question& b) { return a.step < b.step; });
  return {};
}

// None, and the status to leave with: there is nothing to ask, or something is wrong.
std::optional<Quiz> make_quiz(const QuizOptions& options, const store::Trace& trace, int* status) {
  Quiz quiz;
  const auto leave = [&](ExitCode code, const std::string& sentence) {
    *status = refuse(code, sentence);
    return std::optional<Quiz>();
  };
  if (const std::string wrong = read_kinds(options, &quiz); !wrong.empty()) {
    return leave(kWrongUsage, wrong);
  }
  std::optional<uint64_t> step;
  if (!options.step.empty()) {
    const auto found = find_step_named(trace, options.step, facts::Grain::phase, options.file);
    if (!found) return leave(kWrongUsage, say(found.fault()));
    step = *found;
  }
  if (wants_made(options, quiz)) {
    quiz.all = step ? questions::questions_at(trace, *step, quiz.picking)
                    : questions::questions_of(trace, quiz.picking);
  }
  if (quiz.with_own) {
    if (const facts::Fault fault = add_own(options, trace, step, &quiz.all)) {
      return leave(kUnreadableFile, say(fault));
    }
  }
  if (quiz.all.empty()) return leave(kCheckFailed, say("cli.quiz.nothing"));
  return quiz;
}

// --- grading a file
facts::Fault read_answers(const std::string& file, questions::AnswersFile* answers) {
  auto text = read_typed_file(file, questions::kMostAnswersBytes);
  if (!text) return text.fault();
  auto parsed = questions::parse_answers(*text);
  if (!parsed) {
    facts::Fault fault = parsed.fault();
    fault.place = file;
    return fault;
  }
  *answers = std::move(*parsed);
  return {};
}

std::vector<Answered> grade_all(const store::Trace& trace, const Quiz& quiz,
                                const questions::AnswersFile& file) {
  std::vector<Answered> all;
  for (size_t n = 0; n < quiz.all.size(); ++n) {
    const Question& question = quiz.all[n];
    std::optional<questions::Answer> answer;
    if (n < file.answers.size()) {
      answer = parse_answer(file.answers[n].typed, question, trace.state(question.step));
    }
    all.push_back(questions::answered(question, std::move(answer)));
  }
  return all;
}

// The score as a file, if one is wanted; false when it cannot be written, which is said.
bool write_csv(const std::string& file, const std::string& csv) {
  if (file.empty()) return true;
  const std::string reason = write_file(file, [&](const Sink& sink) { return sink(csv); });
  if (reason.empty()) return true;
  refuse(kWrongUsage, say("cli.cannot_write", {{"file", file}, {"reason", reason}}));
  return false;
}

Shown shown_for(const QuizOptions& options) { return options.json ? Shown::aside : Shown::here; }

int tell_class(const QuizOptions& options, const store::Trace& trace, const Quiz& quiz) {
  const std::vector<questions::Tally> all = ask_class(trace, quiz, shown_for(options));
  if (options.json) print(facts::json_text(tally_json(catalogue(), trace, all), 2));
  return write_csv(options.csv, tally_csv(catalogue(), trace, all)) ? kFine : kWrongUsage;
}

int tell_score(const QuizOptions& options, const store::Trace& trace,
               const std::vector<Answered>& all) {
  const questions::Score score = questions::score_of(all);
  if (options.json) {
    print(facts::json_text(score_json(catalogue(), trace, all), 2));
  } else {
    print('\n' + score_text(catalogue(), score));
  }
  if (!write_csv(options.csv, score_csv(catalogue(), trace, all))) return kWrongUsage;
  return score.right == score.all() ? kFine : kCheckFailed;
}

int run_quiz(QuizOptions options, const store::Trace& trace) {
  if (!options.performed.step.empty()) {
    options.performed.json = options.json;
    return perform(trace, options.file, options.performed);
  }
  questions::AnswersFile answers;
  if (!options.answers.empty()) {
    if (const facts::Fault fault = read_answers(options.answers, &answers)) {
      return refuse(kUnreadableFile, say(fault));
    }
    if (answers.seed && !options.seed_is_said) options.seed = *answers.seed;
  }
  int status = kFine;
  const std::optional<Quiz> quiz = make_quiz(options, trace, &status);
  if (!quiz) return status;
  if (options.as_template) {
    print(facts::json_text(answers_template(catalogue(), trace, quiz->all, options.seed), 2));
    return kFine;
  }
  if (options.hands) return tell_class(options, trace, *quiz);
  if (options.answers.empty()) {
    return tell_score(options, trace, ask_all(trace, *quiz, shown_for(options)));
  }
  if (const size_t other = first_other(answers, trace, quiz->all); other != 0) {
    return refuse(kWrongUsage,
                  say({facts::FaultKind::other_answers, options.answers, other, 0, ""}));
  }
  const std::vector<Answered> all = grade_all(trace, *quiz, answers);
  if (!options.json) print_graded(trace, all);
  return tell_score(options, trace, all);
}

int quiz(const QuizOptions& options) {
  auto loaded = load_trace(options.file);
  if (!loaded) return refuse(kUnreadableFile, say(loaded.fault()));
  const int status = run_quiz(options, **loaded);
  return loaded->say_what_is_missing() ? status : kUnreadableFile;
}

}  // namespace

void add_quiz(CLI::App& app, int& status) {
  CLI::App* command = app.add_subcommand("quiz", say("cli.help.quiz"));
  auto options = std::make_shared<QuizOptions>();
  command->add_option("file", options->file, say("cli.help.file"))->required();
  CLI::Option* seed = command->add_option("--seed", options->seed, say("cli.help.quiz_seed"))
                          ->capture_default_str();
  command->add_option("--count", options->count, say("cli.help.quiz_count"))
      ->check(CLI::Range(size_t{1}, questions::kMostQuestions))
      ->capture_default_str();
  command->add_option("--kinds", options->kinds, say("cli.help.quiz_kinds"))->delimiter(',');
  command->add_option("--step", options->step, say("cli.help.quiz_step"));
  CLI::Option* answers =
      command->add_option("--answers", options->answers, say("cli.help.quiz_answers"));
  command->add_flag("--template", options->as_template, say("cli.help.quiz_template"))
      ->excludes(answers);
  command->add_option("--notes", options->notes, say("cli.help.quiz_notes"));
  command->add_option("--csv", options->csv, say("cli.help.quiz_csv"));
  command->add_flag("--hands", options->hands, say("cli.help.quiz_hands"))->excludes(answers);
  CLI::Option* performed =
      command->add_option("--perform", options->performed.step, say("cli.help.quiz_perform"))
          ->excludes(answers);
  command->add_option("--moves", options->performed.moves, say("cli.help.quiz_moves"))
      ->needs(performed);
  command->add_flag("--json", options->json, say("cli.help.json"));
  command->callback([options, seed, &status] {
    options->seed_is_said = seed->count() > 0;
    status = quiz(*options);
  });
}

}  // namespace greenlens::cli
