#include "tracer/what_if/place.h"

#include <algorithm>

#include "tracer/facts/event.h"

namespace greenlens::what_if {
namespace {

// Goes through the places, in order, while `see` says so.
template <typename See>
void each_place(const store::Trace& trace, See see) {
  Place place;
  for (uint64_t step = 1; step <= trace.size(); ++step) {
    const facts::Event event = trace.event(step);
    const auto* reached = std::get_if<facts::LineReached>(&event.fact);
    if (reached == nullptr || event.thread != kFirstThread) continue;
    place = {step, place.line + 1, reached->greenlet, reached->at};
    if (!see(place)) return;
  }
}

}  // namespace

std::optional<Place> place_before(const store::Trace& trace, uint64_t step) {
  std::optional<Place> found;
  each_place(trace, [&](const Place& place) {
    if (place.step > step) return false;
    found = place;
    return true;
  });
  return found;
}

std::optional<Place> place_behind(const store::Trace& trace, uint64_t step) {
  std::optional<Place> found;
  each_place(trace, [&](const Place& place) {
    if (place.step > step) found = place;
    return !found;
  });
  return found;
}

facts::Result<Place> place_at(const store::Trace& trace, uint64_t step) {
  const std::optional<Place> before = place_before(trace, step);
  if (before && before->step == step) return *before;
  const std::optional<Place> behind = place_behind(trace, step);
  return facts::Fault{facts::FaultKind::no_place_for_it, std::to_string(step),
                      before ? before->step : 0, behind ? behind->step : 0, ""};
}

}  // namespace greenlens::what_if
