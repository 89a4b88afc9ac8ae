// A condition on a step, as a person writes it: "bytes_copied > 4096", "current == gr2 and not
// in_switch", "test2:20", "slice_saved". Pure.
//
//   either   = both { "or" both }
//   both     = single { "and" single }
//   single   = "not" single | "(" either ")" | NAME SIGN VALUE | NAME | FILE ":" NUMBER | KIND
//   SIGN     = "==" | "!=" | "<" | "<=" | ">" | ">="
//   VALUE    = a number (40, -8, 0x1000), true, false, a word, or a text in quotes
//
// NAME is one of step_values.h, as gr1.stack_saved: that field of the greenlet of this name. Alone
// it is a number that is not 0. What a step does not have compares with nothing: neither == nor !=
// holds of it. KIND is an event's name. FILE is a file, with or without its folder and ending, or a
// function.
#ifndef GREENLENS_TRACER_PAST_CONDITION_H_
#define GREENLENS_TRACER_PAST_CONDITION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/past/step_values.h"
#include "tracer/state/state.h"
#include "tracer/words/messages.h"

namespace greenlens::past {

enum class Sign : uint8_t { equal, unequal, less, at_most, more, at_least };

class Condition {
 public:
  // Whether it is about what an event says. Then it stops at each event of which it holds; else
  // only where it begins to hold.
  bool is_about_events() const { return is_about_events_; }
  // At the step that the event led to; null: before any.
  bool holds(const facts::Event* event, const state::State& after) const;

 private:
  struct Node {
    enum class What : uint8_t { either, both, opposite, comparison, line, kind };
    What what = What::kind;
    size_t left = 0, right = 0;  // of either and both; of an opposite the left one
    StepName name = {};          // of a comparison
    Sign sign = Sign::equal;
    StepValue value = {};
    std::string text;  // a kind; of a line its file or function
    uint64_t line = 0;
  };
  bool holds(size_t number, const facts::Event* event, const state::State& after) const;

  std::vector<Node> nodes_;  // the last one is the whole
  bool is_about_events_ = false;
  friend class ConditionParser;
};

// Why a text is none.
struct NoCondition {
  enum class Why : uint8_t {
    empty,
    too_long,
    too_deep,
    unexpected,    // something stands there that does not belong there
    unfinished,    // something should follow
    open_quote,    // a text has no end
    no_number,     // a number is too large, or none
    single_equal,  // = instead of ==
    unknown_name,  // compared with something
    unknown_kind,  // alone
    not_a_number,  // compared by size, or with a number
    needs_number,  // compared with a word
  };
  Why why = Why::empty;
  size_t at = 0;     // the byte at which it was found
  std::string word;  // what stands there
};
struct ParsedCondition {
  std::optional<Condition> condition;  // none: `wrong` says why
  NoCondition wrong;
};
// Of at most kMostConditionBytes. Never fails otherwise.
inline constexpr size_t kMostConditionBytes = 4096;
ParsedCondition parse_condition(std::string_view text);
// The condition that stops at this line of this file: "test2.cc:20". Empty: its name has both kinds
// of quotes.
std::string stop_at_line(std::string_view file, uint64_t line);
// The one that stops where this greenlet comes to run: "current == gr2", or "current == #7" where
// its name does not stand for itself.
std::string stop_where_runs(const state::State& state, facts::GreenletId greenlet);
// In a sentence that says what to write.
std::string no_condition(const words::Messages& messages, const NoCondition& wrong,
                         std::string_view text);

}  // namespace greenlens::past

#endif  // GREENLENS_TRACER_PAST_CONDITION_H_
