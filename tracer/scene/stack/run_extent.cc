#include "tracer/scene/stack/run_extent.h"

#include <algorithm>
#include <bit>

#include "tracer/facts/address.h"
#include "tracer/facts/fact.h"
#include "tracer/scene/text_width.h"
#include "tracer/state/queries.h"

namespace greenlens::scene {
namespace {

// So many steps of a trace are looked at one by one; and so many edges of a stack are worth a place
// of their own in a picture.
constexpr uint64_t kMostSteps = store::kExactSteps;
constexpr size_t kMostEdges = 64;

void add(std::set<facts::Address>* edges, facts::Address edge) {
  if (facts::is_stack_address(edge) && edges->size() < kMostEdges) edges->insert(edge);
}

// Up to a quarter more: so a stack that grows by and by changes its picture now and then.
facts::Address with_room(facts::Address lowest) {
  const auto bytes = static_cast<uint64_t>(-lowest);
  const uint64_t step = std::max<uint64_t>(std::bit_floor(bytes) / 4, 64);
  return -static_cast<facts::Address>((bytes + step - 1) / step * step);
}

}  // namespace

const StackExtent* RunExtent::stack(facts::ThreadId thread) const {
  const auto found = stacks_.find(thread);
  return found == stacks_.end() ? nullptr : &found->second;
}

const KnownStack* RunExtent::other(facts::ThreadId thread, facts::StackId stack) const {
  const auto found = all_.find({thread, stack});
  return found == all_.end() || stack == 0 ? nullptr : &found->second;
}

std::optional<size_t> RunExtent::slot_of(facts::GreenletId greenlet) const {
  const auto found = slot_of_.find(greenlet);
  return found == slot_of_.end() ? std::nullopt : std::optional(found->second);
}

bool RunExtent::follow(const store::Trace& trace, bool grows) {
  const auto stacks = stacks_;
  const auto all = all_;
  const auto slots = slots_;
  const size_t owners = slot_of_.size();
  const bool had_contexts = has_contexts_, had_calls = has_calls_;
  const uint64_t until = std::min(trace.size(), kMostSteps);
  if (seen_ < until) {
    uint64_t left = until - seen_;
    trace.find(seen_, store::Trace::Direction::forward, [&](const facts::Event& event) {
      take(event);
      return --left == 0;
    });
    seen_ = until;
  }
  take(trace.state(trace.size()), grows);
  return had_contexts != has_contexts_ || had_calls != has_calls_ || stacks != stacks_ ||
         all != all_ || slots != slots_ || owners != slot_of_.size();
}

void RunExtent::include(const RunExtent& other) {
  for (const auto& [thread, its] : other.stacks_) {
    StackExtent& mine = stacks_[thread];
    mine.lowest = std::min(mine.lowest, its.lowest);
    for (const facts::Address stop : its.stops) add(&mine.stops, stop);
    for (const facts::Address piece : its.pieces) add(&mine.pieces, piece);
    mine.widest_name = std::max(mine.widest_name, its.widest_name);
  }
  for (const auto& [key, its] : other.all_) {
    KnownStack& mine = all_.emplace(key, its).first->second;
    mine.high = std::max(mine.high, its.high);
    if (its.lowest != facts::kNull) {
      mine.lowest = mine.lowest == facts::kNull ? its.lowest : std::min(mine.lowest, its.lowest);
    }
  }
  for (const auto& [greenlet, place] : other.slot_of_) {
    const HeapSlot& its = other.slots_[place];
    auto found = slot_of_.find(greenlet);
    if (found == slot_of_.end() || slots_[found->second].thread != its.thread) {
      slot_of_[greenlet] = slots_.size();
      slots_.push_back(its);
      continue;
    }
    HeapSlot& mine = slots_[found->second];
    mine.low = std::min(mine.low, its.low), mine.high = std::max(mine.high, its.high);
  }
}

void RunExtent::take(const facts::Event& event) {
  const facts::ThreadId thread = event.thread;
  if (const auto* created = std::get_if<facts::GreenletCreated>(&event.fact)) {
    take_name(thread, created->name);
  } else if (const auto* renamed = std::get_if<facts::GreenletRenamed>(&event.fact)) {
    take_name(thread, renamed->name);
  } else if (const auto* prepared = std::get_if<facts::StartPrepared>(&event.fact)) {
    add(&stacks_[thread].stops, prepared->stack_stop);
  } else if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
    const auto low =
        static_cast<facts::Address>(static_cast<uint64_t>(saved->to) - saved->stack_saved);
    take_copy(thread, saved->owner, low, saved->to);
  } else if (std::holds_alternative<facts::FramesSeen>(event.fact)) {
    has_calls_ = true;
  } else if (const auto* finished = std::get_if<facts::GreenletFinished>(&event.fact)) {
    give_back(finished->greenlet);
  } else if (const auto* freed = std::get_if<facts::GreenletFreed>(&event.fact)) {
    give_back(freed->greenlet);
  }
}

// Of what was not looked at step by step, and how far down it went.
void RunExtent::take(const state::State& last, bool grows) {
  for (const auto& [id, thread] : last.threads) {
    StackExtent& stack = stacks_[id];
    facts::Address lowest = thread.own_stack.lowest;
    if (!stack.stops.empty()) lowest = std::min(lowest, *stack.stops.begin());
    if (!facts::is_stack_address(lowest)) continue;
    stack.lowest = std::min(stack.lowest, grows ? with_room(lowest) : lowest);
  }
  for (const auto& [id, thread] : last.threads) all_[{id, 0}].thread_name = thread.name;
  for (const auto& [id, stack] : last.stacks) {
    const auto its = last.threads.find(stack.thread);
    KnownStack& known = all_[{stack.thread, id}];
    if (its != last.threads.end()) known.thread_name = its->second.name;
    known.kind = stack.kind, known.high = stack.high;
    known.name = stack.name;
    const auto used = static_cast<uint64_t>(stack.high) - static_cast<uint64_t>(stack.lowest);
    const facts::Address down = -static_cast<facts::Address>(used);
    const facts::Address lowest = stack.high + (grows && used > 0 ? with_room(down) : down);
    known.lowest = known.lowest == facts::kNull ? lowest : std::min(known.lowest, lowest);
  }
  for (const auto& [id, greenlet] : last.greenlets) {
    if (greenlet.finished || greenlet.freed) continue;
    take_name(greenlet.thread, greenlet.name);
    if (greenlet.stack != 0) has_contexts_ = true;
    const auto chain = frame_chain(last, greenlet);
    if (!chain.empty() && chain.back()->is_entry) has_calls_ = true;
    if (greenlet.stack != 0) continue;
    add(&stacks_[greenlet.thread].stops, greenlet.stack_stop);
    if (greenlet.stack_saved == 0) continue;
    take_copy(greenlet.thread, id, greenlet.stack_start,
              facts::end_of(greenlet.stack_start, greenlet.stack_saved));
  }
}

void RunExtent::take_copy(facts::ThreadId thread, facts::GreenletId owner, facts::Address low,
                          facts::Address high) {
  if (!facts::is_stack_address(low) || !facts::is_stack_address(high) || low >= high) return;
  StackExtent& stack = stacks_[thread];
  add(&stack.pieces, low);
  add(&stack.pieces, high);
  auto its = slot_of_.find(owner);
  if (its == slot_of_.end()) {
    const auto free = std::find_if(free_.begin(), free_.end(),
                                   [&](size_t slot) { return slots_[slot].thread == thread; });
    size_t slot = slots_.size();
    if (free != free_.end()) {
      slot = *free;
      free_.erase(free);
    } else {
      slots_.push_back({thread, low, high});
    }
    its = slot_of_.emplace(owner, slot).first;
  }
  HeapSlot& slot = slots_[its->second];
  // (Of a damaged trace they may be any numbers.)
  const auto bytes = [](facts::Address from, facts::Address to) {
    return static_cast<uint64_t>(to) - static_cast<uint64_t>(from);
  };
  if (bytes(low, high) > bytes(slot.low, slot.high)) slot.low = low, slot.high = high;
}

void RunExtent::take_name(facts::ThreadId thread, const std::string& name) {
  float& widest = stacks_[thread].widest_name;
  widest = std::max(widest, text_width(name, 1, Face::mono));
}

void RunExtent::give_back(facts::GreenletId greenlet) {
  const auto its = slot_of_.find(greenlet);
  if (its != slot_of_.end()) free_.insert(its->second);
}

}  // namespace greenlens::scene
