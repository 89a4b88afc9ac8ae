// What somebody tried at a switch, from the first move to the last, wrong ones too: kept, so that
// it can be looked at again.
#ifndef GREENLENS_TRACER_ROLEPLAY_ATTEMPT_H_
#define GREENLENS_TRACER_ROLEPLAY_ATTEMPT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/fault.h"
#include "tracer/facts/json.h"
#include "tracer/roleplay/judge.h"

namespace greenlens::roleplay {

inline constexpr size_t kMostMoves = 10000;
inline constexpr size_t kMostAttemptBytes = size_t{2} << 20;

struct Attempt {
  uint64_t step = 0;        // of a switch, as stage_at() takes it
  std::vector<Move> moves;  // in the order in which they were tried
  uint64_t hints = 0;       // that were asked for
  bool operator==(const Attempt&) const = default;
};

struct Tried {
  Move move;
  Verdict verdict;
};
struct Played {
  std::vector<Tried> tried;
  std::vector<Move> made;  // those that were right
  bool is_over = false;
  size_t refused() const { return tried.size() - made.size(); }
};

// Each move judged where it was tried; a refused one changes nothing. Pure.
Played replay(const Stage& stage, const Attempt& attempt);

// {"greenlens": "attempt", "version": 1, "step", "hints", "moves": [{"move", "greenlet", "address",
// "other"}]}: greenlets by their numbers, addresses relative to the stack base.
facts::Json attempt_json(const Attempt& attempt);
std::string attempt_text(const Attempt& attempt);  // the same as a file
// A fault, without its place, when it is no such text.
facts::Result<Attempt> parse_attempt(std::string_view text);

}  // namespace greenlens::roleplay

#endif  // GREENLENS_TRACER_ROLEPLAY_ATTEMPT_H_
