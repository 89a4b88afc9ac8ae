#include "tracer/state/forget.h"

#include <algorithm>
#include <set>

namespace greenlens::state {
namespace {

// A sweep is paid for by so large a part of what it looks at being freed before the next one.
constexpr uint64_t kSweepEvery = 8;

using Named = std::set<facts::GreenletId>;

void name_owners(const Stack& stack, Named* named) {
  for (const Footprint& print : stack.footprints) named->insert(print.greenlet);
}

// Who is spoken of by what stays.
Named named_in(const State& state) {
  Named named;
  for (const auto& [id, stack] : state.stacks) name_owners(stack, &named);
  for (const auto& [id, thread] : state.threads) {
    if (thread.ended) continue;  // its stack is gone, too
    name_owners(thread.own_stack, &named);
    named.insert({thread.main, thread.current});
    if (thread.in_switch) {
      named.insert(
          {thread.in_switch->origin, thread.in_switch->requested, thread.in_switch->target});
    }
  }
  for (const auto& [id, g] : state.greenlets) {
    if (!g.freed) named.insert({g.parent, g.stack_prev});
  }
  return named;
}

}  // namespace

void forget_the_dead(State* state) {
  const Named named = named_in(*state);
  std::vector<facts::GreenletId> kept;
  const size_t last = state->freed.size() - std::min<size_t>(state->freed.size(), kFreedKept);
  for (size_t i = 0; i < state->freed.size(); ++i) {
    const facts::GreenletId id = state->freed[i];
    if (i >= last || named.contains(id)) {
      kept.push_back(id);
    } else {
      state->gone += state->greenlets.erase(id);
    }
  }
  state->freed = std::move(kept);
  state->freed_limit =
      state->freed.size() + kFreedKept + (state->greenlets.size() + named.size()) / kSweepEvery;
}

void forget_ended_threads(State* state) {
  const auto ended =
      static_cast<uint64_t>(std::count_if(state->threads.begin(), state->threads.end(),
                                          [](const auto& one) { return one.second.ended; }));
  if (ended <= 2 * kFreedKept) return;
  std::set<facts::ThreadId> needed = {state->thread};
  for (const auto& [id, g] : state->greenlets) needed.insert({g.thread, g.dropped_in});
  uint64_t too_many = ended - kFreedKept;
  for (auto at = state->threads.begin(); at != state->threads.end() && too_many > 0;) {
    if (at->second.ended) --too_many;
    const bool goes = at->second.ended && !needed.contains(at->first);
    at = goes ? state->threads.erase(at) : std::next(at);
  }
  std::erase_if(state->stacks,
                [&](const auto& one) { return !state->threads.contains(one.second.thread); });
}

}  // namespace greenlens::state
