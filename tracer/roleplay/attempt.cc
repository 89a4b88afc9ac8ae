#include "tracer/roleplay/attempt.h"

#include <string>
#include <utility>

#include "tracer/facts/json_fields.h"

namespace greenlens::roleplay {

using facts::Fault;
using facts::FaultKind;
using facts::Json;

namespace {

constexpr int kAttemptVersion = 1;

bool read_number(const Json& file, const char* name, uint64_t* number) {
  if (!file.contains(name) || !file[name].is_number_unsigned()) return false;
  *number = file[name].get<uint64_t>();
  return true;
}

}  // namespace

Played replay(const Stage& stage, const Attempt& attempt) {
  Played played;
  for (const Move& move : attempt.moves) {
    const Verdict verdict = judge(stage, played.made, move);
    played.tried.push_back({move, verdict});
    if (verdict.is_right()) played.made.push_back(move);
  }
  played.is_over = is_over(stage, played.made);
  return played;
}

Json attempt_json(const Attempt& attempt) {
  Json moves = Json::array();
  for (const Move& move : attempt.moves) moves.push_back(facts::fields_to_json(move));
  return {{"greenlens", "attempt"},
          {"version", kAttemptVersion},
          {"step", attempt.step},
          {"hints", attempt.hints},
          {"moves", std::move(moves)}};
}

std::string attempt_text(const Attempt& attempt) {
  return facts::json_text(attempt_json(attempt), 2);
}

facts::Result<Attempt> parse_attempt(std::string_view text) {
  const Fault other{FaultKind::not_an_attempt, "", 0, 0, ""};
  if (text.size() > kMostAttemptBytes) return other;
  const Json file = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  Attempt attempt;
  if (!file.is_object() || !file.contains("greenlens") || file["greenlens"] != "attempt" ||
      !file.contains("version") || file["version"] != kAttemptVersion ||
      !read_number(file, "step", &attempt.step) || !read_number(file, "hints", &attempt.hints) ||
      !file.contains("moves") || !file["moves"].is_array() || file["moves"].size() > kMostMoves) {
    return other;
  }
  for (const Json& entry : file["moves"]) {
    Move move;
    std::string wrong;
    if (!facts::fields_from_json(entry, &move, &wrong)) return other;
    attempt.moves.push_back(move);
  }
  return attempt;
}

}  // namespace greenlens::roleplay
