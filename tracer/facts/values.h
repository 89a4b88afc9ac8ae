// What facts are made of: numbers of greenlets and frames, addresses, lines, registers, C frames.
//
// Each struct lists its fields once, in fields(); writer, reader, JSON, dump and equality derive
// from that list, in that order (tracer/facts/fields.h). New fields come last, and new values of an
// enum: older traces are read with these lists too.
#ifndef GREENLENS_TRACER_FACTS_VALUES_H_
#define GREENLENS_TRACER_FACTS_VALUES_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace greenlens::facts {

struct Event;  // tracer/facts/event.h

// Greenlets are numbered in order of creation, from 1. 0 is "none". A number is never given twice.
using GreenletId = uint32_t;
// Interpreter frames likewise, within their thread.
using FrameId = uint64_t;
// Threads are numbered from 1, in the order in which the recording first hears of them. 0 is one
// that uses no greenlets of its own.
using ThreadId = uint32_t;
// Stacks that are no thread's own, from 1; 0 is the thread's own.
using StackId = uint32_t;

// An address in the stack, in bytes relative to the base of the stack of the thread that tells of
// it: the base is 0, the stack lies at negative addresses. Real addresses are never ±1, so the
// engine's own marks fit in.
using Address = int64_t;
inline constexpr Address kNull = INT64_MIN;  // NULL: not started, or finished
inline constexpr Address kStarted =
    1;  // stack_start of a greenlet that is running for the first time, and of main
inline constexpr Address kEverything = -1;  // stack_stop of main: the whole stack
// False for NULL and for the two marks; true for an address in the stack, also beyond its base.
inline bool is_stack_address(Address a) { return a != kNull && a != kStarted && a != kEverything; }

using Bytes = std::string;  // raw bytes, lowest address first

// What a switch brings: the engine's DeliveryKind, as a word of the trace.
enum class Payload : uint8_t { value, error };
// Whether the copy holds all of a slice now, or only what is in the target's way.
enum class Extent : uint8_t { whole, partial };
// How a greenlet ended: GreenletExit is an error for its body and a value for its parent.
enum class Finish : uint8_t { returned, greenlet_exit, raised };
// What a stack is: a thread's own, the one that signal handlers run on (sigaltstack), or any other
// memory that code stands on (ucontext, a fiber library, own assembly).
enum class StackKind : uint8_t { thread, signal, separate };
// How a program ended, as far as a recording goes. It told so itself: main returned, or an error
// left it; a signal that says that it is broken, or one that asks it to end, whoever sent that
// (`killed`, which also its recorder may have seen). Its recorder saw: it ended itself with an exit
// code; it became another program (exec); it went on as the process that it had just forked, and
// ended (daemon); it was gone, and nobody can tell how; it runs on, and is not recorded any more.
enum class End : uint8_t {
  returned,
  raised,
  crashed,
  killed,
  exited,
  replaced,
  daemonized,
  vanished,
  detached,
};
// Where the address lies that a crash was about: none is known; the first page, as through a null
// pointer; at the end of the thread's stack, which has overflowed; on that stack; anywhere else.
enum class FaultPlace : uint8_t { none, null, stack_end, stack, elsewhere, freed_copy };

// To whom a signal was sent.
enum class SignalTo : uint8_t { process, group, thread };
// How a child of the program was over: by itself, or by a signal.
enum class ChildEnd : uint8_t { exited, killed };

// What a run does that goes another way than the one before it (facts::WentAnotherWay): who runs
// switches to somebody, throws into somebody, or drops the program's own handle of somebody.
enum class Deed : uint8_t { switch_to, throw_in, drop };

// Whose value a register holds in the middle of a switch: the origin's, until the switch needs the
// register for itself; then the switch's, until it takes the target's from the target's frame.
enum class Whose : uint8_t { origin, the_switch, target };

// How much of each switch is recorded: all of it, with bytes, C frames and registers; each of its
// facts without those; or a note, from which its facts follow.
enum class Detail : uint8_t { full, phases, switches };
// Where nothing else is said, so many of each thread's are recorded in full, and then notes.
inline constexpr uint64_t kFullSwitches = 1000;
// What is kept of the bytes that are copied, where a switch is recorded in full: all of them, which
// may be somebody's secrets; a hash, which says whether they are the same; nothing.
enum class SliceBytes : uint8_t { full, hash, none };

// What a greenlet that does not run waits for: a descriptor, a time, an event that is set, a
// result, an item of a queue or room in one, a lock, another greenlet's end, a child process, a
// signal, another thread's word, or something else.
enum class WaitFor : uint8_t {
  io,
  timer,
  event,
  result,
  item,
  room,
  lock,
  greenlet,
  child,
  signal,
  thread,
  other,
};

// Their words, by value: for JSON and text.
constexpr std::array<const char*, 2> enum_names(Payload) { return {"value", "error"}; }
constexpr std::array<const char*, 2> enum_names(Extent) { return {"whole", "partial"}; }
constexpr std::array<const char*, 3> enum_names(Finish) {
  return {"returned", "greenlet_exit", "raised"};
}
constexpr std::array<const char*, 3> enum_names(StackKind) {
  return {"thread", "signal", "separate"};
}
constexpr std::array<const char*, 9> enum_names(End) {
  return {"returned", "raised",     "crashed",  "killed",  "exited",
          "replaced", "daemonized", "vanished", "detached"};
}
constexpr std::array<const char*, 6> enum_names(FaultPlace) {
  return {"none", "null", "stack_end", "stack", "elsewhere", "freed_copy"};
}

constexpr std::array<const char*, 12> enum_names(WaitFor) {
  return {"io",   "timer",    "event", "result", "item",   "room",
          "lock", "greenlet", "child", "signal", "thread", "other"};
}
constexpr std::array<const char*, 3> enum_names(SignalTo) { return {"process", "group", "thread"}; }
constexpr std::array<const char*, 2> enum_names(ChildEnd) { return {"exited", "killed"}; }
constexpr std::array<const char*, 3> enum_names(Deed) { return {"switch", "throw", "drop"}; }
constexpr std::array<const char*, 3> enum_names(Whose) { return {"origin", "switch", "target"}; }
constexpr std::array<const char*, 3> enum_names(Detail) { return {"full", "phases", "switches"}; }
constexpr std::array<const char*, 3> enum_names(SliceBytes) { return {"full", "hash", "none"}; }

// A line of the traced program's source.
struct SourceLine {
  std::string file;  // as in TraceInfo::sources
  std::string function;
  uint32_t line = 0;  // from 1; 0 is "unknown"
  template <typename F>
  static constexpr void fields(F&& f) {
    f("file", &SourceLine::file), f("function", &SourceLine::function),
        f("line", &SourceLine::line);
  }
};

// A variable of a function that runs, as the debug information describes it.
struct LocalValue {
  std::string name, type;      // as in the source: "box", "struct box *"
  std::string value;           // as people write it; "" where it says nothing but an address
  uint64_t bytes = 0;          // how many it takes; 0: unknown
  Address at = kNull;          // in memory, where that is a stack
  std::string in_register;     // or there
  bool optimised_out = false;  // or nowhere: the compiler needs it no more
  Address points_to = kNull;   // a pointer's value, where that is on a stack
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &LocalValue::name), f("type", &LocalValue::type), f("value", &LocalValue::value);
    f("bytes", &LocalValue::bytes), f("at", &LocalValue::at);
    f("in_register", &LocalValue::in_register);
    f("optimised_out", &LocalValue::optimised_out), f("points_to", &LocalValue::points_to);
  }
};

// A call that an interpreter runs: a record in the heap, and none of the C stack's.
struct SeenFrame {
  FrameId id = 0;
  SourceLine at;  // the line it is at
  bool is_entry =
      false;  // a function of C on the stack begins with it, and runs those that it calls
  bool is_library = false;  // the language's own code or somebody's package, not the program's
  std::vector<LocalValue> locals{};  // where they were asked for
  std::string call{};  // of the source, what is executed on that line: "q.get()"; may be unknown
  template <typename F>
  static constexpr void fields(F&& f) {
    f("id", &SeenFrame::id), f("at", &SeenFrame::at), f("is_entry", &SeenFrame::is_entry);
    f("is_library", &SeenFrame::is_library), f("locals", &SeenFrame::locals);
    f("call", &SeenFrame::call);
  }
};

// A register's value, as a trace of single instructions has it: code and stack addresses are raw.
struct RegisterValue {
  std::string name;  // as the ABI document spells it
  uint64_t value = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &RegisterValue::name), f("value", &RegisterValue::value);
  }
};

// A register that a C function (or the switch itself) saved in its frame.
struct SavedRegister {
  std::string name;
  Address at = kNull;  // where it lies
  uint64_t value = 0;  // as it was then; code and stack addresses are raw
  template <typename F>
  static constexpr void fields(F&& f) {
    f("name", &SavedRegister::name), f("at", &SavedRegister::at), f("value", &SavedRegister::value);
  }
};

// Why a frame has no function's name.
enum class Nameless : uint8_t {
  unknown,    // it has one, or it is not known why not
  no_module,  // its code is in no file
  no_file,    // the file could not be read any more
  stripped,   // the file has no names of its own functions
  no_symbol,  // it has, but not for this code
};
constexpr std::array<const char*, 5> enum_names(Nameless) {
  return {"unknown", "no_module", "no_file", "stripped", "no_symbol"};
}

// One frame of the C stack, unwound while its greenlet's slice was whole. Innermost first in lists.
struct CFrame {
  std::string function;  // demangled, without parameters; "" when there is no symbol
  std::string file;
  uint32_t line = 0;
  uint64_t code_offset = 0;  // pc relative to its module's load address
  Address low = kNull;       // first byte of the frame (the stack pointer in it)
  Address high = kNull;      // one past its last byte (the canonical frame address)
  Address return_address_at = kNull;
  std::vector<SavedRegister> saved;
  // Calls of it that the compiler inlined and that are under way, innermost first: they have no
  // frame. `file` and `line` are where the outermost of them stands in `function`.
  std::vector<SourceLine> inlined{};
  std::string module{};  // the base name of the file that has its code; "" when that is not known
  Nameless nameless = Nameless::unknown;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("function", &CFrame::function), f("file", &CFrame::file), f("line", &CFrame::line);
    f("code_offset", &CFrame::code_offset), f("low", &CFrame::low), f("high", &CFrame::high);
    f("return_address_at", &CFrame::return_address_at), f("saved", &CFrame::saved);
    f("inlined", &CFrame::inlined), f("module", &CFrame::module);
    f("nameless", &CFrame::nameless);
  }
};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_VALUES_H_
