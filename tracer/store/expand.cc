#include "tracer/store/expand.h"

#include <utility>

#include "tracer/rules/follow.h"
#include "tracer/rules/noted.h"

namespace greenlens::store {

std::vector<facts::Event> expand(EventsPayload&& payload, state::State* state) {
  if (payload.noted.empty()) return std::move(payload.events);
  std::vector<facts::Event> events;
  events.reserve(payload.records);
  const auto take = [&](facts::Event&& event) {
    apply(state, event);
    events.push_back(std::move(event));
  };
  size_t next = 0;
  const auto take_until = [&](size_t end) {
    for (; next < end; ++next) take(std::move(payload.events[next]));
  };
  for (const EventsPayload::Noted& batch : payload.noted) {
    take_until(batch.at);
    for (const facts::NotedSwitch& noted : batch.switches) {
      for (facts::Event& event : rules::told(*state, noted)) take(std::move(event));
    }
  }
  take_until(payload.events.size());
  return events;
}

void go_along(const EventsPayload& payload, state::State* state) {
  size_t next = 0;
  const auto apply_until = [&](size_t end) {
    for (; next < end; ++next) apply(state, payload.events[next]);
  };
  for (const EventsPayload::Noted& batch : payload.noted) {
    apply_until(batch.at);
    for (const facts::NotedSwitch& noted : batch.switches) {
      rules::Followed followed;
      if (rules::follow(state, noted, kMaxChunkEvents, &followed)) continue;
      for (const facts::Event& event : rules::told(*state, noted)) apply(state, event);
    }
  }
  apply_until(payload.events.size());
}

}  // namespace greenlens::store
