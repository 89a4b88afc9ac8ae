#include "tracer/store/noted_chunk.h"

#include <algorithm>

#include "tracer/rules/follow.h"
#include "tracer/rules/noted.h"

namespace greenlens::store {
namespace {

constexpr uint32_t kEvent = UINT32_MAX;

// Going along, each so many parts a state is kept.
constexpr size_t kPartsBetween = 8;

// So many parts are kept that were told.
constexpr size_t kToldParts = 4;

// What a state takes of its own, beside what it shares with the one before it: each step may have
// changed a greenlet, but most are about the same ones.
constexpr uint64_t kMarkBytes = 2048;
constexpr uint64_t kBytesAChange = 400;

}  // namespace

NotedChunk::NotedChunk(EventsPayload&& payload, state::State before)
    : payload_(std::move(payload)), here_(std::move(before)) {
  uint32_t steps = 0;
  starts_.push_back({0, 0});
  const auto add = [&](Item item, uint32_t more) {
    if (steps - starts_.back().step >= kPartSteps) starts_.push_back({items_.size(), steps});
    items_.push_back(item);
    steps += more;
  };
  uint32_t next = 0;
  const auto add_until = [&](size_t end) {
    for (; next < end; ++next) add({kEvent, next}, 1);
  };
  for (uint32_t b = 0; b < payload_.noted.size(); ++b) {
    add_until(payload_.noted[b].at);
    const facts::NotedBatch& batch = payload_.noted[b].switches;
    for (uint32_t i = 0; i < batch.size(); ++i) add({b, i}, batch.steps(i));
    bytes_ += batch.bytes();
  }
  add_until(payload_.events.size());
  starts_.push_back({items_.size(), steps});
  about_.emplace_back();
  bytes_ += items_.size() * sizeof(Item) + parts() * sizeof(Stretch);
  bytes_ += kToldParts * 2 * kPartSteps * sizeof(facts::Event);
  for (const facts::Event& event : payload_.events) bytes_ += weight_of(event);
  keep(0);
}

size_t NotedChunk::part_of(uint32_t step) const {
  const auto after = std::partition_point(starts_.begin(), starts_.end(),
                                          [&](const Start& start) { return start.step <= step; });
  const auto part = static_cast<size_t>(after - starts_.begin());
  return std::min(std::max<size_t>(part, 1), parts()) - 1;
}

const facts::NotedSwitch& NotedChunk::note(const Item& item) {
  payload_.noted[item.batch].switches.get(item.index, &note_);
  return note_;
}

void NotedChunk::go_along(const Item& item, Stretch* here) {
  const auto take = [&](const facts::Event& event) {
    apply(&here_, event);
    here->here.add(event);
    here->subjects |= subject_bit(facts::subject(event.fact));
  };
  if (item.batch == kEvent) return take(payload_.events[item.index]);
  const facts::NotedSwitch& noted = note(item);
  rules::Followed followed;
  if (!rules::follow(&here_, noted, kMaxChunkEvents, &followed)) {
    for (const facts::Event& event : rules::told(here_, noted)) take(event);
    return;
  }
  here->here.add(followed);
  here->subjects |= followed.subjects;
}

// To the state before a part, which may be the end; from the nearest one that is there.
void NotedChunk::walk(size_t part) {
  const auto nearest = std::prev(kept_.upper_bound(part));
  if (at_ > part || nearest->first > at_) at_ = nearest->first, here_ = nearest->second;
  for (; at_ < part; ++at_) {
    if (at_ % kPartsBetween == 0) keep(at_);
    Stretch again;
    const bool is_new = at_ + 1 == about_.size();
    Stretch* here = is_new ? &about_.back() : &again;
    for (size_t i = starts_[at_].item; i < starts_[at_ + 1].item; ++i) go_along(items_[i], here);
    if (!is_new) continue;
    Stretch next;
    next.first_step = starts_[at_ + 1].step;
    next.before = here->before;
    next.before.add(here->here);
    about_.push_back(next);
  }
}

void NotedChunk::keep(size_t part) {
  if (!kept_.emplace(part, here_).second) return;
  const uint64_t things = here_.greenlets.size();
  bytes_ += kMarkBytes + kBytesAChange * std::min<uint64_t>(things, kPartsBetween * kPartSteps / 8);
}

const state::State& NotedChunk::state_before(size_t part) {
  walk(part);
  return here_;
}

const state::State& NotedChunk::behind() { return state_before(parts()); }

const Totals& NotedChunk::before(size_t part) {
  if (part >= about_.size()) walk(part);
  return about_[part].before;
}

const Stretch& NotedChunk::about(size_t part) {
  if (part + 1 >= about_.size()) walk(part + 1);
  return about_[part];
}

std::shared_ptr<const std::vector<facts::Event>> NotedChunk::events(size_t part) {
  const auto found =
      std::find_if(told_.begin(), told_.end(), [&](const auto& one) { return one.first == part; });
  if (found != told_.end()) {
    told_.splice(told_.begin(), told_, found);
    return told_.front().second;
  }
  state::State state = state_before(part);
  std::vector<facts::Event> events;
  events.reserve(starts_[part + 1].step - starts_[part].step);
  for (size_t i = starts_[part].item; i < starts_[part + 1].item; ++i) {
    if (items_[i].batch == kEvent) {
      events.push_back(payload_.events[items_[i].index]);
      apply(&state, events.back());
      continue;
    }
    for (facts::Event& event : rules::told(state, note(items_[i]))) {
      apply(&state, event);
      events.push_back(std::move(event));
    }
  }
  told_.emplace_front(part, std::make_shared<const std::vector<facts::Event>>(std::move(events)));
  if (told_.size() > kToldParts) told_.pop_back();
  return told_.front().second;
}

void go_along(const EventsPayload& payload, state::State* state) {
  size_t next = 0;
  const auto apply_until = [&](size_t end) {
    for (; next < end; ++next) apply(state, payload.events[next]);
  };
  facts::NotedSwitch noted;
  for (const EventsPayload::Noted& batch : payload.noted) {
    apply_until(batch.at);
    for (size_t i = 0; i < batch.switches.size(); ++i) {
      batch.switches.get(i, &noted);
      rules::Followed followed;
      if (rules::follow(state, noted, kMaxChunkEvents, &followed)) continue;
      for (const facts::Event& event : rules::told(*state, noted)) apply(state, event);
    }
  }
  apply_until(payload.events.size());
}

std::vector<facts::Event> expand(EventsPayload&& payload, state::State* state) {
  if (payload.noted.empty()) return std::move(payload.events);
  NotedChunk chunk(std::move(payload), std::move(*state));
  std::vector<facts::Event> all;
  all.reserve(chunk.steps());
  for (size_t part = 0; part < chunk.parts(); ++part) {
    const auto events = chunk.events(part);
    all.insert(all.end(), events->begin(), events->end());
  }
  *state = chunk.behind();
  return all;
}

}  // namespace greenlens::store
