#include "tracer/store/expand.h"

#include <utility>

#include "tracer/store/along.h"

namespace greenlens::store {

std::vector<facts::Event> expand(EventsPayload&& payload, state::State* state) {
  if (payload.noted.empty()) return std::move(payload.events);
  Along along(std::move(*state));
  std::vector<facts::Event> events;
  events.reserve(payload.records);
  size_t next = 0;
  const auto take_until = [&](size_t end) {
    for (; next < end; ++next) {
      along.take(payload.events[next]);
      events.push_back(std::move(payload.events[next]));
    }
  };
  facts::NotedSwitch noted;
  for (const EventsPayload::Noted& batch : payload.noted) {
    take_until(batch.at);
    for (size_t i = 0; i < batch.switches.size(); ++i) {
      batch.switches.get(i, &noted);
      for (facts::Event& event : along.tell(noted)) events.push_back(std::move(event));
    }
  }
  take_until(payload.events.size());
  *state = along.take_state();
  return events;
}

void go_along(const EventsPayload& payload, state::State* state) {
  Along along(std::move(*state));
  go_along(payload, &along);
  *state = along.take_state();
}

}  // namespace greenlens::store
