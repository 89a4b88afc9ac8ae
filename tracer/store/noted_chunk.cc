#include "tracer/store/noted_chunk.h"

#include <algorithm>

#include "tracer/rules/follow.h"
#include "tracer/state/queries.h"

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

// States of which more is not shared are not kept. Those of a recording are far below.
constexpr uint64_t kMostAloneBytes = uint64_t{1} << 20;

// What is not shared with any other.
uint64_t alone(const state::State& state) {
  uint64_t bytes = kMarkBytes;
  for (const auto& [id, thread] : state.threads) {
    bytes += sizeof(thread) + thread.own_stack.footprints.size() * sizeof(state::Footprint);
  }
  for (const auto& [id, stack] : state.stacks) {
    bytes += sizeof(stack) + stack.footprints.size() * sizeof(state::Footprint);
  }
  return bytes;
}

}  // namespace

NotedChunk::NotedChunk(EventsPayload&& payload, Along before)
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
  const auto count = [&](const facts::Event& event) {
    here->here.add(event);
    here->subjects |= subject_bit(facts::subject(event.fact));
  };
  if (item.batch == kEvent) {
    here_.take(payload_.events[item.index]);
    return count(payload_.events[item.index]);
  }
  const facts::NotedSwitch& noted = note(item);
  rules::Followed followed;
  if (here_.follow(noted, &followed)) {
    here->here.add(followed);
    here->subjects |= followed.subjects;
  } else {
    for (const facts::Event& event : here_.tell(noted)) count(event);
  }
}

state::State NotedChunk::follow(size_t part, Onlooker* onlooker) {
  Along along = kept_.begin()->second;
  const uint64_t first = along.state().step;
  for (size_t i = 0; i < starts_[part].item && !along.is_too_long(); ++i) {
    if (items_[i].batch == kEvent) {
      const facts::Event& event = payload_.events[items_[i].index];
      along.take(event);
      onlooker->see(event, along.state());
      continue;
    }
    const facts::NotedSwitch& noted = note(items_[i]);
    const facts::GreenletId origin = thread_in(along.state(), noted.thread).current;
    rules::Followed followed;
    if (along.follow(noted, &followed)) {
      onlooker->see(noted, followed, origin, along.state());
    } else {
      along.tell(noted, onlooker);
    }
  }
  state::State state = along.take_state();
  state.step = first + starts_[part].step;  // whatever was too long
  return state;
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
    is_too_long_ = is_too_long_ || here_.is_too_long();
    if (!is_new) continue;
    Stretch next;
    next.first_step = starts_[at_ + 1].step;
    next.before = here->before;
    next.before.add(here->here);
    about_.push_back(next);
  }
}

void NotedChunk::keep(size_t part) {
  const uint64_t bytes = alone(here_.state());
  if ((part > 0 && bytes > kMostAloneBytes) || !kept_.emplace(part, here_).second) return;
  const uint64_t things = here_.state().greenlets.size();
  bytes_ += bytes + kBytesAChange * std::min<uint64_t>(things, kPartsBetween * kPartSteps / 8);
}

const Along& NotedChunk::along_before(size_t part) {
  walk(part);
  return here_;
}

const Along& NotedChunk::behind() { return along_before(parts()); }

uint64_t NotedChunk::subjects() const {
  uint64_t subjects = 0;
  for (const Stretch& part : about_) subjects |= part.subjects;
  return subjects;
}

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
  Along along = along_before(part);
  std::vector<facts::Event> events;
  events.reserve(starts_[part + 1].step - starts_[part].step);
  for (size_t i = starts_[part].item; i < starts_[part + 1].item; ++i) {
    if (items_[i].batch == kEvent) {
      events.push_back(payload_.events[items_[i].index]);
      along.take(events.back());
      continue;
    }
    for (facts::Event& event : along.tell(note(items_[i]))) events.push_back(std::move(event));
  }
  is_too_long_ = is_too_long_ || along.is_too_long();
  told_.emplace_front(part, std::make_shared<const std::vector<facts::Event>>(std::move(events)));
  if (told_.size() > kToldParts) told_.pop_back();
  return told_.front().second;
}

}  // namespace greenlens::store
