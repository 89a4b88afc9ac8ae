// How each fact changes the state. The order of facts in a switch is that of
// engine/core/observer.h.
#include "tracer/state/state.h"

#include <algorithm>

#include "tracer/facts/event.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::state {
namespace {

class Applier {
 public:
  explicit Applier(State* state) : state_(*state) {}

  // --- greenlets
  void operator()(const facts::GreenletCreated& fact) {
    GreenletState g;
    g.id = fact.greenlet;
    g.name = fact.name;
    g.parent = fact.parent;
    g.is_main = fact.parent == 0;
    g.stack_start = fact.stack_start;
    g.stack_stop = fact.stack_stop;
    if (g.is_main) {
      g.stack_start = facts::kStarted;
      g.stack_stop = facts::kEverything;
      g.body_entered = true;
      if (state_.current == 0) state_.current = g.id;
    }
    state_.greenlets[g.id] = std::move(g);
  }
  void operator()(const facts::GreenletRenamed& fact) {
    if (auto* g = find(fact.greenlet)) g->name = fact.name;
  }
  void operator()(const facts::ParentChanged& fact) {
    if (auto* g = find(fact.greenlet)) g->parent = fact.new_parent;
  }
  void operator()(const facts::BodyEntered& fact) {
    if (auto* g = find(fact.greenlet)) {
      g->stack_start = facts::kStarted;
      g->body_entered = true;
    }
  }
  void operator()(const facts::GreenletFinished& fact) {
    auto* g = find(fact.greenlet);
    if (!g) return;
    g->finished = true;
    g->how = fact.how;
    g->result = fact.what;
    g->stack_start = facts::kNull;
    drop_copy(g);
  }
  void operator()(const facts::GreenletFreed& fact) {
    auto* g = find(fact.greenlet);
    if (!g) return;
    g->freed = true;
    drop_copy(g);
  }

  // --- the program
  void operator()(const facts::LineReached& fact) {
    if (auto* g = find(fact.greenlet)) g->at = fact.at;
    const auto frame = state_.frames.find(state_.top_frame);
    if (frame != state_.frames.end() && frame->second.at.function == fact.at.function) {
      frame->second.at = fact.at;
    }
    move_sp(fact.sp);
    if (state_.current == fact.greenlet) walk_on(fact.greenlet);
  }
  void operator()(const facts::Printed& fact) {
    state_.output.push_back({state_.step, fact.greenlet, fact.text});
  }
  void operator()(const facts::FramePushed& fact) {
    state_.frames[fact.frame] = {fact.frame, fact.back, fact.greenlet, fact.at};
    state_.top_frame = fact.frame;
  }
  void operator()(const facts::FramePopped& fact) {
    const auto frame = state_.frames.find(fact.frame);
    if (frame == state_.frames.end()) return;
    if (state_.top_frame == fact.frame) state_.top_frame = frame->second.back;
    for (auto& [id, g] : state_.greenlets) {
      if (g.top_frame == fact.frame) g.top_frame = frame->second.back;
    }
    state_.frames.erase(frame);
  }
  void operator()(const facts::ProgramFinished& fact) {
    state_.program_finished = true;
    state_.end = fact.how;
    state_.end_text = fact.what;
    if (fact.greenlet != state_.current) return;
    move_sp(fact.sp);
    // In the middle of a switch it may stand on bytes that are another's.
    if (!state_.in_switch) walk_on(fact.greenlet);
    auto* g = find(fact.greenlet);
    if (g && !fact.frames.empty()) {
      g->frames = std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
    }
  }

  // --- one switch
  void operator()(const facts::SwitchRequested& fact) {
    SwitchInProgress in_switch;
    in_switch.number = state_.switches + 1;
    in_switch.origin = fact.origin;
    in_switch.requested = fact.requested;
    in_switch.kind = fact.kind;
    in_switch.what = fact.what;
    state_.in_switch = std::move(in_switch);
  }
  void operator()(const facts::TargetPassedOver&) {}
  void operator()(const facts::TargetFound& fact) {
    if (!state_.in_switch) return;
    state_.in_switch->target = fact.target;
    state_.in_switch->first_start = fact.first_start;
  }
  void operator()(const facts::StartPrepared& fact) {
    auto* g = find(fact.target);
    if (!g) return;
    g->stack_start = facts::kNull;
    g->stack_stop = fact.stack_stop;
    g->stack_prev = fact.stack_prev;
    g->recursion_depth = fact.recursion_depth;
  }
  void operator()(const facts::RegistersSaved& fact) {
    move_sp(fact.sp);
    walk_on(fact.origin);
    auto* g = find(fact.origin);
    if (!g) return;
    g->registers = fact.registers;
    g->frames = std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
  }
  void operator()(const facts::StackStartSet& fact) {
    if (auto* g = find(fact.origin)) g->stack_start = fact.stack_start;
    if (facts::is_stack_address(fact.stack_start)) {
      state_.lowest = std::min(state_.lowest, fact.stack_start);
    }
    if (state_.in_switch) state_.in_switch->origin_suspended = true;
  }
  void operator()(const facts::OriginNotSaved&) {}
  void operator()(const facts::SliceSaved& fact) {
    const uint64_t bytes = slice_size(fact.from, fact.to);
    state_.bytes_out += bytes;
    if (state_.in_switch) state_.in_switch->bytes_out += bytes;
    auto* g = find(fact.owner);
    if (!g) return;
    if (!g->copy) g->copy_number = ++state_.copies_made;
    g->copy = std::make_shared<const facts::Bytes>(g->copy ? *g->copy + fact.bytes : fact.bytes);
    g->stack_saved = fact.stack_saved;
  }
  void operator()(const facts::StackPointerMoved& fact) { move_sp(fact.to); }
  void operator()(const facts::SliceRestored& fact) {
    const uint64_t bytes = slice_size(fact.from, fact.to);
    state_.bytes_in += bytes;
    if (state_.in_switch) state_.in_switch->bytes_in += bytes;
    leave_footprint(&state_, fact.target, fact.from, fact.to);
    if (auto* g = find(fact.target)) drop_copy(g);
  }
  void operator()(const facts::StackPrevRelinked& fact) {
    if (auto* g = find(fact.target)) g->stack_prev = fact.stack_prev;
  }
  void operator()(const facts::ReturnedTwice& fact) {
    become_current(fact.target);
    walk_on(fact.target);
  }
  void operator()(const facts::RegistersRestored& fact) {
    become_current(fact.target);
    move_sp(fact.sp);
  }
  void operator()(const facts::HostStateSwapped& fact) {
    if (auto* origin = find(fact.origin)) origin->top_frame = fact.origin_top_frame;
    if (auto* target = find(fact.target)) {
      target->top_frame = 0;
      target->recursion_depth = fact.recursion_depth;
    }
    state_.top_frame = fact.target_top_frame;
    if (state_.in_switch) state_.in_switch->host_state_swapped = true;
  }
  void operator()(const facts::Delivered& fact) {
    // A finished origin has left the chain of those that occupy the stack.
    auto* origin = find(fact.origin);
    if (origin && origin->finished) origin->stack_prev = 0;
    state_.in_switch.reset();
    ++state_.switches;
  }
  void operator()(const facts::SwitchFailed&) {
    // What was saved of the origin before the failure is given up: it runs on and would outdate it.
    if (state_.in_switch && state_.in_switch->origin_suspended) {
      if (auto* origin = find(state_.in_switch->origin)) drop_copy(origin);
    }
    // A start that failed leaves the target as it was: all three stack fields NULL.
    if (state_.in_switch && state_.in_switch->first_start) {
      auto* target = find(state_.in_switch->target);
      if (target && !target->body_entered) {
        target->stack_start = target->stack_stop = facts::kNull;
        target->stack_prev = 0;
      }
    }
    state_.in_switch.reset();
  }
  void operator()(const facts::ErrorIgnored&) {}

  // --- the recording itself
  void operator()(const facts::EventsLost& fact) { state_.events_lost += fact.count; }

 private:
  GreenletState* find(facts::GreenletId id) {
    const auto g = state_.greenlets.find(id);
    return g == state_.greenlets.end() ? nullptr : &g->second;
  }
  void drop_copy(GreenletState* g) {
    g->copy.reset();
    g->copy_number = 0;
    g->stack_saved = 0;
  }
  void become_current(facts::GreenletId id) {
    if (state_.greenlets.count(id)) state_.current = id;
  }
  void move_sp(facts::Address sp) {
    if (!facts::is_stack_address(sp)) return;
    state_.sp = sp;
    state_.lowest = std::min(state_.lowest, sp);
  }
  // The greenlet's own bytes reach from sp up to its end.
  void walk_on(facts::GreenletId id) {
    const GreenletState* g = find(id);
    if (g && facts::is_stack_address(state_.sp))
      leave_footprint(&state_, id, state_.sp, slice_end(*g));
  }

  State& state_;
};

}  // namespace

void apply(State* state, const facts::Event& event) {
  ++state->step;
  std::visit(Applier(state), event.fact);
}

}  // namespace greenlens::state
