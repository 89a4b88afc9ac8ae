// What a recording should tell: rules that a person has written down. docs/grading.md says how.
#ifndef GREENLENS_TRACER_EXPECT_RULES_H_
#define GREENLENS_TRACER_EXPECT_RULES_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tracer/expect/node.h"

namespace greenlens::expect {

// From `min` to `max`, both included.
struct Range {
  uint64_t min = 0, max = UINT64_MAX;
  bool has(uint64_t n) const { return n >= min && n <= max; }
};

// What may strike at the end of a recording, or on the way.
enum class Finding : uint8_t {
  contradiction,   // an event that cannot be so by the rules
  died,            // the program crashed, was killed, or an error left it
  leak,            // a greenlet that never finished, whose copy stays in the heap
  never_finished,  // one whose bytes are still on the stack
  was_running,     // one that ran when the program ended
  never_started,
  switch_failed,
  parent_refused,
  error_ignored,      // an error that nobody was told of
  dropped_elsewhere,  // a last handle, dropped by another thread
};
constexpr std::array<const char*, 10> enum_names(Finding) {
  return {
      "contradiction", "died",          "leak",           "never_finished", "was_running",
      "never_started", "switch_failed", "parent_refused", "error_ignored",  "dropped_elsewhere"};
}
inline constexpr size_t kFindings = 10;

enum class Ending : uint8_t { returned, exited, threw, never };
constexpr std::array<const char*, 4> enum_names(Ending) {
  return {"returned", "exited", "threw", "never"};
}

struct FinishRule {
  std::string name;  // a pattern, of who has no other rule before
  Ending ending = Ending::returned;
  std::optional<std::string> value;
};
// One switch, or any number of any: "...".
struct OrderEntry {
  bool gap = false;
  std::string from, to;  // patterns
};
struct OrderRule {
  std::string thread;  // "main": the first one
  std::vector<OrderEntry> entries;
};
// Repeated entries are written out: so many at most.
inline constexpr size_t kMostEntries = 100000;

struct OutputRule {
  std::optional<std::vector<std::string>> lines;  // these and no others
  std::vector<std::string> contains;              // in some line each
  std::vector<std::string> matches;               // expressions, for a whole line each
};

struct Rules {
  std::vector<OrderRule> order;
  std::vector<FinishRule> finished;  // who is named first, then patterns
  std::optional<OutputRule> output;
  std::optional<Range> switches, most_bytes_in_one_copy, held_greenlets, held_bytes;
  Range events_lost{0, 0};
  std::array<bool, kFindings> allowed{};
  bool says_findings = false;               // else all are but the first two
  std::optional<std::string> program_ends;  // a word of facts::End
};

// By what a file holds. A fault at the first thing that is no rule.
RulesFault rules_of(const Node& file, Rules* rules);
// Of a whole file; TOML where its name ends so.
RulesFault read_rules(std::string_view text, bool is_toml, Rules* rules);

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_RULES_H_
