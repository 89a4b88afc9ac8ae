// What happens to greenlets, to the program and to threads; and which function is for which fact.
#include "tracer/state/state.h"

#include <optional>
#include <tuple>
#include <type_traits>

#include "tracer/facts/event.h"
#include "tracer/state/applier.h"
#include "tracer/state/footprint.h"
#include "tracer/state/forget.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

// --- greenlets

void Applier::operator()(const facts::GreenletCreated& fact) {
  GreenletState g;
  g.id = fact.greenlet;
  g.name = fact.name;
  g.parent = fact.parent;
  g.is_main = fact.parent == 0;
  g.stack_start = fact.stack_start;
  g.stack_stop = fact.stack_stop;
  g.thread = thread_.id;
  // Main is never started and never enters a body: it has been running all along, with the marks
  // that greenlet.c gives it.
  if (g.is_main) {
    g.stack_start = facts::kStarted;
    g.stack_stop = facts::kEverything;
    g.body_entered = true;
    if (thread_.main == 0) thread_.main = g.id;
    if (thread_.current == 0) thread_.current = g.id;
  }
  state_.greenlets[g.id] = std::move(g);
}

void Applier::operator()(const facts::GreenletRenamed& fact) {
  if (auto* g = find(fact.greenlet)) g->name = fact.name;
}

void Applier::operator()(const facts::ParentChanged& fact) {
  if (auto* g = find(fact.greenlet)) g->parent = fact.new_parent;
}

void Applier::operator()(const facts::BodyEntered& fact) {
  // "Runs, and was never left": where its slice ends is not known before its first switch away.
  if (auto* g = find(fact.greenlet)) {
    g->stack_start = facts::kStarted;
    g->body_entered = true;
  }
}

void Applier::operator()(const facts::GreenletFinished& fact) {
  auto* g = find(fact.greenlet);
  if (!g) return;
  g->finished = true;
  g->how = fact.how;
  g->result = fact.what;
  // As the engine does: no stack_start, but a stack_stop, is what "dead" means. It has run to its
  // end, so it has no copy, unless facts are missing.
  g->stack_start = facts::kNull;
  drop_copy(g);
}

void Applier::operator()(const facts::GreenletFreed& fact) {
  auto* g = find(fact.greenlet);
  if (!g) return;
  // A greenlet that never finished may have a copy to the end: it goes with the last handle.
  const bool again = g->freed;
  g->freed = true;
  g->dropped = false;
  drop_copy(g);
  if (again) return;
  state_.freed.push_back(g->id);
  if (state_.freed.size() > state_.freed_limit) forget_the_dead(&state_);
}

// --- the program

void Applier::operator()(const facts::LineReached& fact) {
  if (auto* g = find(fact.greenlet)) {
    g->at = fact.at;
    if (!fact.frames.empty()) {
      g->frames = std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
    }
  }
  // The line may be in a function that has no Frame of its own: its caller's stays where it
  // called.
  move_top_frame(fact.at);
  reach(fact.greenlet, fact.sp);
}

void Applier::operator()(const facts::FramePushed& fact) {
  thread_.frames[fact.frame] = {fact.frame, fact.back, fact.greenlet, fact.at, {}, {}, {}, {}};
  thread_.top_frame = fact.frame;
  reach(fact.greenlet, fact.sp);
}

void Applier::operator()(const facts::FramePopped& fact) {
  reach(fact.greenlet, fact.sp);
  const InterpreterFrameState* frame = thread_.frames.get(fact.frame);
  if (frame == nullptr) return;
  const facts::FrameId back = frame->back;
  if (thread_.top_frame == fact.frame) thread_.top_frame = back;
  // Whoever's chain it was on, no one may point to it any more.
  for (const auto& [id, g] : state_.greenlets) {
    if (g.thread == thread_.id && g.top_frame == fact.frame) find(id)->top_frame = back;
  }
  thread_.frames.erase(fact.frame);
}

// Somebody who looks at all greenlets tells this of others' threads, too.
void Applier::operator()(const facts::FramesSeen& fact) {
  GreenletState* g = find(fact.greenlet);
  if (g == nullptr || state_.threads.count(g->thread) == 0) return;
  Thread& owner = state_.threads[g->thread];
  facts::FrameId& top = owner.current == g->id ? owner.top_frame : g->top_frame;
  while (top != fact.kept) {
    const InterpreterFrameState* gone = owner.frames.get(top);
    if (gone == nullptr) break;
    const facts::FrameId id = top;
    top = gone->back;
    owner.frames.erase(id);
  }
  for (const facts::SeenFrame& seen : fact.frames) {
    auto locals = seen.locals.empty()
                      ? nullptr
                      : std::make_shared<const std::vector<facts::LocalValue>>(seen.locals);
    owner.frames[seen.id] = {
        seen.id, top, g->id, seen.at, seen.is_entry, seen.is_library, std::move(locals), seen.call};
    top = seen.id;
  }
}

void Applier::operator()(const facts::WaitSeen& fact) {
  if (auto* g = find(fact.greenlet)) g->wait = std::make_shared<const facts::WaitSeen>(fact);
}

void Applier::operator()(const facts::WakeSeen& fact) {
  if (fact.is_past) return;  // of a run that is over
  if (auto* g = find(fact.greenlet)) g->wake = std::make_shared<const facts::WakeSeen>(fact);
}

void Applier::operator()(const facts::RunSampled& fact) {
  if (auto* g = find(fact.greenlet)) g->at = fact.at;
}

void Applier::operator()(const facts::ProgramFinished& fact) {
  state_.program_finished = true;
  state_.end = fact.how;
  state_.end_text = fact.what;
  // The crash of a thread that uses no greenlets says nothing about any stack here.
  if (fact.greenlet == 0 || fact.greenlet != thread_.current) return;
  move_sp(fact.sp);
  // In the middle of a switch it may stand on bytes that are another's.
  if (!thread_.in_switch) walk_on(fact.greenlet);
  auto* g = find(fact.greenlet);
  if (g && !fact.frames.empty()) {
    g->frames = std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
  }
}

// --- threads

void Applier::operator()(const facts::ThreadBegan& fact) {
  thread_.name = fact.name;
  thread_.base = fact.base;
  own().low = fact.low;
  own().high = fact.high;
}

void Applier::operator()(const facts::ThreadEnded&) {
  thread_.ended = true;
  end_switch();
  forget_ended_threads(&state_);
}

void Applier::operator()(const facts::StackEntered& fact) {
  if (fact.stack == 0 || fact.high == facts::kNull) return;
  Stack& stack = state_.stacks[fact.stack];
  const bool is_new = stack.id == 0;
  stack.id = fact.stack;
  stack.kind = fact.kind;
  stack.thread = thread_.id;
  stack.low = fact.low;
  stack.high = fact.high;
  if (is_new) stack.lowest = stack.high;
  thread_.stack = stack.id;
}

void Applier::operator()(const facts::DroppedElsewhere& fact) {
  if (auto* g = find(fact.greenlet)) {
    g->dropped = true;
    g->dropped_in = fact.by != 0 ? thread_.id : 0;
  }
}

// --- the recording itself

void Applier::operator()(const facts::DetailChanged& fact) {
  thread_.detail = fact.detail;
  thread_.slice_bytes = fact.bytes;
}

template <typename Fact>
void apply_fact(State* state, facts::ThreadId thread, const Fact& fact) {
  ++state->step;
  Applier apply_to(state, thread);
  apply_to(fact);
  apply_to.note_introduction<Fact>();
}

void apply(State* state, const facts::Event& event) {
  std::visit([&](const auto& fact) { apply_fact(state, event.thread, fact); }, event.fact);
}

namespace {
// So that there is one of each for others, too.
template <typename... Facts>
constexpr auto of_each(facts::Family<Facts...>) {
  return std::make_tuple(&apply_fact<Facts>...);
}
[[gnu::used]] constexpr auto kOfEach = of_each(facts::EngineFacts());
}  // namespace

}  // namespace greenlens::state
