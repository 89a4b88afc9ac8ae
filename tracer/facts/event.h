// What happened, as data: one plain struct for each fact an engine told.
//
// Facts are in the past tense. Each struct lists its fields once, in fields(); writer, reader,
// JSON, dump and equality derive from that list, in that order. Tags are never reused. There is no
// default branch anywhere: a new event does not compile until every consumer has decided what to do
// with it.
//
// The order of the events of one switch is that of engine/core/observer.h.
#ifndef GREENLENS_TRACER_FACTS_EVENT_H_
#define GREENLENS_TRACER_FACTS_EVENT_H_

#include <array>
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace greenlens::facts {

// Greenlets are numbered in order of creation, from 1. 0 is "none".
using GreenletId = uint32_t;
// Interpreter frames likewise.
using FrameId = uint64_t;

// An address in the stack, in bytes relative to the stack base: the base is 0, the stack lies at
// negative addresses. Real addresses are never ±1, so the engine's own marks fit in.
using Address = int64_t;
inline constexpr Address kNull = INT64_MIN;  // NULL: not started, or finished
inline constexpr Address kStarted =
    1;  // stack_start of a greenlet that is running for the first time, and of main
inline constexpr Address kEverything = -1;  // stack_stop of main: the whole stack
inline bool is_stack_address(Address a) { return a != kNull && a != kStarted && a != kEverything; }

using Bytes = std::string;  // raw bytes, lowest address first

enum class Carried : uint8_t { value, error };
enum class Extent : uint8_t { whole, partial };
enum class Finish : uint8_t { returned, greenlet_exit, raised };
enum class End : uint8_t { returned, raised, crashed, killed };

// Their words, by value: for JSON and text.
constexpr std::array<const char*, 2> enum_names(Carried) { return {"value", "error"}; }
constexpr std::array<const char*, 2> enum_names(Extent) { return {"whole", "partial"}; }
constexpr std::array<const char*, 3> enum_names(Finish) {
  return {"returned", "greenlet_exit", "raised"};
}
constexpr std::array<const char*, 4> enum_names(End) {
  return {"returned", "raised", "crashed", "killed"};
}

// A line of the traced program's source.
struct SourceLine {
  std::string file;  // as in TraceInfo::sources
  std::string function;
  uint32_t line = 0;  // from 1; 0 is "unknown"
  template <typename F>
  static void fields(F&& f) {
    f("file", &SourceLine::file), f("function", &SourceLine::function),
        f("line", &SourceLine::line);
  }
};

// A register that a C function (or the switch itself) saved in its frame.
struct SavedRegister {
  std::string name;
  Address at = kNull;  // where it lies
  uint64_t value = 0;  // as it was then; code and stack addresses are raw
  template <typename F>
  static void fields(F&& f) {
    f("name", &SavedRegister::name), f("at", &SavedRegister::at), f("value", &SavedRegister::value);
  }
};

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
  std::vector<SourceLine> inlined;
  template <typename F>
  static void fields(F&& f) {
    f("function", &CFrame::function), f("file", &CFrame::file), f("line", &CFrame::line);
    f("code_offset", &CFrame::code_offset), f("low", &CFrame::low), f("high", &CFrame::high);
    f("return_address_at", &CFrame::return_address_at), f("saved", &CFrame::saved);
    f("inlined", &CFrame::inlined);
  }
};

#define GREENLENS_EVENT(type, tag, name)     \
  static constexpr uint16_t kTag = tag;      \
  static constexpr const char* kName = name; \
  using Self = type

// --- greenlets
struct GreenletCreated {
  GREENLENS_EVENT(GreenletCreated, 1, "greenlet_created");
  GreenletId greenlet = 0;
  std::string name;
  GreenletId parent = 0;        // 0: a main greenlet
  Address stack_start = kNull;  // kStarted for a main greenlet
  Address stack_stop = kNull;   // kEverything for a main greenlet
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("name", &Self::name), f("parent", &Self::parent);
    f("stack_start", &Self::stack_start), f("stack_stop", &Self::stack_stop);
  }
};
struct GreenletRenamed {
  GREENLENS_EVENT(GreenletRenamed, 2, "greenlet_renamed");
  GreenletId greenlet = 0;
  std::string name;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("name", &Self::name);
  }
};
struct ParentChanged {
  GREENLENS_EVENT(ParentChanged, 3, "parent_changed");
  GreenletId greenlet = 0;
  GreenletId old_parent = 0;
  GreenletId new_parent = 0;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("old_parent", &Self::old_parent);
    f("new_parent", &Self::new_parent);
  }
};
struct BodyEntered {
  GREENLENS_EVENT(BodyEntered, 4, "body_entered");
  GreenletId greenlet = 0;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet);
  }
};
struct GreenletFinished {
  GREENLENS_EVENT(GreenletFinished, 5, "greenlet_finished");
  GreenletId greenlet = 0;
  Finish how = Finish::returned;
  std::string what;  // repr of the value or the error
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("how", &Self::how), f("what", &Self::what);
  }
};
struct GreenletFreed {
  GREENLENS_EVENT(GreenletFreed, 6, "greenlet_freed");
  GreenletId greenlet = 0;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet);
  }
};

// --- the program
struct LineReached {
  GREENLENS_EVENT(LineReached, 10, "line_reached");
  GreenletId greenlet = 0;
  SourceLine at;
  Address sp = kNull;  // an address in the calling frame
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("at", &Self::at), f("sp", &Self::sp);
  }
};
struct Printed {
  GREENLENS_EVENT(Printed, 11, "printed");
  GreenletId greenlet = 0;
  std::string text;  // without the line feed
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("text", &Self::text);
  }
};
struct FramePushed {
  GREENLENS_EVENT(FramePushed, 12, "frame_pushed");
  GreenletId greenlet = 0;
  FrameId frame = 0;
  FrameId back = 0;  // f_back; 0: none
  SourceLine at;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("frame", &Self::frame), f("back", &Self::back);
    f("at", &Self::at);
  }
};
struct FramePopped {
  GREENLENS_EVENT(FramePopped, 13, "frame_popped");
  GreenletId greenlet = 0;
  FrameId frame = 0;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("frame", &Self::frame);
  }
};
struct ProgramFinished {
  GREENLENS_EVENT(ProgramFinished, 14, "program_finished");
  End how = End::returned;
  std::string what;  // the error's text, the signal's name
  template <typename F>
  static void fields(F&& f) {
    f("how", &Self::how), f("what", &Self::what);
  }
};

// --- one switch
struct SwitchRequested {
  GREENLENS_EVENT(SwitchRequested, 20, "switch_requested");
  GreenletId origin = 0;
  GreenletId requested = 0;
  Carried kind = Carried::value;
  std::string what;  // repr of what is carried
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("requested", &Self::requested), f("kind", &Self::kind);
    f("what", &Self::what);
  }
};
struct TargetPassedOver {
  GREENLENS_EVENT(TargetPassedOver, 21, "target_passed_over");
  GreenletId dead = 0;
  GreenletId next = 0;
  template <typename F>
  static void fields(F&& f) {
    f("dead", &Self::dead), f("next", &Self::next);
  }
};
struct TargetFound {
  GREENLENS_EVENT(TargetFound, 22, "target_found");
  GreenletId origin = 0;
  GreenletId target = 0;
  bool first_start = false;
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("first_start", &Self::first_start);
  }
};
struct StartPrepared {
  GREENLENS_EVENT(StartPrepared, 23, "start_prepared");
  GreenletId target = 0;
  Address stack_stop = kNull;
  GreenletId stack_prev = 0;
  uint32_t recursion_depth = 0;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target), f("stack_stop", &Self::stack_stop);
    f("stack_prev", &Self::stack_prev), f("recursion_depth", &Self::recursion_depth);
  }
};
struct RegistersSaved {
  GREENLENS_EVENT(RegistersSaved, 24, "registers_saved");
  GreenletId origin = 0;
  GreenletId target = 0;
  Address sp = kNull;
  std::vector<SavedRegister> registers;  // the switch's own frame, by TraceInfo::arch's table
  std::vector<CFrame> frames;            // the origin's slice, unwound
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("sp", &Self::sp);
    f("registers", &Self::registers), f("frames", &Self::frames);
  }
};
struct StackStartSet {
  GREENLENS_EVENT(StackStartSet, 25, "stack_start_set");
  GreenletId origin = 0;
  Address stack_start = kNull;
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("stack_start", &Self::stack_start);
  }
};
struct OriginNotSaved {
  GREENLENS_EVENT(OriginNotSaved, 26, "origin_not_saved");
  GreenletId origin = 0;
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin);
  }
};
struct SliceSaved {
  GREENLENS_EVENT(SliceSaved, 27, "slice_saved");
  GreenletId owner = 0;
  Extent extent = Extent::whole;
  Address from = kNull;  // [from, to) was appended to owner's copy
  Address to = kNull;
  uint64_t stack_saved = 0;  // bytes in the copy now
  Bytes bytes;               // the appended ones
  template <typename F>
  static void fields(F&& f) {
    f("owner", &Self::owner), f("extent", &Self::extent), f("from", &Self::from);
    f("to", &Self::to), f("stack_saved", &Self::stack_saved), f("bytes", &Self::bytes);
  }
};
struct StackPointerMoved {
  GREENLENS_EVENT(StackPointerMoved, 28, "stack_pointer_moved");
  GreenletId target = 0;
  Address from = kNull;
  Address to = kNull;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target), f("from", &Self::from), f("to", &Self::to);
  }
};
struct SliceRestored {
  GREENLENS_EVENT(SliceRestored, 29, "slice_restored");
  GreenletId target = 0;
  Address from = kNull;  // [from, to) was put back, the copy freed
  Address to = kNull;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target), f("from", &Self::from), f("to", &Self::to);
  }
};
struct StackPrevRelinked {
  GREENLENS_EVENT(StackPrevRelinked, 30, "stack_prev_relinked");
  GreenletId target = 0;
  GreenletId stack_prev = 0;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target), f("stack_prev", &Self::stack_prev);
  }
};
struct ReturnedTwice {
  GREENLENS_EVENT(ReturnedTwice, 31, "returned_twice");
  GreenletId target = 0;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target);
  }
};
struct RegistersRestored {
  GREENLENS_EVENT(RegistersRestored, 32, "registers_restored");
  GreenletId target = 0;
  Address sp = kNull;
  std::vector<SavedRegister> registers;
  template <typename F>
  static void fields(F&& f) {
    f("target", &Self::target), f("sp", &Self::sp), f("registers", &Self::registers);
  }
};
struct HostStateSwapped {
  GREENLENS_EVENT(HostStateSwapped, 33, "host_state_swapped");
  GreenletId origin = 0;
  GreenletId target = 0;
  FrameId origin_top_frame = 0;  // put away into the origin
  FrameId target_top_frame = 0;  // in force now
  uint32_t recursion_depth = 0;  // the target's, in force now
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target);
    f("origin_top_frame", &Self::origin_top_frame), f("target_top_frame", &Self::target_top_frame);
    f("recursion_depth", &Self::recursion_depth);
  }
};
struct Delivered {
  GREENLENS_EVENT(Delivered, 34, "delivered");
  GreenletId origin = 0;
  GreenletId target = 0;
  Carried kind = Carried::value;
  std::string what;
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("kind", &Self::kind);
    f("what", &Self::what);
  }
};
struct SwitchFailed {
  GREENLENS_EVENT(SwitchFailed, 35, "switch_failed");
  GreenletId origin = 0;
  std::string message;
  template <typename F>
  static void fields(F&& f) {
    f("origin", &Self::origin), f("message", &Self::message);
  }
};
struct ErrorIgnored {
  GREENLENS_EVENT(ErrorIgnored, 36, "error_ignored");
  GreenletId greenlet = 0;
  std::string what;
  template <typename F>
  static void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("what", &Self::what);
  }
};

// --- the recording itself
struct EventsLost {
  GREENLENS_EVENT(EventsLost, 50, "events_lost");
  uint64_t count = 0;
  template <typename F>
  static void fields(F&& f) {
    f("count", &Self::count);
  }
};
#undef GREENLENS_EVENT

using Fact =
    std::variant<GreenletCreated, GreenletRenamed, ParentChanged, BodyEntered, GreenletFinished,
                 GreenletFreed, LineReached, Printed, FramePushed, FramePopped, ProgramFinished,
                 SwitchRequested, TargetPassedOver, TargetFound, StartPrepared, RegistersSaved,
                 StackStartSet, OriginNotSaved, SliceSaved, StackPointerMoved, SliceRestored,
                 StackPrevRelinked, ReturnedTwice, RegistersRestored, HostStateSwapped, Delivered,
                 SwitchFailed, ErrorIgnored, EventsLost>;

// A fact, when it was told, and by which line of the engine.
struct Event {
  uint64_t time_ns = 0;        // since the recording began; never shown where output must repeat
  uint32_t thread = 1;         // from 1, in order of attachment
  uint16_t engine_source = 0;  // index into TraceInfo::sources, plus 1; 0: unknown
  uint32_t engine_line = 0;
  Fact fact;
};

// For std::visit with one lambda a fact, so that a missing one does not compile.
template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

const char* fact_name(const Fact& fact);
uint16_t fact_tag(const Fact& fact);

// Equality by the field lists. Times are not compared.
bool same_fact(const Fact& a, const Fact& b);

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_EVENT_H_
