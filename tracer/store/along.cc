#include "tracer/store/along.h"

#include "tracer/rules/noted.h"
#include "tracer/state/queries.h"

namespace greenlens::store {
namespace {

uint64_t things_looked_at(const state::State& state, facts::ThreadId thread) {
  return 1 + state.greenlets.size() + thread_in(state, thread).frames.size();
}

// What effort_of() says of the facts that a switch mostly has.
uint64_t effort_of_following(const state::State& state, facts::ThreadId thread) {
  return 2 * state.threads.size() + 3 * thread_in(state, thread).own_stack.footprints.size();
}

}  // namespace

bool Patience::asks(const state::State& state, facts::ThreadId thread) const {
  return things_looked_at(state, thread) <= left_;
}

void Patience::in_vain(const state::State& state, facts::ThreadId thread) {
  left_ -= things_looked_at(state, thread);
}

void Along::take(const facts::Event& event) {
  if (!is_too_long()) effort_ += effort_of(event, state_);
  if (!is_too_long()) apply(&state_, event);
}

std::vector<facts::Event> Along::tell(const facts::NotedSwitch& noted, Onlooker* onlooker) {
  std::vector<facts::Event> events;
  if (is_too_long() || !patience_.asks(state_, noted.thread)) {
    events = rules::told_as_noted(state_, noted);
  } else {
    bool by_the_rules = false;
    events = rules::told(state_, noted, &by_the_rules);
    if (!by_the_rules) patience_.in_vain(state_, noted.thread);
  }
  for (const facts::Event& event : events) {
    take(event);
    if (onlooker != nullptr) onlooker->see(event, state_);
  }
  return events;
}

bool Along::follow(const facts::NotedSwitch& noted, rules::Followed* followed) {
  if (is_too_long() || !patience_.asks(state_, noted.thread)) return false;
  const uint64_t effort = effort_of_following(state_, noted.thread);
  if (!rules::follow(&state_, noted, kMaxChunkEvents, followed)) return false;
  effort_ += effort;
  return true;
}

void go_along(const EventsPayload& payload, Along* along) {
  size_t next = 0;
  const auto take_until = [&](size_t end) {
    for (; next < end; ++next) along->take(payload.events[next]);
  };
  facts::NotedSwitch noted;
  for (const EventsPayload::Noted& batch : payload.noted) {
    take_until(batch.at);
    for (size_t i = 0; i < batch.switches.size() && !along->is_too_long(); ++i) {
      batch.switches.get(i, &noted);
      rules::Followed followed;
      if (!along->follow(noted, &followed)) along->tell(noted);
    }
  }
  take_until(payload.events.size());
}

}  // namespace greenlens::store
