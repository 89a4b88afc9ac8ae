#include "tracer/words/find_text.h"

#include <algorithm>
#include <memory>

#include "tracer/facts/event.h"
#include "tracer/words/matching.h"
#include "tracer/words/narration.h"

namespace greenlens::words {
namespace {

using Direction = store::Trace::Direction;

// Steps between two looks at whether to go on; and those that are gone through forwards when one
// looks for the last one.
constexpr uint64_t kAtOnce = 512;

// Both sides of a step move on with it: no state is copied. Where events are missing a trace may
// know more of what is behind them than follows from those before: there it is asked.
void go_to_next(const store::Trace& trace, state::Moment* moment) {
  const uint64_t next = moment->number + 1;
  if (facts::as<facts::EventsLost>(moment->event) != nullptr) {
    *moment = trace.at(next);
    return;
  }
  apply(&moment->before, *moment->event);
  moment->event = std::make_shared<const facts::Event>(trace.event(next));
  apply(&moment->after, *moment->event);
  moment->number = next;
}

// Of steps (from, to], until `see` is false.
template <typename See>
void each_line(const Messages& messages, const store::Trace& trace, uint64_t from, uint64_t to,
               See see) {
  to = std::min(to, trace.size());
  if (from >= to) return;
  for (state::Moment moment = trace.at(from + 1);; go_to_next(trace, &moment)) {
    if (!see(moment.number, narrate(messages, moment).headline) || moment.number == to) return;
  }
}

}  // namespace

std::vector<std::string> event_lines(const Messages& messages, const store::Trace& trace,
                                     uint64_t from, uint64_t to) {
  std::vector<std::string> lines;
  each_line(messages, trace, from, to, [&](uint64_t, std::string line) {
    lines.push_back(std::move(line));
    return true;
  });
  return lines;
}

std::vector<uint64_t> steps_saying(const Messages& messages, const store::Trace& trace,
                                   uint64_t from, uint64_t to,
                                   const std::vector<std::string>& wanted,
                                   const store::OnProgress& progress) {
  std::vector<uint64_t> found;
  each_line(messages, trace, from, to, [&](uint64_t step, const std::string& line) {
    if (matches(line, wanted)) found.push_back(step);
    return !progress || step % kAtOnce != 0 || progress(step - from, to - from);
  });
  return found;
}

std::optional<uint64_t> find_text(const Messages& messages, const store::Trace& trace, uint64_t n,
                                  Direction direction, const std::vector<std::string>& wanted,
                                  const store::OnProgress& progress) {
  const uint64_t size = trace.size();
  const bool forward = direction == Direction::forward;
  uint64_t looked_at = 0;
  const uint64_t last = std::min(n, size + 1);  // what is looked at ends before it
  const uint64_t all = forward ? size - std::min(n, size) : last - std::min<uint64_t>(last, 1);
  while (looked_at < all) {
    const uint64_t part = std::min(kAtOnce, all - looked_at);
    const uint64_t from = forward ? n + looked_at : all - looked_at - part;
    const std::vector<uint64_t> found = steps_saying(messages, trace, from, from + part, wanted);
    if (!found.empty()) return forward ? found.front() : found.back();
    looked_at += part;
    if (progress && !progress(looked_at, all)) return {};
  }
  return {};
}

}  // namespace greenlens::words
