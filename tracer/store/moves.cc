#include "tracer/store/moves.h"

#include <variant>

#include "tracer/facts/ended_switch.h"
#include "tracer/state/queries.h"

namespace greenlens::store {

Moves::Moves(const state::State& before) : step_(before.step) {
  for (const auto& [id, thread] : before.threads) current_[id] = thread.current;
}

Move* Moves::find(facts::GreenletId id) {
  if (id == 0) return nullptr;
  const auto found = moves_.find(id);
  if (found != moves_.end()) return &found->second;
  if (moves_.size() >= kMostGreenletsCounted) return nullptr;
  return &moves_[id];
}

Move Moves::of(facts::GreenletId id) const {
  const auto found = moves_.find(id);
  return found != moves_.end() ? found->second : Move();
}

size_t Moves::bytes() const {
  constexpr size_t kNode = 2 * sizeof(void*);  // of a table, with its place in it
  return sizeof(*this) + moves_.size() * (kNode + sizeof(facts::GreenletId) + sizeof(Move)) +
         current_.size() * (kNode + sizeof(uint64_t));
}

void Moves::stand(facts::GreenletId id, uint64_t step, uint64_t time_ns) {
  if (Move* move = find(id)) move->since = step, move->since_ns = time_ns;
}

// Whose code the thread runs now, if it is another one's. A main greenlet ends with its thread.
void Moves::run(facts::ThreadId id, uint64_t time_ns, const state::State& after) {
  const state::Thread& thread = thread_in(after, id);
  if (thread.ended) {
    if (current_.erase(id) > 0) stand(thread.main, after.step, time_ns);
    return;
  }
  const facts::GreenletId now = thread.current;
  facts::GreenletId& before = current_[id];
  if (now == before) return;
  const state::GreenletState* left = state::find(after, before);
  // One that has ended is dead since it ended.
  if (left == nullptr || !left->finished) stand(before, after.step, time_ns);
  stand(now, after.step, time_ns);
  before = now;
}

void Moves::see(const facts::Event& event, const state::State& after) {
  step_ = after.step;
  if (const auto* made = std::get_if<facts::GreenletCreated>(&event.fact)) {
    stand(made->greenlet, step_, event.time_ns);
  } else if (const auto* finished = std::get_if<facts::GreenletFinished>(&event.fact)) {
    stand(finished->greenlet, step_, event.time_ns);
  } else if (const auto ended = facts::ended_switch(event.fact)) {
    if (Move* move = find(ended->target)) ++move->switches_to;
  } else if (const auto* found = std::get_if<facts::ContextFound>(&event.fact)) {
    stand(found->context, step_, event.time_ns);
  }
  // What a thread without greenlets tells is about others'.
  if (event.thread != 0) run(event.thread, event.time_ns, after);
}

void Moves::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                facts::GreenletId origin, const state::State& after) {
  step_ = after.step;
  if (origin != noted.requested) {
    const uint64_t moved = after.step - followed.steps + followed.by_origin + 1;
    stand(origin, moved, noted.time_ns);
    stand(noted.requested, moved, noted.time_ns);
  }
  if (Move* move = find(noted.requested)) ++move->switches_to;
  current_[noted.thread] = noted.requested;
}

}  // namespace greenlens::store
