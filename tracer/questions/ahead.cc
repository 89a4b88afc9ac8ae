#include "tracer/questions/ahead.h"

#include <algorithm>

#include "tracer/state/queries.h"

namespace greenlens::questions {

using Direction = store::Trace::Direction;

Ahead::Ahead(const store::Trace& trace, uint64_t step) : trace_(trace), step_(step) {
  if (step >= trace.size()) return;
  const std::optional<uint64_t> next = trace.next(facts::Grain::phase, step);
  if (!next) return;
  now_ = trace.state(step);
  if (now_.events_lost > 0 || is_doubtful(*next)) return;
  facts::Event event = trace.event(*next);
  if (std::holds_alternative<facts::EventsLost>(event.fact)) return;
  next_ = {*next, std::move(event)};
}

const state::Thread& Ahead::teller() const { return state::thread_in(now_, thread()); }

// Of those steps that somebody has looked at.
bool Ahead::is_doubtful(uint64_t step) const {
  const std::vector<uint64_t>& all = trace_.contradicted();
  const auto at = std::upper_bound(all.begin(), all.end(), step_);
  return at != all.end() && *at <= step;
}

Ahead::Looked Ahead::look(const Wanted& wanted) const {
  if (!is_known()) return {};
  uint64_t read = 0;
  bool is_cut = false;
  const auto found = trace_.find(step_, Direction::forward, [&](const facts::Event& event) {
    is_cut = ++read > kFarthest || std::holds_alternative<facts::EventsLost>(event.fact);
    return is_cut || wanted(event);
  });
  if (is_cut) return {};
  if (!found) return {{}, !is_doubtful(trace_.size())};
  if (is_doubtful(*found)) return {};
  return {Found{*found, trace_.event(*found)}, false};
}

std::optional<Found> Ahead::first(const Wanted& wanted) const { return look(wanted).found; }

std::optional<Found> Ahead::first_told(const Wanted& wanted) const {
  const facts::ThreadId teller = thread();
  const auto ends = [&](const facts::Event& event) {
    return std::holds_alternative<facts::ThreadEnded>(event.fact);
  };
  std::optional<Found> found = first([&](const facts::Event& event) {
    return event.thread == teller && (ends(event) || wanted(event));
  });
  if (found && ends(found->event) && !wanted(found->event)) return {};
  return found;
}

bool Ahead::never(const Wanted& wanted) const {
  return look(wanted).to_the_end && trace_.state(trace_.size()).program_finished;
}

std::optional<Found> Ahead::last(const Wanted& wanted) const {
  if (!is_known()) return {};
  uint64_t read = 0;
  bool is_cut = false;
  const auto found = trace_.find(step_ + 1, Direction::backward, [&](const facts::Event& event) {
    is_cut = ++read > kFarthest;
    return is_cut || wanted(event);
  });
  if (is_cut || !found || *found == 0 || *found > step_) return {};
  return Found{*found, trace_.event(*found)};
}

std::optional<Found> Ahead::end_of_switch() const {
  return first_told([](const facts::Event& event) {
    return std::holds_alternative<facts::Delivered>(event.fact) ||
           std::holds_alternative<facts::SwitchFailed>(event.fact);
  });
}

}  // namespace greenlens::questions
