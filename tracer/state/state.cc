// How each fact changes the state: the articles' algorithm as arithmetic, one function a fact. The
// order of facts in a switch is that of engine/core/observer.h.
//
// A fact is believed, not checked: what it says of a greenlet is written down, and nothing is
// derived that it could have said. So a state shows what the engine did, also when the engine is
// wrong. Only what no fact tells is worked out here: who is current, where sp is, who wrote where.
#include "tracer/state/state.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <type_traits>

#include "tracer/facts/event.h"
#include "tracer/state/footprint.h"
#include "tracer/state/forget.h"
#include "tracer/state/queries.h"

namespace greenlens::state {
namespace {

// More than any CPU has: a hostile trace could name as many as it likes.
constexpr size_t kMostRegisters = 128;

class Applier {
 public:
  // Facts of a thread that has not said that it began, as in traces of one thread: it begins with
  // them. What a thread without greenlets tells is about others'.
  Applier(State* state, facts::ThreadId teller) : state_(*state), thread_(thread(teller)) {}
  // Its beginning is over with the first fact that is about something else.
  template <typename Fact>
  void note_introduction() {
    constexpr bool kIntroduces = std::is_same_v<Fact, facts::ThreadBegan> ||
                                 std::is_same_v<Fact, facts::GreenletCreated> ||
                                 std::is_same_v<Fact, facts::DetailChanged>;
    thread_.introduces = thread_.introduces && kIntroduces;
  }

  // --- greenlets
  void operator()(const facts::GreenletCreated& fact) {
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
  void operator()(const facts::GreenletRenamed& fact) {
    if (auto* g = find(fact.greenlet)) g->name = fact.name;
  }
  void operator()(const facts::ParentChanged& fact) {
    if (auto* g = find(fact.greenlet)) g->parent = fact.new_parent;
  }
  void operator()(const facts::ParentRefused&) {}
  void operator()(const facts::BodyEntered& fact) {
    // "Runs, and was never left": where its slice ends is not known before its first switch away.
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
    // As the engine does: no stack_start, but a stack_stop, is what "dead" means. It has run to its
    // end, so it has no copy, unless facts are missing.
    g->stack_start = facts::kNull;
    drop_copy(g);
  }
  void operator()(const facts::GreenletFreed& fact) {
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
  void operator()(const facts::LineReached& fact) {
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
  void operator()(const facts::Printed&) { ++state_.lines_printed; }
  void operator()(const facts::FramePushed& fact) {
    thread_.frames[fact.frame] = {fact.frame, fact.back, fact.greenlet, fact.at, {}, {}, {}, {}};
    thread_.top_frame = fact.frame;
    reach(fact.greenlet, fact.sp);
  }
  void operator()(const facts::FramePopped& fact) {
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
  void operator()(const facts::FramesSeen& fact) {
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
      owner.frames[seen.id] = {seen.id,           top,           g->id,
                               seen.at,           seen.is_entry, seen.is_library,
                               std::move(locals), seen.call};
      top = seen.id;
    }
  }
  void operator()(const facts::WaitSeen& fact) {
    if (auto* g = find(fact.greenlet)) g->wait = std::make_shared<const facts::WaitSeen>(fact);
  }
  void operator()(const facts::ProgramFinished& fact) {
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

  // --- one switch
  void operator()(const facts::SwitchRequested& fact) {
    SwitchInProgress in_switch;
    // It is being ended now.
    if (auto* g = fact.last_handle_gone ? find(fact.requested) : nullptr) g->dropped = false;
    in_switch.number = next_number();
    in_switch.origin = fact.origin;
    in_switch.requested = fact.requested;
    in_switch.kind = fact.kind;
    in_switch.what = fact.what;
    thread_.in_switch = std::move(in_switch);
  }
  // A step of the search only: nothing has changed yet.
  void operator()(const facts::TargetPassedOver&) {}
  void operator()(const facts::TargetFound& fact) {
    // A body's lookup may have switched, to the end of that switch: then the one that it was for
    // goes on from here. Whom it had asked for is forgotten, and what it carries.
    if (!thread_.in_switch) {
      thread_.in_switch.emplace();
      thread_.in_switch->number = next_number();
      thread_.in_switch->origin = fact.origin;
    }
    thread_.in_switch->target = fact.target;
    thread_.in_switch->first_start = fact.first_start;
    // Where the language lets one thread run at a time, one that has not begun follows its parent.
    auto* g = find(fact.target);
    if (g != nullptr && fact.first_start) g->thread = thread_.id;
  }
  void operator()(const facts::StartPrepared& fact) {
    auto* g = find(fact.target);
    if (!g) return;
    // Its slice will begin at the mark in its starter's frame, and has no bytes yet: until the
    // switch returns twice the origin runs on below that mark. By stack_start being NULL the engine
    // itself tells later that there is nothing to move to and the new body just runs on where sp
    // is.
    g->stack_start = facts::kNull;
    g->stack_stop = fact.stack_stop;
    g->stack_prev = fact.stack_prev;
    g->recursion_depth = fact.recursion_depth;
  }
  void operator()(const facts::RegistersSaved& fact) {
    // The switch's own frame, with the registers in it, belongs to the origin: it is saved and
    // comes back with the rest, and then the registers are reloaded from it. This is the last step
    // at which the origin's stack is whole: so its frames and registers are of this step.
    move_sp(fact.sp);
    walk_on(fact.origin);
    auto* g = find(fact.origin);
    if (!g) return;
    g->registers = fact.registers;
    if (!thread_.machine) g->call_sp = facts::kNull;  // a call that nobody has stepped
    // (Where nothing was unwound all share the same nothing.)
    // Never given back: a recording's own thread may still need it while the program exits.
    static const auto& none = *new auto(std::make_shared<const std::vector<facts::CFrame>>());
    g->frames = fact.frames.empty()
                    ? none
                    : std::make_shared<const std::vector<facts::CFrame>>(fact.frames);
  }
  void operator()(const facts::StackStartSet& fact) {
    // slp_save_state's first line, origin.stack_start = sp. With it the origin is a slice with two
    // ends, which can be saved and come back to, and no longer "what lies above sp". It stays
    // current: its registers are in force until the target's are.
    if (auto* g = find(fact.origin)) g->stack_start = fact.stack_start;
    if (facts::is_stack_address(fact.stack_start)) {
      own().lowest = std::min(own().lowest, fact.stack_start);
    }
    if (thread_.in_switch) thread_.in_switch->origin_suspended = true;
  }
  // A dying origin: its stack_start stays NULL, so it never becomes a slice, and its bytes were
  // given up when it finished.
  void operator()(const facts::OriginNotSaved&) {}
  void operator()(const facts::SliceSaved& fact) {
    const uint64_t bytes = slice_size(fact.from, fact.to);
    state_.bytes_out += bytes;
    if (thread_.in_switch) thread_.in_switch->bytes_out += bytes;
    auto* g = find(fact.owner);
    if (!g) return;
    // A copy grows upwards: what is in the way of the next target is appended to what was in the
    // way of the one before. It stays the same copy, as with realloc. Older states have their own
    // bytes, so these are made anew. What was copied is still on the stack, too: it is the owner's
    // footprint already.
    if (!g->copy) g->copy_number = ++state_.copies_made;
    // Never given back: a recording's own thread may still need it while the program exits.
    static const auto& none = *new auto(std::make_shared<const facts::Bytes>());
    if (!g->copy) g->copy = none;
    // Behind bytes that were not recorded there is no place for others.
    if (!fact.bytes.empty() && g->copy->size() == g->stack_saved) {
      g->copy = std::make_shared<const facts::Bytes>(*g->copy + fact.bytes);
    }
    g->stack_saved = fact.stack_saved;
  }
  // sp is in the target's slice now, whose bytes are not there yet. Nobody walks anywhere: what
  // lies there is still whoever's it was.
  void operator()(const facts::StackPointerMoved& fact) { move_sp(fact.to); }
  void operator()(const facts::SliceRestored& fact) {
    const uint64_t bytes = slice_size(fact.from, fact.to);
    state_.bytes_in += bytes;
    if (thread_.in_switch) thread_.in_switch->bytes_in += bytes;
    // Only these bytes may have been another's meanwhile; the rest of the slice was in place all
    // the time.
    leave_footprint(&own(), fact.target, fact.from, fact.to);
    if (auto* g = find(fact.target)) drop_copy(g);
  }
  void operator()(const facts::StackPrevRelinked& fact) {
    if (auto* g = find(fact.target)) g->stack_prev = fact.stack_prev;
  }
  // Who is current: the one whose registers the CPU has. For a new greenlet that is so when the
  // switch returns for the first time, for one that is resumed when its registers are reloaded. The
  // engine's own `current` follows a moment later, with the host's state (HostStateSwapped).
  //
  // On a first start sp has not moved: what the origin wrote between sp and the mark is the new
  // greenlet's from here on, and will be overwritten. (That much of an origin that lives has just
  // been copied.)
  void operator()(const facts::ReturnedTwice& fact) {
    become_current(fact.target);
    walk_on(fact.target);
  }
  // Here nothing is walked on: what lies above sp is what the target left there or got back.
  void operator()(const facts::RegistersRestored& fact) {
    become_current(fact.target);
    move_sp(fact.sp);
  }
  void operator()(const facts::HostStateSwapped& fact) {
    // Interpreter frames lie in the heap: a switch only exchanges which chain is the thread's.
    // Whoever runs has no top_frame of its own, as in greenlet.c.
    if (auto* origin = find(fact.origin)) origin->top_frame = fact.origin_top_frame;
    if (auto* target = find(fact.target)) {
      target->top_frame = 0;
      target->recursion_depth = fact.recursion_depth;
    }
    thread_.top_frame = fact.target_top_frame;
    if (thread_.in_switch) thread_.in_switch->host_state_swapped = true;
  }
  void operator()(const facts::Delivered& fact) {
    // A finished origin has left the chain of those that occupy the stack; until now it was needed,
    // to find who else lies there.
    auto* origin = find(fact.origin);
    if (origin && origin->finished) origin->stack_prev = 0;
    end_switch();
    ++state_.switches;
  }
  void operator()(const facts::SwitchFailed&) {
    // What was saved of the origin before the failure is given up: it runs on and would outdate it.
    // (Our engine gets its memory before it saves anything. greenlet.c's g_save may fail after
    // another slice has been saved; others' copies stay good, because they do not run.)
    if (thread_.in_switch && thread_.in_switch->origin_suspended) {
      if (auto* origin = find(thread_.in_switch->origin)) drop_copy(origin);
    }
    // A start that failed leaves the target as it was: all three stack fields NULL.
    if (thread_.in_switch && thread_.in_switch->first_start) {
      auto* target = find(thread_.in_switch->target);
      if (target && !target->body_entered) {
        target->stack_start = target->stack_stop = facts::kNull;
        target->stack_prev = 0;
      }
    }
    end_switch();
  }
  // Told to the reader, not to the program: it went on as if nothing had happened.
  void operator()(const facts::ErrorIgnored&) {}

  // --- threads
  void operator()(const facts::ThreadBegan& fact) {
    thread_.name = fact.name;
    thread_.base = fact.base;
    own().low = fact.low;
    own().high = fact.high;
  }
  void operator()(const facts::ThreadEnded&) {
    thread_.ended = true;
    end_switch();
    forget_ended_threads(&state_);
  }
  void operator()(const facts::StackEntered& fact) {
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
  void operator()(const facts::DroppedElsewhere& fact) {
    if (auto* g = find(fact.greenlet)) {
      g->dropped = true;
      g->dropped_in = fact.by != 0 ? thread_.id : 0;
    }
  }

  // --- contexts of a program's own switch
  // It has a stack of its own, with two ends: it is suspended there, or about to begin.
  void operator()(const facts::ContextFound& fact) {
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
  void operator()(const facts::SwitchCalled& fact) {
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
  void operator()(const facts::ContextEntered& fact) {
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
  void come_back(facts::GreenletId who, facts::Address sp) {
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
  void operator()(const facts::SwitchReturned& fact) {
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
  void operator()(const facts::InstructionExecuted& fact) {
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
      set_register(&machine,
                   {written.name, written.value, is_first ? facts::Whose::origin : whose});
    }
    note_where_saved(fact);
    if (is_first) note_call(fact);
  }

  void operator()(const facts::LineBegun& fact) {
    GreenletState* g = find(thread_.current);
    if (g == nullptr) return;
    g->at = fact.at;
    g->line = std::make_shared<const facts::LineBegun>(fact);
    move_top_frame(fact.at);
    reach(g->id, fact.sp);
  }

  // --- the recording itself
  void operator()(const facts::EventsLost& fact) { state_.events_lost += fact.count; }
  // The copy has a state of its own, of which nothing is told.
  void operator()(const facts::ProgramForked&) {}
  void operator()(const facts::DetailChanged& fact) {
    thread_.detail = fact.detail;
    thread_.slice_bytes = fact.bytes;
  }

 private:
  Thread& thread(facts::ThreadId id) {
    if (id == 0) return nobodys_.emplace();
    state_.thread = id;
    Thread& thread = state_.threads[id];
    thread.id = thread.own_stack.thread = id;
    return thread;
  }
  // A switch that has failed leaves its number to the next; others may be under way elsewhere.
  uint64_t next_number() const {
    uint64_t under_way = 0;
    for (const auto& [id, thread] : state_.threads) {
      if (id != thread_.id && thread.in_switch) ++under_way;
    }
    return state_.switches + under_way + 1;
  }
  void end_switch() {
    thread_.in_switch.reset();
    thread_.machine.reset();
  }
  // Of the engine's own switch.
  void note_call(const facts::InstructionExecuted& first) {
    if (!thread_.in_switch || thread_.in_switch->requested == 0) return;
    GreenletState* g = find(thread_.in_switch->origin);
    if (g == nullptr) return;
    g->call_sp = first.sp - first.sp_change;  // some make their frame with the first one
    g->call_registers = first.registers;
  }
  // A context's registers are where its switch puts them: an instruction that names one writes its
  // value.
  void note_where_saved(const facts::InstructionExecuted& fact) {
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
  static void set_register(Machine* machine, MachineRegister written) {
    for (MachineRegister& known : machine->registers) {
      if (known.name == written.name) return void(known = std::move(written));
    }
    if (machine->registers.size() < kMostRegisters)
      machine->registers.push_back(std::move(written));
  }
  void move_top_frame(const facts::SourceLine& at) {
    const InterpreterFrameState* frame = thread_.frames.get(thread_.top_frame);
    if (frame == nullptr || frame->at.function != at.function) return;
    InterpreterFrameState* moved = thread_.frames.change(thread_.top_frame);
    if (moved->at.line != at.line) moved->call.clear();
    moved->at = at;
  }
  // To be changed.
  GreenletState* find(facts::GreenletId id) { return state_.greenlets.change(id); }
  // The number goes with the bytes: a copy made later is another one.
  void drop_copy(GreenletState* g) {
    g->copy.reset();
    g->copy_number = 0;
    g->stack_saved = 0;
  }
  // Someone unknown cannot run: then the last one known does.
  void become_current(facts::GreenletId id) {
    const GreenletState* known = state_.greenlets.get(id);
    if (known == nullptr) return;
    thread_.current = id;
    if (known->wait != nullptr) find(id)->wait.reset();
  }
  Stack& own() { return thread_.own_stack; }
  // Where it has its slice, or all that it has.
  Stack& stack_of(const GreenletState& g) {
    const auto found = state_.stacks.find(g.stack);
    return g.stack != 0 && found != state_.stacks.end() ? found->second : own();
  }
  facts::Address end_of(const GreenletState& g) {
    return g.stack != 0 ? top(stack_of(g)) : slice_end(g);
  }
  // The stack of this thread that `sp` lies on. Where nobody said how far its own reaches, it is
  // that one. Null: nobody knows.
  Stack* stack_at(facts::Address sp) {
    if (own().low == facts::kNull || (own().low <= sp && sp < own().high)) return &own();
    const auto stands_on = state_.stacks.find(thread_.stack);
    if (stands_on == state_.stacks.end()) return nullptr;
    Stack& stack = stands_on->second;
    const bool is_there = (stack.low == facts::kNull || stack.low <= sp) && sp < stack.high;
    return is_there ? &stack : nullptr;
  }
  // A fact may not know it, as when a crash left no registers: then the last known one stands.
  void move_sp(facts::Address sp) {
    if (!facts::is_stack_address(sp)) return;
    Stack* stack = stack_at(sp);
    if (stack == nullptr) return;
    thread_.stack = stack->id;
    stack->sp = sp;
    stack->lowest = std::min(stack->lowest, sp);
  }
  // Its own code has come to where sp is.
  void reach(facts::GreenletId id, facts::Address sp) {
    if (!facts::is_stack_address(sp)) return;
    move_sp(sp);
    if (thread_.current == id) walk_on(id);
  }
  // The greenlet runs with its stack down to sp: from there up to its end the bytes are its own,
  // whoever's they were before. On a stack of another kind all of it is.
  void walk_on(facts::GreenletId id) {
    const GreenletState* g = state_.greenlets.get(id);
    if (g == nullptr) return;
    if (thread_.stack != 0) {
      Stack& stack = state_.stacks[thread_.stack];
      leave_footprint(&stack, id, stack.sp, stack.high);
    } else if (facts::is_stack_address(own().sp)) {
      leave_footprint(&own(), id, own().sp, slice_end(*g));
    }
  }

  State& state_;
  std::optional<Thread> nobodys_;  // what a thread without greenlets is taken for
  Thread& thread_;
};

}  // namespace

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
