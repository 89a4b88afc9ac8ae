#include "tracer/store/timeline.h"

#include <algorithm>
#include <variant>

#include "tracer/rules/check.h"
#include "tracer/rules/noted.h"
#include "tracer/store/chunk.h"
#include "tracer/store/levels.h"

namespace greenlens::store {
namespace {

// A cached state is moved forward in place when it is at most this many events behind: cheaper than
// a copy.
constexpr uint64_t kNearEvents = 16;

// So many events are summed up together, as in a file.
constexpr uint64_t kSummarized = 1024;

// So many things are kept in all keyframes together: some hundred megabytes.
constexpr uint64_t kMostKept = uint64_t{1} << 20;

// What a copy of it has of its own. A long text is as many things as it would have room for.
uint64_t things_in(const state::State& state) {
  constexpr uint64_t kThingBytes = 128;
  uint64_t things = state.greenlets.size() + state.freed.size();
  for (const auto& [id, greenlet] : state.greenlets) {
    things += greenlet.registers.size();
    things += (greenlet.name.size() + greenlet.result.size()) / kThingBytes;
  }
  for (const auto& [id, thread] : state.threads) {
    things += 1 + thread.frames.size() + thread.own_stack.footprints.size();
  }
  for (const auto& [id, stack] : state.stacks) things += 1 + stack.footprints.size();
  return things;
}

}  // namespace

void Timeline::append(facts::Event event) {
  // Before it is believed.
  const bool wrong = !rules::check(last_, event.fact, event.thread).empty();
  apply(&last_, event);
  events_.push_back(std::move(event));
  const facts::Event& added = events_.back();
  for (const facts::Grain grain : facts::kGrains) {
    if (facts::is_stop(added.fact, grain)) {
      stops_[static_cast<size_t>(grain)].push_back(events_.size());
    }
  }
  if (wrong) contradicted_.push_back(events_.size());
  history_.add(added, last_);
  if (size() - summed_up_ > kSummarized) {
    if (!table_) table_ = std::make_shared<ChunkTable>();
    add_chunk(table_.get());
    summarizer_.begin();
    summed_up_ = size() - 1;
  }
  summarizer_.add(added, last_);
}

uint64_t Timeline::append(const facts::NotedSwitch& noted) {
  std::vector<facts::Event> events = rules::told(last_, noted);
  for (facts::Event& event : events) append(std::move(event));
  return events.size();
}

// Of the events that the table does not have yet.
void Timeline::add_chunk(ChunkTable* table) const {
  IndexEntry entry;
  entry.type = ChunkType::events;
  entry.summary = summarizer_.summary(/*looked=*/false);
  entry.first_event = summed_up_;
  entry.event_count = static_cast<uint32_t>(entry.summary.here.events);
  table->add(entry, /*is_gap=*/false);
}

void Timeline::go_along(state::State* state, uint64_t to, Onlooker* onlooker) const {
  to = std::min({to, size(), state->step + kSummarized});
  while (state->step < to) {
    const facts::Event& event = events_[state->step];
    apply(state, event);
    onlooker->see(event, *state);
  }
}

std::vector<Column> Timeline::columns(uint64_t from, uint64_t to, size_t count) const {
  ChunkTable all = table_ ? *table_ : ChunkTable();
  add_chunk(&all);
  return columns_of(all, from, to, count);
}

std::shared_ptr<const Times> Timeline::times(uint64_t from, uint64_t to) const {
  auto all = std::make_shared<Times>();
  to = std::min(to, size()), from = std::min(from, to);
  const uint64_t every = std::max<uint64_t>((to - from) / kExactSteps, 1);
  const auto add = [&](uint64_t n) {
    add_time(all.get(), n, events_[std::max<uint64_t>(n, 1) - 1].time_ns);
  };
  if (to == 0) return all;
  for (uint64_t n = from; n < to; n += every) add(n);
  add(to);
  return all;
}

std::shared_ptr<const History> Timeline::history(uint64_t from, uint64_t to) const {
  if (size() <= kExactSteps) return {std::shared_ptr<void>(), &history_};
  to = std::min(to, size()), from = std::min(from, to);
  state::State state = near(from - std::min(from, kNearEvents));
  // Spans lie in the order of their ends.
  const auto& switches = history_.switches();
  const auto done =
      std::upper_bound(switches.begin(), switches.end(), state.step,
                       [](uint64_t step, const SwitchSpan& span) { return step < span.to; });
  auto begun = static_cast<uint64_t>(done - switches.begin());
  for (const auto& [id, thread] : state.threads) begun += thread.in_switch ? 1 : 0;
  auto range = std::make_shared<History>(state, begun);
  while (state.step < to) {
    const facts::Event& event = events_[state.step];
    apply(&state, event);
    range->add(event, state);
  }
  return range;
}

state::Moment Timeline::at(uint64_t n) const {
  n = std::min(n, size());
  state::Moment moment;
  moment.number = n;
  if (unread_) {
    moment.before = moment.after = unread_->state();
    moment.event = unread_->event();
    return moment;
  }
  moment.before = near(n ? n - 1 : 0);
  moment.after = near(n);
  if (n > 0) moment.event = std::make_shared<const facts::Event>(events_[n - 1]);
  return moment;
}

const state::State& Timeline::near(uint64_t n) const {
  n = std::min(n, size());
  if (n == size()) return last_;
  for (size_t i = 0; i < cached_.size(); ++i) {
    if (cached_valid_[i] && cached_[i].step == n) {
      oldest_cached_ = 1 - i;
      return cached_[i];
    }
  }
  // Keyframes grow in order; each is made from the one before it.
  if (keyframes_.empty()) keyframes_.push_back(std::make_unique<state::State>());
  while (keyframes_.size() <= n / keyframe_every_) add_keyframe();
  const size_t slot = oldest_cached_, other = 1 - slot;
  const state::State& keyframe = *keyframes_[n / keyframe_every_];
  state::State& state = cached_[slot];
  const bool in_reach = cached_valid_[slot] && state.step <= n && n - state.step <= kNearEvents;
  if (!in_reach) {
    const bool other_is_nearer =
        cached_valid_[other] && cached_[other].step <= n && cached_[other].step > keyframe.step;
    state = other_is_nearer ? cached_[other] : keyframe;
  }
  while (state.step < n) apply(&state, events_[state.step]);
  cached_valid_[slot] = true;
  oldest_cached_ = other;
  return state;
}

// Every other one goes when they become too many.
void Timeline::add_keyframe() const {
  auto next = std::make_unique<state::State>(*keyframes_.back());
  while (next->step < keyframes_.size() * keyframe_every_) apply(next.get(), events_[next->step]);
  kept_ += things_in(*next);
  keyframes_.push_back(std::move(next));
  if (kept_ <= kMostKept || keyframes_.size() < 4) return;
  kept_ = 0;
  size_t left = 0;
  for (size_t i = 0; i < keyframes_.size(); i += 2, ++left) {
    if (i > 0) keyframes_[left] = std::move(keyframes_[i]);
    kept_ += things_in(*keyframes_[left]);
  }
  keyframes_.resize(left);
  keyframe_every_ *= 2;
}

uint64_t Timeline::count_until(facts::Grain grain, uint64_t n) const {
  const auto& steps = stops(grain);
  const auto after = std::upper_bound(steps.begin(), steps.end(), n);
  return static_cast<uint64_t>(after - steps.begin());
}

uint64_t Timeline::stop(facts::Grain grain, uint64_t k) const {
  const auto& steps = stops(grain);
  if (k == 0 || steps.empty()) return 0;
  return steps[std::min<uint64_t>(k, steps.size()) - 1];
}

std::optional<uint64_t> Timeline::next(facts::Grain grain, uint64_t n) const {
  const auto& steps = stops(grain);
  const auto next = std::upper_bound(steps.begin(), steps.end(), n);
  if (next == steps.end()) return {};
  return *next;
}

uint64_t Timeline::previous(facts::Grain grain, uint64_t n) const {
  const auto& steps = stops(grain);
  const auto next = std::lower_bound(steps.begin(), steps.end(), n);
  return next == steps.begin() ? 0 : *(next - 1);
}

uint64_t Timeline::printed_until(uint64_t n) const {
  const std::vector<PrintedLine>& lines = history_.output();
  const auto after = std::partition_point(lines.begin(), lines.end(),
                                          [&](const PrintedLine& line) { return line.step <= n; });
  return static_cast<uint64_t>(after - lines.begin());
}

std::vector<PrintedLine> Timeline::printed(uint64_t first, uint64_t count) const {
  std::vector<PrintedLine> lines;
  const std::vector<PrintedLine>& all = history_.output();
  for (uint64_t i = std::max<uint64_t>(first, 1) - 1; i < all.size() && lines.size() < count; ++i) {
    const auto& fact = std::get<facts::Printed>(events_[all[i].step - 1].fact);
    lines.push_back({all[i].step, fact.greenlet, fact.text});
  }
  return lines;
}

std::optional<uint64_t> Timeline::find(uint64_t n, Direction direction,
                                       const std::function<bool(const facts::Event&)>& wanted,
                                       facts::GreenletId) const {
  switch (direction) {
    case Direction::forward:
      for (uint64_t step = n + 1; step <= size(); ++step) {
        if (wanted(events_[step - 1])) return step;
      }
      return {};
    case Direction::backward:
      for (uint64_t step = std::min(n, size() + 1); step-- > 1;) {
        if (wanted(events_[step - 1])) return step;
      }
      return {};
  }
  return {};
}

}  // namespace greenlens::store
