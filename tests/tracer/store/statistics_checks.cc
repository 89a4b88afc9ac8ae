#include "tests/tracer/store/statistics_checks.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>

#include "tracer/export/statistics_file.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::testing {
namespace {

using store::GreenletNumbers;
using store::Numbers;

struct OfOne {
  uint64_t to = 0, away = 0, out = 0, in = 0, runs = 0, steps = 0, longest = 0;
  bool operator==(const OfOne&) const = default;
};
std::ostream& operator<<(std::ostream& out, const OfOne& one) {
  return out << one.to << ' ' << one.away << ' ' << one.out << ' ' << one.in << ' ' << one.runs
             << ' ' << one.steps << ' ' << one.longest;
}

// From the events one by one, and the runs of the history.
std::map<facts::GreenletId, OfOne> counted_by_hand(const store::Trace& trace) {
  std::map<facts::GreenletId, OfOne> all;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    if (const auto* delivered = std::get_if<facts::Delivered>(&event.fact)) {
      ++all[delivered->origin].away, ++all[delivered->target].to;
    } else if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
      all[saved->owner].out += static_cast<uint64_t>(saved->to - saved->from);
    } else if (const auto* back = std::get_if<facts::SliceRestored>(&event.fact)) {
      all[back->target].in += static_cast<uint64_t>(back->to - back->from);
    }
  }
  const auto add = [&](const store::Run& run) {
    OfOne& one = all[run.who];
    ++one.runs;
    const uint64_t from = run.from > 0 ? trace.event(run.from).time_ns : trace.event(1).time_ns;
    const uint64_t to = trace.event(run.to).time_ns, ns = to > from ? to - from : 0;
    one.steps += ns;
    one.longest = std::max(one.longest, ns);
  };
  for (const store::Run& run : trace.history().runs()) add(run);
  for (store::Run run : trace.history().running()) {
    // It goes on until the last time that anybody told.
    uint64_t last = run.to;
    for (uint64_t n = 1; n <= trace.size(); ++n) {
      if (trace.event(n).time_ns > trace.event(last).time_ns) last = n;
    }
    run.to = last;
    add(run);
  }
  return all;
}

uint64_t sum(const store::Sizes& sizes) {
  uint64_t sum = 0;
  for (const uint64_t count : sizes) sum += count;
  return sum;
}

void expect_same_totals(const Numbers& whole, const store::Trace& trace) {
  store::Totals totals;
  uint64_t out = 0, in = 0;
  for (uint64_t n = 1; n <= trace.size(); ++n) {
    const facts::Event event = trace.event(n);
    totals.add(event);
    out += std::holds_alternative<facts::SliceSaved>(event.fact) ? 1 : 0;
    in += std::holds_alternative<facts::SliceRestored>(event.fact) ? 1 : 0;
  }
  EXPECT_EQ(whole.sums.totals(), totals);
  EXPECT_EQ(sum(whole.sums.sizes_out()), out);
  EXPECT_EQ(sum(whole.sums.sizes_in()), in);
  std::map<store::SwitchKind, uint64_t> kinds;
  for (const store::SwitchSpan& span : trace.history().switches()) ++kinds[span.kind];
  for (const auto& [kind, count] : kinds) EXPECT_EQ(whole.sums.of_kind(kind), count);
  EXPECT_EQ(whole.sums.of_kind(store::SwitchKind::failed), totals.failed);
}

// How each stands at a step, from the states before it.
void expect_same_standing(const Numbers& whole, const store::Trace& trace) {
  const state::State end = trace.state(trace.size());
  for (const GreenletNumbers& g : whole.greenlets) {
    const state::GreenletState* there = state::find(end, g.id);
    if (there == nullptr) continue;
    EXPECT_EQ(g.life, state::life(end, *there)) << g.name;
    EXPECT_EQ(g.at.line, there->at.line);
    // Back to where it stood otherwise.
    uint64_t since = trace.size();
    while (since > 0) {
      const state::State before = trace.state(since - 1);
      const state::GreenletState* was = state::find(before, g.id);
      const bool is_dead = state::life(end, *there) == state::Life::dead;
      if (was == nullptr || (state::life(before, *was) == state::Life::dead) != is_dead ||
          (!is_dead && is_current(before, *was) != is_current(end, *there))) {
        break;
      }
      --since;
    }
    EXPECT_EQ(g.since, since) << g.name;
  }
}

}  // namespace

std::string numbers_of(const Numbers& counted) {
  facts::Json json =
      exports::statistics_to_json(words::Messages::of("en"), counted, counted.greenlets);
  json.erase("noted");
  return json.dump(1);
}

void expect_statistics_add_up(const store::Trace& trace) {
  const auto whole = store::count_steps(trace, 0, trace.size());
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->sums.from(), 0u);
  ASSERT_EQ(whole->sums.to(), trace.size());
  expect_same_totals(*whole, trace);
  expect_same_standing(*whole, trace);
  auto by_hand = counted_by_hand(trace);
  OfOne all;
  for (const GreenletNumbers& g : whole->greenlets) {
    const OfOne one{g.switches_to, g.switches_away, g.bytes_out, g.bytes_in,
                    g.runs,        g.ran_ns,        g.longest_ns};
    EXPECT_EQ(one, by_hand[g.id]) << g.name << " (" << g.id << ")";
    by_hand.erase(g.id);
    all.to += g.switches_to, all.away += g.switches_away;
    all.out += g.bytes_out, all.in += g.bytes_in;
    if (g.runs > 0) {
      EXPECT_LT(g.longest_from, g.longest_to);
    }
  }
  for (const auto& [id, one] : by_hand) EXPECT_EQ(one, OfOne()) << "nobody is left out: " << id;
  const store::Totals& totals = whole->sums.totals();
  EXPECT_EQ(all.to, totals.switches);
  EXPECT_EQ(all.away, totals.switches);
  EXPECT_EQ(all.out, totals.bytes_out);
  EXPECT_EQ(all.in, totals.bytes_in);

  for (const uint64_t middle : {trace.size() / 3, trace.size() / 2 + 1}) {
    const auto before = store::count_steps(trace, 0, middle);
    const auto behind = store::count_steps(trace, middle, trace.size());
    ASSERT_TRUE(before && behind);
    store::Totals both = before->sums.totals();
    both.add(behind->sums.totals());
    EXPECT_EQ(both, totals);
    std::map<facts::GreenletId, uint64_t> to, ran;
    for (const Numbers* part : {&*before, &*behind}) {
      for (const GreenletNumbers& g : part->greenlets) {
        to[g.id] += g.switches_to, ran[g.id] += g.ran_ns;
      }
    }
    for (const GreenletNumbers& g : whole->greenlets) {
      EXPECT_EQ(to[g.id], g.switches_to) << g.name << " at " << middle;
      if (trace.info().part == std::nullopt && trace.state(1).threads.size() == 1 &&
          trace.state(trace.size()).threads.size() == 1) {
        EXPECT_EQ(ran[g.id], g.ran_ns) << g.name << " at " << middle;
      }
    }
  }
}

}  // namespace greenlens::testing
