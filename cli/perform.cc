#include "cli/perform.h"

#include <optional>
#include <utility>

#include "cli/say.h"
#include "cli/trace.h"
#include "cli/typed_lines.h"
#include "tracer/facts/json_fields.h"
#include "tracer/roleplay/attempt.h"
#include "tracer/roleplay/move_text.h"
#include "tracer/roleplay/verdict_text.h"
#include "tracer/state/queries.h"
#include "tracer/words/columns.h"
#include "tracer/words/stack_diagram.h"
#include "tracer/words/transcript.h"

namespace greenlens::cli {
namespace {

using roleplay::Move;
using roleplay::Stage;
using roleplay::Verdict;

class Performance {
 public:
  Performance(Stage stage, uint64_t step, bool json) : stage_(std::move(stage)), json_(json) {
    attempt_.step = step;
  }

  void begin() const {
    show(roleplay::task_text(catalogue(), stage_));
    show(say("roleplay.how"));
    show_picture();
  }
  // False: it is over, or nothing more is to be typed.
  bool take(const std::string& line) {
    if (line == "quit" || line == "q") return false;
    if (line.find_first_not_of(" \t\r") == std::string::npos) return true;
    if (line == "hint" || line == "hint!") {
      ++attempt_.hints;
      show(roleplay::hint_text(
          catalogue(), stage_, made_,
          line == "hint" ? roleplay::HintDepth::general : roleplay::HintDepth::exact));
      return true;
    }
    if (const std::optional<Move> move = roleplay::parse_move(line, stage_)) {
      try_move(*move);
    } else {
      ++not_moves_;
      show(say("roleplay.no_move", {{"typed", line}}) + ' ' + say("roleplay.how"));
    }
    return !is_over() && attempt_.moves.size() < roleplay::kMostMoves;
  }
  void try_move(const Move& move) {
    const Verdict verdict = roleplay::judge(stage_, made_, move);
    attempt_.moves.push_back(move);
    if (json_) tried_.push_back(tried_json(move, verdict));
    show(roleplay::move_text(catalogue(), stage_, move) + ". " +
         roleplay::verdict_text(catalogue(), stage_, verdict));
    if (!verdict.is_right()) return;
    made_.push_back(move);
    show_picture();
  }
  bool is_over() const { return roleplay::is_over(stage_, made_); }
  uint64_t not_moves() const { return not_moves_; }

  int end() {
    const size_t refused = attempt_.moves.size() - made_.size();
    if (json_) {
      facts::Json json = roleplay::attempt_json(attempt_);
      json["tried"] = std::move(tried_);
      json["over"] = is_over();
      json["refused"] = refused;
      print(facts::json_text(json, 2));
    } else {
      print(say(is_over() ? "roleplay.done" : "roleplay.broken_off",
                {{"moves", std::to_string(made_.size())},
                 {"all", std::to_string(stage_.right.size())},
                 {"refused", std::to_string(refused)},
                 {"hints", std::to_string(attempt_.hints)}}));
    }
    return is_over() && refused == 0 ? kFine : kCheckFailed;
  }

 private:
  void show(const std::string& text) const {
    if (!json_) print(words::wrapped(text, words::kTextColumns));
  }
  void show_picture() const {
    if (json_) return;
    const state::State state = roleplay::state_after(stage_, made_);
    const state::Thread& thread = thread_in(state, stage_.thread);
    print('\n' + words::stack_diagram(catalogue(), state, thread) + '\n' +
          words::greenlet_table(catalogue(), state, thread));
  }
  facts::Json tried_json(const Move& move, const Verdict& verdict) const {
    facts::Json json = facts::fields_to_json(move);
    json["typed"] = roleplay::typed_move(stage_, move);
    json["right"] = verdict.is_right();
    json["reason"] = facts::enum_name(verdict.reason);
    json["crash"] = facts::enum_name(verdict.crash);
    json["who"] = verdict.who;
    json["by"] = verdict.by;
    json["from"] = facts::value_to_json("from", verdict.bytes.from);
    json["to"] = facts::value_to_json("to", verdict.bytes.to);
    json["says"] = roleplay::verdict_text(catalogue(), stage_, verdict);
    return json;
  }

  const Stage stage_;
  const bool json_;
  roleplay::Attempt attempt_;
  std::vector<Move> made_;
  facts::Json tried_ = facts::Json::array();
  uint64_t not_moves_ = 0;
};

// Moves of a file: an attempt that was kept, or lines as they are typed.
int perform_file(const std::string& file, Performance* performance) {
  auto text = read_typed_file(file, roleplay::kMostAttemptBytes);
  if (!text) return refuse(kUnreadableFile, say(text.fault()));
  const size_t first = text->find_first_not_of(" \t\r\n");
  if (first != std::string::npos && (*text)[first] == '{') {
    auto attempt = roleplay::parse_attempt(*text);
    if (!attempt) {
      facts::Fault fault = attempt.fault();
      fault.place = file;
      return refuse(kUnreadableFile, say(fault));
    }
    for (const Move& move : attempt->moves) performance->try_move(move);
    return performance->end();
  }
  if (text->size() > roleplay::kMostAttemptBytes) {
    return refuse(kUnreadableFile, say({facts::FaultKind::not_an_attempt, file, 0, 0, ""}));
  }
  TypedLines lines(std::move(*text));
  while (const auto line = lines.next()) {
    if (!performance->take(*line)) break;
    if (performance->not_moves() > 0) {
      return refuse(
          kWrongUsage,
          say("roleplay.no_move_in",
              {{"file", file}, {"line", std::to_string(lines.number())}, {"typed", *line}}));
    }
  }
  return performance->end();
}

}  // namespace

int perform(const store::Trace& trace, const std::string& file, const PerformOptions& options) {
  const auto step = find_step_named(trace, options.step, facts::Grain::phase, file);
  if (!step) return refuse(kWrongUsage, say(step.fault()));
  auto stage = roleplay::stage_at(trace, *step);
  if (!stage) {
    facts::Fault fault = stage.fault();
    fault.place = options.step;
    return refuse(kWrongUsage, say(fault));
  }
  Performance performance(*stage, *step, options.json);
  performance.begin();
  if (!options.moves.empty()) return perform_file(options.moves, &performance);
  TypedLines lines;
  while (const auto line = lines.next()) {
    if (!performance.take(*line)) break;
  }
  return performance.end();
}

}  // namespace greenlens::cli
