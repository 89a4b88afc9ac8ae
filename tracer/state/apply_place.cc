// Who runs, on which stack, and down to where.
#include <algorithm>

#include "tracer/state/applier.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

Thread& Applier::thread(facts::ThreadId id) {
  if (id == 0) return nobodys_.emplace();
  state_.thread = id;
  Thread& thread = state_.threads[id];
  thread.id = thread.own_stack.thread = id;
  return thread;
}

uint64_t Applier::next_number() const {
  uint64_t under_way = 0;
  for (const auto& [id, thread] : state_.threads) {
    if (id != thread_.id && thread.in_switch) ++under_way;
  }
  return state_.switches + under_way + 1;
}

void Applier::end_switch() {
  thread_.in_switch.reset();
  thread_.machine.reset();
}

void Applier::move_top_frame(const facts::SourceLine& at) {
  const InterpreterFrameState* frame = thread_.frames.get(thread_.top_frame);
  if (frame == nullptr || frame->at.function != at.function) return;
  InterpreterFrameState* moved = thread_.frames.change(thread_.top_frame);
  if (moved->at.line != at.line) moved->call.clear();
  moved->at = at;
}

void Applier::drop_copy(GreenletState* g) {
  g->copy.reset();
  g->copy_number = 0;
  g->stack_saved = 0;
}

void Applier::become_current(facts::GreenletId id) {
  const GreenletState* known = state_.greenlets.get(id);
  if (known == nullptr) return;
  const GreenletState* left = state_.greenlets.get(thread_.current);
  if (left != nullptr && left->wake != nullptr && thread_.current != id) {
    find(thread_.current)->wake.reset();
  }
  thread_.current = id;
  if (known->wait != nullptr) find(id)->wait.reset();
}

Stack& Applier::stack_of(const GreenletState& g) {
  const auto found = state_.stacks.find(g.stack);
  return g.stack != 0 && found != state_.stacks.end() ? found->second : own();
}

facts::Address Applier::end_of(const GreenletState& g) {
  return g.stack != 0 ? top(stack_of(g)) : slice_end(g);
}

Stack* Applier::stack_at(facts::Address sp) {
  if (own().low == facts::kNull || (own().low <= sp && sp < own().high)) return &own();
  const auto stands_on = state_.stacks.find(thread_.stack);
  if (stands_on == state_.stacks.end()) return nullptr;
  Stack& stack = stands_on->second;
  const bool is_there = (stack.low == facts::kNull || stack.low <= sp) && sp < stack.high;
  return is_there ? &stack : nullptr;
}

void Applier::move_sp(facts::Address sp) {
  if (!facts::is_stack_address(sp)) return;
  Stack* stack = stack_at(sp);
  if (stack == nullptr) return;
  thread_.stack = stack->id;
  stack->sp = sp;
  stack->lowest = std::min(stack->lowest, sp);
}

void Applier::reach(facts::GreenletId id, facts::Address sp) {
  if (!facts::is_stack_address(sp)) return;
  move_sp(sp);
  if (thread_.current == id) walk_on(id);
}

void Applier::walk_on(facts::GreenletId id) {
  const GreenletState* g = state_.greenlets.get(id);
  if (g == nullptr) return;
  if (thread_.stack != 0) {
    Stack& stack = state_.stacks[thread_.stack];
    leave_footprint(&stack, id, stack.sp, stack.high);
  } else if (facts::is_stack_address(own().sp)) {
    leave_footprint(&own(), id, own().sp, slice_end(*g));
  }
}

}  // namespace greenlens::state
