#include "tracer/store/expand.h"

#include <utility>

#include "tracer/rules/follow.h"
#include "tracer/rules/noted.h"
#include "tracer/state/queries.h"

namespace greenlens::store {

namespace {

// The rules look at all who are in a switch's way, and at all frames; in vain where they do not fit
// the state. In a recording that is rare: of a chunk of which it is the rule only what was noted is
// told, or a small file could keep a reader busy for hours.
class Patience {
 public:
  // Whether to ask the rules once more.
  bool asks(const state::State& state, facts::ThreadId thread) {
    things_ = 1 + state.greenlets.size() + thread_in(state, thread).frames.size();
    return things_ <= left_;
  }
  void in_vain() { left_ -= things_; }

 private:
  uint64_t left_ = uint64_t{1} << 20;
  uint64_t things_ = 0;
};

std::vector<facts::Event> told(const state::State& state, const facts::NotedSwitch& noted,
                               Patience* patience) {
  if (!patience->asks(state, noted.thread)) return rules::told_as_noted(state, noted);
  bool by_the_rules = false;
  std::vector<facts::Event> events = rules::told(state, noted, &by_the_rules);
  if (!by_the_rules) patience->in_vain();
  return events;
}

}  // namespace

std::vector<facts::Event> expand(EventsPayload&& payload, state::State* state) {
  if (payload.noted.empty()) return std::move(payload.events);
  std::vector<facts::Event> events;
  events.reserve(payload.records);
  const auto take = [&](facts::Event&& event) {
    apply(state, event);
    events.push_back(std::move(event));
  };
  size_t next = 0;
  Patience patience;
  const auto take_until = [&](size_t end) {
    for (; next < end; ++next) take(std::move(payload.events[next]));
  };
  for (const EventsPayload::Noted& batch : payload.noted) {
    take_until(batch.at);
    for (const facts::NotedSwitch& noted : batch.switches) {
      for (facts::Event& event : told(*state, noted, &patience)) take(std::move(event));
    }
  }
  take_until(payload.events.size());
  return events;
}

void go_along(const EventsPayload& payload, state::State* state) {
  size_t next = 0;
  Patience patience;
  const auto apply_until = [&](size_t end) {
    for (; next < end; ++next) apply(state, payload.events[next]);
  };
  for (const EventsPayload::Noted& batch : payload.noted) {
    apply_until(batch.at);
    for (const facts::NotedSwitch& noted : batch.switches) {
      rules::Followed followed;
      const bool asks = patience.asks(*state, noted.thread);
      if (asks && rules::follow(state, noted, kMaxChunkEvents, &followed)) continue;
      for (const facts::Event& event : told(*state, noted, &patience)) apply(state, event);
    }
  }
  apply_until(payload.events.size());
}

}  // namespace greenlens::store
