// Looks, as one goes along a recording, for all that rules ask for. What it keeps grows with the
// rules and with the greenlets that exist, not with the steps.
#ifndef GREENLENS_TRACER_EXPECT_WATCH_H_
#define GREENLENS_TRACER_EXPECT_WATCH_H_

#include <array>
#include <cstdint>
#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "tracer/compare/teller.h"
#include "tracer/expect/order.h"
#include "tracer/expect/rules.h"
#include "tracer/store/onlooker.h"
#include "tracer/store/trace_info.h"

namespace greenlens::expect {

// Where something was.
struct Place {
  uint64_t step = 0;
  facts::SourceLine at;
};

// What became of those whom a rule of `finished` is for.
struct FinishSeen {
  uint64_t fitting = 0, wrong = 0;
  std::string who;  // the first one that is wrong
  Ending ending = Ending::never;
  std::string value;
  Place place;
};

struct OutputSeen {
  uint64_t lines = 0;
  uint64_t wrong_line = 0;  // the first one that is another, from 1; 0: none
  std::string found;        // that one
  Place place;
  std::vector<bool> contained, matched;  // by the rule's lists
};

struct FindingSeen {
  uint64_t count = 0;
  std::string who;  // the first one's, if it is about a greenlet; of `died` how
  Place place;
};

class Watch final : public store::Onlooker {
 public:
  // The rules have to live as long.
  Watch(const Rules& rules, const store::TraceInfo& info, const state::State& before);

  void see(const facts::Event& event, const state::State& after) override;
  void see(const facts::NotedSwitch& noted, const rules::Followed& followed,
           facts::GreenletId origin, const state::State& after) override;
  // Things stand like this, and there is no more. To be called once, before what follows is asked.
  void finish(const state::State& end);

  std::vector<OrderResult> orders;   // by Rules::order
  std::vector<FinishSeen> finished;  // by Rules::finished
  OutputSeen output;
  std::array<FindingSeen, kFindings> findings;  // without contradictions
  uint64_t switches = 0;
  uint64_t most_bytes = 0;  // in one copy, either way
  Place most_bytes_at;
  uint64_t held = 0, held_bytes = 0;
  std::optional<facts::End> end;

 private:
  void take(const compare::StoryEvent& event, std::string_view text);
  void switched(const compare::StoryEvent& event);
  void printed(std::string_view text, const Place& place);
  void ended(const compare::Who& who, Ending ending, std::string_view value, const Place& place);
  void find(Finding finding, const std::string& who, const Place& place);
  void copied(uint64_t bytes, uint64_t step, const facts::SourceLine& at);
  void left(const state::State& end_state, const state::GreenletState& greenlet);

  const Rules& rules_;
  std::vector<OrderWatch> orders_;
  std::vector<std::regex> expressions_;
  compare::Teller teller_;
};

}  // namespace greenlens::expect

#endif  // GREENLENS_TRACER_EXPECT_WATCH_H_
