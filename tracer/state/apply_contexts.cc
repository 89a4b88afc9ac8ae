// Contexts of a program's own switch, and single instructions.
#include <memory>
#include <utility>

#include "tracer/state/applier.h"
#include "tracer/state/footprint.h"
#include "tracer/state/queries.h"

namespace greenlens::state {

namespace {
// More than any CPU has: a hostile trace could name as many as it likes.
constexpr size_t kMostRegisters = 128;
}  // namespace

// --- contexts of a program's own switch

// It has a stack of its own, with two ends: it is suspended there, or about to begin.
void Applier::operator()(const facts::ContextFound& fact) {
  if (fact.stack == 0 || fact.context == 0) return;
  Stack& stack = state_.stacks[fact.stack];
  const bool is_new = stack.id == 0;
  // Who had it before is gone: his bytes are not his any more.
  for (const auto& [id, g] : state_.greenlets) {
    if (g.stack != fact.stack || g.finished) continue;
    GreenletState* gone = find(id);
    gone->finished = true;
    gone->stack_start = facts::kNull;
  }
  stack.id = fact.stack;
  stack.kind = facts::StackKind::separate;
  stack.thread = thread_.id;
  stack.name = fact.where;
  stack.low = fact.low;
  // Where only the use is known, what was used is its end.
  stack.high = fact.high != facts::kNull ? fact.high : fact.sp;
  stack.sp = fact.sp;
  if (is_new) stack.lowest = stack.high;
  GreenletState g;
  g.id = fact.context;
  g.name = fact.name;
  g.thread = thread_.id;
  g.stack = fact.stack;
  g.stack_start = fact.sp;
  g.stack_stop = stack.high;
  leave_footprint(&stack, g.id, fact.sp, stack.high);
  state_.greenlets[g.id] = std::move(g);
}

void Applier::operator()(const facts::SwitchCalled& fact) {
  SwitchInProgress in_switch;
  in_switch.number = next_number();
  in_switch.origin = fact.origin;
  thread_.in_switch = std::move(in_switch);
  thread_.machine.reset();
  become_current(fact.origin);
  reach(fact.origin, fact.sp);
  auto* g = find(fact.origin);
  if (!g) return;
  g->at = fact.at;
  g->body_entered = true;
  g->registers.clear();
  for (const facts::RegisterValue& one : fact.registers) {
    g->registers.push_back({one.name, facts::kNull, one.value});
  }
  g->frames = std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
}

// The origin stays current, as in the engine's own switches: its registers are in force, or
// nobody's, until the target's are.
void Applier::operator()(const facts::ContextEntered& fact) {
  if (!thread_.in_switch) thread_.in_switch.emplace().number = next_number();
  SwitchInProgress& now = *thread_.in_switch;
  now.origin = fact.origin;
  now.requested = now.target = fact.target;
  now.first_start = fact.first_start;
  now.origin_suspended = true;
  now.host_state_swapped = true;  // there is nothing of the kind
  if (auto* origin = find(fact.origin)) {
    origin->stack_start = fact.origin_sp;
    if (facts::is_stack_address(fact.origin_sp)) stack_of(*origin).sp = fact.origin_sp;
    leave_footprint(&stack_of(*origin), origin->id, fact.origin_sp, end_of(*origin));
  }
  const GreenletState* target = state_.greenlets.get(fact.target);
  if (target == nullptr) return;
  if (target->finished) come_back(target->id, fact.sp);
  thread_.stack = target->stack;
  Stack& stack = stack_of(*target);
  stack.thread = thread_.id;
  stack.sp = fact.sp;
  if (facts::is_stack_address(fact.sp)) stack.lowest = std::min(stack.lowest, fact.sp);
}

// The program has copied its stack, and copies it back.
void Applier::come_back(facts::GreenletId who, facts::Address sp) {
  GreenletState* back = find(who);
  for (const auto& [id, g] : state_.greenlets) {
    if (g.stack != back->stack || g.finished || id == who) continue;
    GreenletState* gone = find(id);
    gone->finished = true;
    gone->stack_start = facts::kNull;
  }
  back->finished = false;
  back->stack_start = sp;
}

void Applier::operator()(const facts::SwitchReturned& fact) {
  become_current(fact.target);
  if (auto* g = find(fact.target)) {
    g->at = fact.at;
    // It may have been carried to another thread.
    if (thread_.id != 0) g->thread = thread_.id;
    g->body_entered = true;
    Stack& stack = stack_of(*g);
    thread_.stack = g->stack;
    stack.thread = thread_.id;
    stack.sp = fact.sp;
    leave_footprint(&stack, g->id, fact.sp, end_of(*g));
  }
  end_switch();
  ++state_.switches;
}

// --- instructions

// Who stands where follows from what the engine tells of it, as ever.
void Applier::operator()(const facts::InstructionExecuted& fact) {
  if (!thread_.machine) thread_.machine.emplace();
  Machine& machine = *thread_.machine;
  machine.offset = fact.offset;
  machine.next = fact.next;
  machine.returned = fact.returned;
  machine.sp = fact.sp;
  machine.moved = fact.moved;
  ++machine.executed;
  const bool is_first = machine.executed == 1;
  for (const facts::RegisterValue& written : fact.registers) {
    facts::Whose whose = facts::Whose::the_switch;
    if (fact.read_at != facts::kNull && !fact.called)
      whose = fact.moved ? facts::Whose::target : facts::Whose::origin;
    set_register(&machine, {written.name, written.value, is_first ? facts::Whose::origin : whose});
  }
  note_where_saved(fact);
  if (is_first) note_call(fact);
}

void Applier::operator()(const facts::LineBegun& fact) {
  GreenletState* g = find(thread_.current);
  if (g == nullptr) return;
  g->at = fact.at;
  g->line = std::make_shared<const facts::LineBegun>(fact);
  move_top_frame(fact.at);
  reach(g->id, fact.sp);
}

void Applier::note_call(const facts::InstructionExecuted& first) {
  if (!thread_.in_switch || thread_.in_switch->requested == 0) return;
  GreenletState* g = find(thread_.in_switch->origin);
  if (g == nullptr) return;
  g->call_sp = first.sp - first.sp_change;  // some make their frame with the first one
  g->call_registers = first.registers;
}

void Applier::note_where_saved(const facts::InstructionExecuted& fact) {
  if (!thread_.in_switch || fact.moved || fact.wrote_at == facts::kNull) return;
  GreenletState* g = find(thread_.in_switch->origin);
  if (g == nullptr || g->registers.empty() || thread_.in_switch->requested != 0) return;
  uint64_t value = 0;
  if (fact.wrote.size() != sizeof value) return;
  for (size_t i = sizeof value; i-- > 0;) {
    value = value << 8 | static_cast<unsigned char>(fact.wrote[i]);
  }
  for (facts::SavedRegister& saved : g->registers) {
    const bool named = fact.text.find("%" + saved.name) != fact.text.npos;
    if (named && saved.value == value && saved.at == facts::kNull) saved.at = fact.wrote_at;
  }
}

void Applier::set_register(Machine* machine, MachineRegister written) {
  for (MachineRegister& known : machine->registers) {
    if (known.name == written.name) return void(known = std::move(written));
  }
  if (machine->registers.size() < kMostRegisters) machine->registers.push_back(std::move(written));
}

}  // namespace greenlens::state
