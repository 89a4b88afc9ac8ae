// Everything that is true after the first n events: the thing that every view draws.
//
// A State is a value. apply() is a pure function: no clock, no I/O, no threads. Big parts (copies,
// unwound frames) are shared and immutable, so that copying a State is cheap. Different states may
// be used in different threads; they share nothing that changes.
//
// Fields bear the names of greenlet.c's PyGreenlet and mean the same; docs/greenlet-map.md has both
// side by side. Lengths are in bytes, addresses relative to the base of their thread's stack,
// numbers of threads, greenlets and frames as in the facts, where 0 is none. New fields come last
// in fields(): keyframes of older traces are read with it.
#ifndef GREENLENS_TRACER_STATE_STATE_H_
#define GREENLENS_TRACER_STATE_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/facts/engine_facts.h"
#include "tracer/facts/instruction_facts.h"
#include "tracer/facts/values.h"
#include "tracer/state/shared_map.h"

namespace greenlens::state {

// The four states of the articles. In a switch the origin keeps running until the target does.
enum class Life : uint8_t { unstarted, running, suspended, dead };
const char* life_name(Life life);  // "unstarted", "running", "suspended", "dead"

// One greenlet. One that is freed stays for a while, because sentences and pictures go on speaking
// of it (State::freed); its number is never given to another.
struct GreenletState {
  facts::GreenletId id = 0;
  std::string name;
  facts::GreenletId parent = 0;  // 0: a main greenlet
  bool is_main = false;
  // The slice [stack_start, stack_stop). While it runs stack_start is where it was left last, or
  // kStarted; only of one that has been left does it say where the slice ends. NULL: new or
  // finished.
  facts::Address stack_start = facts::kNull;
  // Set when its start is prepared and kept for good, even by the dead: so dead and new are told
  // apart.
  facts::Address stack_stop = facts::kNull;
  uint64_t stack_saved = 0;  // bytes in the heap copy
  uint64_t copy_number = 0;  // "copy #3": which allocation; 0: none
  std::shared_ptr<const facts::Bytes>
      copy;  // the bytes at [stack_start, stack_start + stack_saved); null: none
  facts::GreenletId stack_prev = 0;  // the next older one on the stack; 0: none
  facts::FrameId top_frame = 0;      // while suspended; 0 when running, dead or unstarted
  uint32_t recursion_depth = 0;      // of the interpreter, when it was started or resumed last
  bool body_entered = false;
  bool finished = false;
  bool freed = false;                           // its last handle is gone
  facts::Finish how = facts::Finish::returned;  // when finished
  std::string result;                           // repr, when finished
  facts::SourceLine at;                         // the program's line it reached last
  std::shared_ptr<const std::vector<facts::CFrame>>
      frames;  // of its slice, unwound when it was suspended last, at the last line it reached, or
               // when the program died in it; whether they still hold: frames_hold()
  std::vector<facts::SavedRegister> registers;  // as spilled when it was suspended last
  facts::ThreadId thread = 1;                   // whose it is, for good
  facts::StackId stack = 0;                     // where its slices lie; 0: its thread's own stack
  // Its last handle was dropped in another thread, or on another stack: it waits for its own to end
  // it. By which thread: 0 is one without greenlets.
  bool dropped = false;
  facts::ThreadId dropped_in = 0;
  // As its last call of the function that switches found them, where instructions are told of: what
  // that has to bring back. kNull: no such call is known, or it has come back.
  facts::Address call_sp = facts::kNull;
  std::vector<facts::RegisterValue> call_registers;
  std::shared_ptr<const facts::LineBegun> line;  // that it began last; null: no lines are told of
  std::shared_ptr<const facts::WaitSeen> wait;   // while it does not run; null: not known
  std::shared_ptr<const facts::WakeSeen> wake;   // while it runs, and before; null: not known
  template <typename F>
  static constexpr void fields(F&& f) {
    f("id", &GreenletState::id), f("name", &GreenletState::name);
    f("parent", &GreenletState::parent), f("is_main", &GreenletState::is_main);
    f("stack_start", &GreenletState::stack_start), f("stack_stop", &GreenletState::stack_stop);
    f("stack_saved", &GreenletState::stack_saved), f("copy_number", &GreenletState::copy_number);
    f("stack_copy", &GreenletState::copy), f("stack_prev", &GreenletState::stack_prev);
    f("top_frame", &GreenletState::top_frame),
        f("recursion_depth", &GreenletState::recursion_depth);
    f("body_entered", &GreenletState::body_entered), f("finished", &GreenletState::finished);
    f("freed", &GreenletState::freed), f("how", &GreenletState::how);
    f("result", &GreenletState::result), f("at", &GreenletState::at);
    f("frames", &GreenletState::frames), f("registers", &GreenletState::registers);
    f("thread", &GreenletState::thread), f("stack", &GreenletState::stack);
    f("dropped", &GreenletState::dropped), f("dropped_in", &GreenletState::dropped_in);
    f("call_sp", &GreenletState::call_sp);
    f("call_registers", &GreenletState::call_registers);
    f("line", &GreenletState::line), f("wait", &GreenletState::wait);
    f("wake", &GreenletState::wake);
  }
};

// An interpreter frame that exists now: a Frame of the program, not a frame of the C stack. Chains
// that are not run at the moment belong to suspended greenlets and hang on their top_frame.
struct InterpreterFrameState {
  facts::FrameId id = 0;
  facts::FrameId back = 0;         // its caller's; 0: none
  facts::GreenletId greenlet = 0;  // whose call it is
  facts::SourceLine at;            // the line it reached last
  bool is_entry = false;           // where they were looked at: as in facts::SeenFrame
  bool is_library = false;
  std::shared_ptr<const std::vector<facts::LocalValue>> locals;  // null: nobody asked for them
  std::string call;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("id", &InterpreterFrameState::id), f("back", &InterpreterFrameState::back);
    f("greenlet", &InterpreterFrameState::greenlet), f("at", &InterpreterFrameState::at);
    f("is_entry", &InterpreterFrameState::is_entry);
    f("is_library", &InterpreterFrameState::is_library);
    f("locals", &InterpreterFrameState::locals);
    f("call", &InterpreterFrameState::call);
  }
};

// The switch that is under way, from switch_requested to delivered or switch_failed.
struct SwitchInProgress {
  uint64_t number = 0;  // from 1; a switch that failed leaves its number to the next
  facts::GreenletId origin = 0;
  facts::GreenletId requested = 0;  // whom the program named
  facts::GreenletId target = 0;     // 0 until found: it, or its nearest ancestor not dead
  bool first_start = false;
  facts::Payload kind = facts::Payload::value;
  std::string what;                 // repr of what is carried
  bool origin_suspended = false;    // its stack_start is set: it is a slice from here on
  bool host_state_swapped = false;  // until then the thread's top_frame is the origin's
  uint64_t bytes_out = 0;           // copied to the heap in this switch so far
  uint64_t bytes_in = 0;            // copied back
  template <typename F>
  static constexpr void fields(F&& f) {
    f("number", &SwitchInProgress::number), f("origin", &SwitchInProgress::origin);
    f("requested", &SwitchInProgress::requested), f("target", &SwitchInProgress::target);
    f("first_start", &SwitchInProgress::first_start), f("kind", &SwitchInProgress::kind);
    f("what", &SwitchInProgress::what), f("origin_suspended", &SwitchInProgress::origin_suspended);
    f("host_state_swapped", &SwitchInProgress::host_state_swapped);
    f("bytes_out", &SwitchInProgress::bytes_out), f("bytes_in", &SwitchInProgress::bytes_in);
  }
};

struct MachineRegister {
  std::string name;    // as the ABI document spells it
  uint64_t value = 0;  // code and stack addresses are raw
  facts::Whose whose = facts::Whose::origin;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &MachineRegister::name), f("value", &MachineRegister::value);
    f("whose", &MachineRegister::whose);
  }
};

// The machine, where single instructions are recorded: as the last one of a switch has left it, up
// to the end of that switch.
struct Machine {
  uint64_t offset = 0;    // of that instruction, from the first byte of the function that switches
  uint64_t next = 0;      // of the one to come
  bool returned = false;  // none comes: it has gone back to its caller
  uint64_t executed = 0;  // instructions of this switch so far
  bool moved = false;     // sp is on the target's stack
  facts::Address sp = facts::kNull;  // what the engine tells of it (Stack::sp) comes later
  std::vector<MachineRegister> registers;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("offset", &Machine::offset), f("next", &Machine::next);
    f("returned", &Machine::returned), f("executed", &Machine::executed);
    f("moved", &Machine::moved), f("sp", &Machine::sp);
    f("registers", &Machine::registers);
  }
};

// A part of the stack, [low, high), and the greenlet that ran in it last. It says who wrote there,
// not whether anyone still needs it.
struct Footprint {
  facts::Address low = facts::kNull;
  facts::Address high = facts::kNull;
  facts::GreenletId greenlet = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("low", &Footprint::low), f("high", &Footprint::high);
    f("greenlet", &Footprint::greenlet);
  }
};

// A stack: a thread's own, on which its greenlets are slices, or another one that code of its
// stands on (a context of its own, a fiber library, a signal handler). Addresses are relative to
// its thread's base.
struct Stack {
  facts::StackId id = 0;  // 0: its thread's own
  facts::StackKind kind = facts::StackKind::thread;
  facts::ThreadId thread = 1;          // whose code stands there, or stood there last
  facts::Address low = facts::kNull;   // its ends, [low, high), as far as they are known; the high
  facts::Address high = facts::kNull;  // one of a separate stack always is
  facts::Address sp = facts::kNull;    // the stack pointer there as far as it is known
  facts::Address lowest = 0;           // the lowest address that anybody ever used so far
  std::vector<Footprint> footprints;   // ascending, without overlaps
  std::string name;                    // of the program's variable that it is; may be empty
  template <typename F>
  static constexpr void fields(F&& f) {
    f("id", &Stack::id), f("kind", &Stack::kind), f("thread", &Stack::thread);
    f("low", &Stack::low), f("high", &Stack::high), f("sp", &Stack::sp);
    f("lowest", &Stack::lowest), f("footprints", &Stack::footprints);
    f("name", &Stack::name);
  }
};

// A thread that uses the engine: it has a main greenlet, one greenlet that runs, and a stack.
struct Thread {
  facts::ThreadId id = 0;  // from 1, in the order in which they were first told of
  std::string name;        // the system's; may be empty
  uint64_t base = 0;       // the raw address that Address 0 stands for; 0: the trace's own
  bool ended = false;      // it has ended its greenlets, and its stack is gone
  facts::GreenletId main = 0;
  facts::GreenletId current =
      0;  // whose code runs; becomes the target when its registers and host state are in force
  facts::FrameId top_frame = 0;
  SharedMap<facts::FrameId, InterpreterFrameState> frames;  // numbered within the thread
  std::optional<SwitchInProgress> in_switch;
  facts::StackId stack = 0;  // the one that it stands on; 0: its own
  Stack own_stack;
  facts::Detail detail = facts::Detail::full;               // in which its switches are recorded
  facts::SliceBytes slice_bytes = facts::SliceBytes::full;  // kept of what they copy, if all is
  std::optional<Machine> machine;                           // none where no instruction is told of
  bool introduces = true;  // it has told of nothing yet but itself and the greenlets that it had
  template <typename F>
  static constexpr void fields(F&& f) {
    f("id", &Thread::id), f("name", &Thread::name), f("base", &Thread::base);
    f("ended", &Thread::ended), f("main", &Thread::main), f("current", &Thread::current);
    f("top_frame", &Thread::top_frame), f("frames", &Thread::frames);
    f("in_switch", &Thread::in_switch), f("stack", &Thread::stack);
    f("own_stack", &Thread::own_stack), f("introduces", &Thread::introduces);
    f("detail", &Thread::detail), f("slice_bytes", &Thread::slice_bytes);
    f("machine", &Thread::machine);
  }
};

// So many greenlets that are freed stay anyway, and as many threads that have ended: a short
// program's are all to be seen at its end.
inline constexpr uint64_t kFreedKept = 32;

// What exists after so many events, and how much there was of what does not. What only grows (what
// was printed, who is gone) is not in here: a trace finds it (tracer/store/trace.h).
struct State {
  uint64_t step = 0;           // how many events were applied
  facts::ThreadId thread = 0;  // that told the last one; 0 before any
  std::map<facts::ThreadId, Thread> threads;
  std::map<facts::StackId, Stack> stacks;  // those that are no thread's own
  SharedMap<facts::GreenletId, GreenletState> greenlets;
  // Of `greenlets` those that were freed, in that order. They leave when many others have been
  // freed since, unless something here still names them: a footprint, a greenlet, a switch. So a
  // state grows with what exists, and not with what ever did.
  std::vector<facts::GreenletId> freed;
  uint64_t freed_limit = kFreedKept;  // when there are more, it is time to let some go
  uint64_t gone = 0;                  // how many have left
  uint64_t lines_printed = 0;
  uint64_t switches = 0;     // finished ones
  uint64_t bytes_out = 0;    // copied to the heap so far
  uint64_t bytes_in = 0;     // copied back so far
  uint64_t copies_made = 0;  // counts new ones; one that grows is still the same
  uint64_t events_lost = 0;  // where the recording says so; the state may be wrong from there on
  bool program_finished = false;
  facts::End end = facts::End::returned;  // when finished, and
  std::string end_text;                   // the error's text or the signal's name
  template <typename F>
  static constexpr void fields(F&& f) {
    f("step", &State::step), f("thread", &State::thread), f("threads", &State::threads);
    f("stacks", &State::stacks), f("greenlets", &State::greenlets);
    f("freed", &State::freed), f("freed_limit", &State::freed_limit), f("gone", &State::gone);
    f("lines_printed", &State::lines_printed), f("switches", &State::switches);
    f("bytes_out", &State::bytes_out), f("bytes_in", &State::bytes_in);
    f("copies_made", &State::copies_made), f("events_lost", &State::events_lost);
    f("program_finished", &State::program_finished);
    f("end", &State::end), f("end_text", &State::end_text);
  }
};

// The state after one more event. Events are to be applied in order, from the first one or from a
// keyframe; state(n) is an empty State and n of them. Never fails, whatever the events are: facts
// that name unknown greenlets are tolerated, they change nothing else.
//
// Takes time in proportion to the footprints (a few for each greenlet) and the fact's own size; a
// SliceSaved that lets a copy grow copies all of it, so that states made before keep theirs.
void apply(State* state, const facts::Event& event);
// The same for one whose kind is known, without an event around it. (Of the engine's facts.)
template <typename Fact>
void apply_fact(State* state, facts::ThreadId thread, const Fact& fact);

}  // namespace greenlens::state

#endif  // GREENLENS_TRACER_STATE_STATE_H_
