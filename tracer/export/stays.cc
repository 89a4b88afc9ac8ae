#include "tracer/export/stays.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "tracer/facts/address.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::exports {
namespace {

// An arrow leaves a stay before its end, and comes in behind its beginning.
constexpr uint64_t kShortestNs = 2;
// A file may say any time; what is added to one has to fit behind it.
constexpr uint64_t kLatestNs = uint64_t{1} << 62;

// What is known now of one that is under way.
void take(const state::State& state, const state::Thread& thread, Switched* open) {
  const state::SwitchInProgress& now = *thread.in_switch;
  open->thread = thread.id;
  open->kind = store::kind_of(state, now);
  open->origin = now.origin;
  open->target = now.target != 0 ? now.target : now.requested;
  open->bytes_out = now.bytes_out, open->bytes_in = now.bytes_in;
}

facts::SourceLine line_of(const state::State& state, facts::GreenletId id) {
  const state::GreenletState* g = find(state, id);
  return g != nullptr ? g->at : facts::SourceLine{};
}

}  // namespace

Stamp stamp_of(Clock clock, uint64_t step, uint64_t time_ns) {
  const uint64_t ns = clock == Clock::steps ? step * kStepNs : time_ns;
  return {step, time_ns, std::min(ns, kLatestNs)};
}

Stays::Stays(Clock clock, const state::State& before, uint64_t time_ns, Hearer* hearer)
    : clock_(clock), hearer_(*hearer) {
  last_ = stamp_of(clock_, before.step, time_ns);
  heap_.copied = before.bytes_out + before.bytes_in;
  for (const auto& [id, greenlet] : before.greenlets) {
    if (!greenlet.freed) know(last_, id, before);
    if (greenlet.stack_saved == 0) continue;
    held_[id] = greenlet.stack_saved;
    heap_.held += greenlet.stack_saved;
  }
  if (before.step > 0) hearer_.heap(last_, heap_);
  for (const auto& [id, thread] : before.threads) {
    if (thread.ended) continue;
    Track& track = track_of(id, last_);
    if (thread.in_switch) {
      track.open = Switched{};
      track.open->from = last_;
      take(before, thread, &*track.open);
    } else {
      begin(&track, last_, thread.current, 0, before);
    }
  }
}

Stamp Stays::stamp_in(facts::ThreadId id, uint64_t step, uint64_t time_ns) {
  Stamp now = stamp_of(clock_, step, time_ns);
  const auto found = tracks_.find(id);
  if (found != tracks_.end()) {
    now.at_ns = std::max(now.at_ns, found->second.last_ns);
    found->second.last_ns = now.at_ns;
  }
  return now;
}

Stays::Track& Stays::track_of(facts::ThreadId id, const Stamp& now) {
  const auto [found, is_new] = tracks_.try_emplace(id);
  if (is_new) {
    found->second.thread = id;
    found->second.last_ns = now.at_ns;
  }
  return found->second;
}

// With all of its parents, which come first. Chains may be long, and of damaged recordings circles.
void Stays::know(const Stamp& now, facts::GreenletId id, const state::State& after) {
  std::vector<facts::GreenletId> chain;
  while (id != 0 && known_.insert(id).second) {
    chain.push_back(id);
    const state::GreenletState* g = find(after, id);
    id = g != nullptr ? g->parent : 0;
  }
  for (size_t i = chain.size(); i-- > 0;) hearer_.greenlet(now, chain[i], after);
}

void Stays::hold(const Stamp& now, facts::GreenletId id, uint64_t bytes) {
  const auto found = held_.find(id);
  const uint64_t before = found != held_.end() ? found->second : 0;
  if (before == bytes) return;
  heap_.held = heap_.held - before + bytes;
  if (bytes == 0) {
    held_.erase(found);
  } else {
    held_[id] = bytes;
  }
  hearer_.heap(now, heap_);
}

void Stays::copy(bool is_out, const Stamp& now, facts::ThreadId thread, facts::GreenletId who,
                 facts::Address from, facts::Address to, const state::State& after) {
  know(now, who, after);
  Copied copied{is_out, who, thread, now, from, to, state::slice_size(from, to), 0, {}, nullptr};
  heap_.copied += copied.bytes;
  copied.all = heap_.copied;
  const state::GreenletState* g = find(after, who);
  if (g != nullptr) {
    copied.line = g->at;
    if (is_out && frames_hold(after, *g)) copied.frames = g->frames;
  }
  hearer_.copied(copied, after);
}

// What an event says of a greenlet.
void Stays::note(const Stamp& now, const facts::Event& event, const state::State& after) {
  const facts::GreenletId about = facts::subject(event.fact);
  if (std::holds_alternative<facts::GreenletCreated>(event.fact) ||
      std::holds_alternative<facts::GreenletRenamed>(event.fact) ||
      std::holds_alternative<facts::ParentChanged>(event.fact)) {
    known_.erase(about);
    know(now, about, after);
  } else if (const auto* saved = std::get_if<facts::SliceSaved>(&event.fact)) {
    copy(true, now, event.thread, saved->owner, saved->from, saved->to, after);
  } else if (const auto* restored = std::get_if<facts::SliceRestored>(&event.fact)) {
    copy(false, now, event.thread, restored->target, restored->from, restored->to, after);
  } else if (const auto* finished = std::get_if<facts::GreenletFinished>(&event.fact)) {
    know(now, about, after);
    hearer_.finished(now, *finished, after);
  } else if (std::holds_alternative<facts::GreenletFreed>(event.fact)) {
    know(now, about, after);
    hearer_.freed(now, about, after);
    known_.erase(about);
  }
  const state::GreenletState* g = find(after, about);
  hold(now, about, g != nullptr ? g->stack_saved : 0);
}

void Stays::see(const facts::Event& event, const state::State& after) {
  const Stamp now = stamp_in(event.thread, after.step, event.time_ns);
  if (const auto* lost = std::get_if<facts::EventsLost>(&event.fact)) {
    lose(last_, after);
    hearer_.lost(now, lost->count);
    last_ = now;
    return;
  }
  last_ = now;
  // What a thread without greenlets tells is about others'.
  if (event.thread != 0) track_of(event.thread, now);
  note(now, event, after);
  if (event.thread != 0) follow(now, event, after);
}

void Stays::begin(Track* track, const Stamp& now, facts::GreenletId who, facts::GreenletId from,
                  const state::State& after) {
  track->stay = Stay{};
  track->over = false;
  if (who == 0) return;
  know(now, who, after);
  track->stay.who = who;
  track->stay.thread = track->thread;
  track->stay.from = now;
  track->stay.came_from = from;
}

void Stays::close(Track* track, Stamp now, const state::State& after) {
  Stay& stay = track->stay;
  if (stay.who == 0 || track->over) return;
  now.at_ns = std::max(now.at_ns, stay.from.at_ns + kShortestNs);
  track->last_ns = std::max(track->last_ns, now.at_ns);
  stay.to = now;
  stay.at = line_of(after, stay.who);
  track->over = true;
}

void Stays::tell(Track* track, const state::State& after) {
  if (track->stay.who != 0 && track->over) hearer_.stay(track->stay, after);
  track->stay = Stay{};
  track->over = false;
}

// The switch that is open has come to an end: whether another stay follows from it.
bool Stays::resolve(Track* track, const Stamp& now, store::SwitchKind kind,
                    const state::State& after) {
  Switched& open = *track->open;
  open.kind = kind;
  open.to = now;
  open.origin_at = line_of(after, open.origin);
  open.target_at = line_of(after, open.target);
  know(now, open.origin, after);
  know(now, open.target, after);
  const bool arrived = kind != store::SwitchKind::failed && kind != store::SwitchKind::unfinished;
  // Where facts are missing it may have come from nobody, or to somebody else.
  if (arrived && track->stay.who == open.origin && track->over &&
      thread_in(after, open.thread).current == open.target) {
    track->stay.left_to = open.target;
    track->stay.left_at = now.step;
    open.left_ns = track->stay.to.at_ns;
  }
  tell(track, after);
  hearer_.switched(open, after);
  const bool has_arrow = open.left_ns != 0;
  track->open.reset();
  return has_arrow;
}

void Stays::follow(const Stamp& now, const facts::Event& event, const state::State& after) {
  const state::Thread& thread = thread_in(after, event.thread);
  Track& track = track_of(event.thread, now);
  if (const auto* line = std::get_if<facts::LineReached>(&event.fact)) {
    const state::GreenletState* g = find(after, line->greenlet);
    const bool told = g != nullptr && line->greenlet == track.stay.who && !line->frames.empty();
    track.stay.callers = told ? g->frames : nullptr;
  }
  if (thread.in_switch) {
    if (!track.open) {
      close(&track, now, after);
      track.open = Switched{};
      track.open->from = now;
    }
    take(after, thread, &*track.open);
  } else if (track.open) {
    const bool failed = std::holds_alternative<facts::SwitchFailed>(event.fact);
    const facts::GreenletId origin = track.open->origin;
    const bool arrived =
        resolve(&track, now, failed ? store::SwitchKind::failed : track.open->kind, after);
    begin(&track, now, thread.current, arrived ? origin : 0, after);
  } else if (track.stay.who != thread.current) {
    close(&track, now, after);  // the first greenlet; or facts are missing
    tell(&track, after);
    begin(&track, now, thread.current, 0, after);
  }
  if (!thread.ended) return;
  close(&track, now, after);
  tell(&track, after);
  tracks_.erase(event.thread);
}

// By the facts that the rules tell of it (tracer/rules/teller.h): a line, if there is one; request,
// target, registers, slice; those who are saved; the move, and what comes back.
void Stays::see(const facts::NotedSwitch& noted, const rules::Followed& followed,
                facts::GreenletId origin, const state::State& after) {
  const bool has_line = noted.at.line != 0;
  uint64_t step = after.step - followed.steps + (has_line ? 2 : 1);
  const auto next = [&](uint64_t steps) {
    return stamp_in(noted.thread, step += steps, noted.time_ns);
  };
  Track& track = track_of(noted.thread, stamp_of(clock_, step, noted.time_ns));
  const Stamp request = next(0);
  if (has_line) track.stay.callers.reset();
  close(&track, request, after);
  track.open = Switched{};
  Switched& open = *track.open;
  open.thread = noted.thread;
  open.origin = origin, open.target = noted.requested;
  open.from = request;
  open.bytes_out = followed.bytes_out, open.bytes_in = followed.bytes_in;
  next(3);
  for (const rules::Save& save : followed.saves) {
    const Stamp now = next(1);
    copy(true, now, noted.thread, save.owner, save.from, save.to, after);
    hold(now, save.owner, save.stack_saved);
  }
  next(1);
  if (followed.restores) {
    const Stamp now = next(1);
    const state::GreenletState* g = find(after, noted.requested);
    const facts::Address from = g != nullptr ? g->stack_start : facts::kNull;
    copy(false, now, noted.thread, noted.requested, from, facts::end_of(from, followed.bytes_in),
         after);
    hold(now, noted.requested, 0);
  }
  last_ = stamp_in(noted.thread, after.step, noted.time_ns);
  const bool throws = noted.kind == facts::Payload::error;
  const auto kind = throws ? store::SwitchKind::throw_ : store::SwitchKind::resume;
  const bool arrived = resolve(&track, last_, kind, after);
  begin(&track, last_, thread_in(after, noted.thread).current, arrived ? origin : 0, after);
}

// Who runs when events are missing, and for how long, nobody knows: stays end where they were seen
// last.
void Stays::lose(const Stamp& now, const state::State& after) {
  for (auto& [id, track] : tracks_) {
    close(&track, now, after);
    if (track.open) resolve(&track, now, store::SwitchKind::unfinished, after);
    tell(&track, after);
  }
}

void Stays::end(const state::State& state) { lose(last_, state); }

}  // namespace greenlens::exports
