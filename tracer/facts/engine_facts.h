// What the engine tells: one plain struct for each fact, in the past tense. Each says when it is
// told and, for a step of a switch, which function of greenlet.c does the same.
//
// The order of the facts of one switch is that of engine/core/observer.h. Addresses are relative to
// the stack base, kNull when unknown; texts are UTF-8 as far as the program's own are. `repr` is
// the text that Python would show of a value. New members come last in fields(): older traces lack
// them, and they have their defaults then.
#ifndef GREENLENS_TRACER_FACTS_ENGINE_FACTS_H_
#define GREENLENS_TRACER_FACTS_ENGINE_FACTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/declare.h"

namespace greenlens::facts {

// --- greenlets
// It exists, and its parent is set. A main greenlet is told of when its thread first uses the
// engine, or when the recording begins. (green_new, green_create_main)
struct GreenletCreated {
  GREENLENS_FACT(GreenletCreated, 1, "greenlet_created", Stops(), greenlet);
  GreenletId greenlet = 0;
  std::string name;
  GreenletId parent = 0;        // 0: a main greenlet
  Address stack_start = kNull;  // kStarted for a main greenlet
  Address stack_stop = kNull;   // kEverything for a main greenlet
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("name", &Self::name), f("parent", &Self::parent);
    f("stack_start", &Self::stack_start), f("stack_stop", &Self::stack_stop);
  }
};
// It has this name from now on. Names need not be unique.
struct GreenletRenamed {
  GREENLENS_FACT(GreenletRenamed, 2, "greenlet_renamed", Stops(), greenlet);
  GreenletId greenlet = 0;
  std::string name;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("name", &Self::name);
  }
};
// Its values and errors go elsewhere from now on. (green_setparent)
struct ParentChanged {
  GREENLENS_FACT(ParentChanged, 3, "parent_changed", Stops(), greenlet);
  GreenletId greenlet = 0;
  GreenletId old_parent = 0;
  GreenletId new_parent = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("old_parent", &Self::old_parent);
    f("new_parent", &Self::new_parent);
  }
};
// A parent was asked for that cannot be: nothing has changed. greenlet.c's green_setparent.
struct ParentRefused {
  GREENLENS_FACT(ParentRefused, 7, "parent_refused", Stops(), greenlet);
  GreenletId greenlet = 0;
  GreenletId wanted = 0;
  std::string message;  // the error's text
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("wanted", &Self::wanted), f("message", &Self::message);
  }
};
// The first thing on its own stack: stack_start is 1 from here to its first switch away.
// (g_initialstub)
struct BodyEntered {
  GREENLENS_FACT(BodyEntered, 4, "body_entered", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet);
  }
};
// Its body has ended: stack_start is NULL, its stack is worthless. The switch to the next one alive
// of its parents follows. (g_initialstub, g_handle_exit)
struct GreenletFinished {
  GREENLENS_FACT(GreenletFinished, 5, "greenlet_finished", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;
  Finish how = Finish::returned;
  std::string what;  // repr of the value or the error
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("how", &Self::how), f("what", &Self::what);
  }
};
// The last handle is gone, and a copy that it may have had with it. Nothing is told of it after
// this. (green_dealloc)
struct GreenletFreed {
  GREENLENS_FACT(GreenletFreed, 6, "greenlet_freed", Stops(), greenlet);
  GreenletId greenlet = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet);
  }
};

// --- the program
// The program called into the engine (a switch, a throw, a creation, a print) from this line.
struct LineReached {
  GREENLENS_FACT(LineReached, 10, "line_reached", Stops(Grain::line), greenlet);
  GreenletId greenlet = 0;
  SourceLine at;
  Address sp = kNull;  // an address in the calling frame
  std::vector<CFrame>
      frames{};  // from that one outwards, unwound; none where they are not recorded
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("at", &Self::at), f("sp", &Self::sp);
    f("frames", &Self::frames);
  }
};
// One line of the program's output.
struct Printed {
  GREENLENS_FACT(Printed, 11, "printed", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;
  std::string text;  // without the line feed
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("text", &Self::text);
  }
};
// A call began or ended that has an interpreter frame; the thread's top_frame is that frame, or the
// one that it came back to.
struct FramePushed {
  GREENLENS_FACT(FramePushed, 12, "frame_pushed", Stops(Grain::call), greenlet);
  GreenletId greenlet = 0;
  FrameId frame = 0;
  FrameId back = 0;  // f_back; 0: none
  SourceLine at;
  Address sp = kNull;  // an address in its frame on the C stack
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("frame", &Self::frame), f("back", &Self::back);
    f("at", &Self::at), f("sp", &Self::sp);
  }
};
struct FramePopped {
  GREENLENS_FACT(FramePopped, 13, "frame_popped", Stops(Grain::call), greenlet);
  GreenletId greenlet = 0;
  FrameId frame = 0;
  Address sp = kNull;  // likewise: it is about to go
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("frame", &Self::frame), f("sp", &Self::sp);
  }
};
// An interpreter's frames of a greenlet were looked at, which tells nobody of each call: those
// further in than `kept` are gone, and these are there, the outermost first. The first of them may
// be one that was there and is at another line. Of one that does not run, too; none at all: they
// are not known from here on, or gone with their greenlet.
struct FramesSeen {
  GREENLENS_FACT(FramesSeen, 15, "frames_seen", Stops(Grain::call), greenlet);
  GreenletId greenlet = 0;
  FrameId kept = 0;  // 0: none is as it was
  std::vector<SeenFrame> frames;
  bool same_calls = false;  // they are those that were there: only where they stand is another
  Stops stops() const { return same_calls ? Stops() : kStops; }
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("kept", &Self::kept), f("frames", &Self::frames);
    f("same_calls", &Self::same_calls);
  }
};
// It was found out what one that does not run waits for: where it has left itself to be woken.
struct WaitSeen {
  GREENLENS_FACT(WaitSeen, 16, "wait_seen", Stops(), greenlet);
  GreenletId greenlet = 0;
  WaitFor kind = WaitFor::other;
  std::string what;    // in words: "fd 14, read", "Queue"; may be empty
  GreenletId on = 0;   // whose end it waits for
  uint64_t count = 1;  // of as many of the kind: any of them, or all
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("kind", &Self::kind), f("what", &Self::what);
    f("on", &Self::on), f("count", &Self::count);
  }
};
// One that does not run is about to be let run, and had been made ready before: by whom, where, and
// how long ago. Told by who lets it run, as a hub does that calls back in order.
struct WakeSeen {
  GREENLENS_FACT(WakeSeen, 17, "wake_seen", Stops(), greenlet);
  GreenletId greenlet = 0;
  GreenletId by = 0;      // 0: a thread without greenlets; itself: it has let others go first
  uint64_t ready_ns = 0;  // since when
  SourceLine at;          // the line of who did it; line 0: not known
  std::string call;       // what of that line's source: "q.put(url)"; may be empty
  // It ran then, and stands again: told late, where switches were only noted. `ready_ns` is how
  // long ago it was made ready.
  bool is_past = false;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("by", &Self::by), f("ready_ns", &Self::ready_ns);
    f("at", &Self::at), f("call", &Self::call), f("is_past", &Self::is_past);
  }
};
// One that has run for long without letting go was looked at, in the midst of it: where it stood.
struct RunSampled {
  GREENLENS_FACT(RunSampled, 18, "run_sampled", Stops(), greenlet);
  GreenletId greenlet = 0;
  SourceLine at;
  std::string call;  // what of that line's source it executed; may be empty
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("at", &Self::at), f("call", &Self::call);
  }
};
// The last fact of a trace that was not cut: the recording ended, or the program died.
struct ProgramFinished {
  GREENLENS_FACT(ProgramFinished, 14, "program_finished",
                 Stops(Grain::switch_, Grain::line, Grain::call, Grain::story), greenlet);
  End how = End::returned;
  // The error's text, the signal's name, the exit code, the other program's name, the other
  // process.
  std::string what;
  // Only of one that crashed, was killed or ended with an error, and as far as it is known:
  GreenletId greenlet = 0;  // who ran; 0: another thread
  Address sp = kNull;
  FaultPlace place = FaultPlace::none;
  uint64_t fault_address = 0;  // raw; what could not be read or written there. 0 if place is none
  uint64_t stack_bytes = 0;    // of the thread's whole stack
  std::vector<CFrame> frames{};
  GreenletId copy_of = 0;  // of a freed copy: whose it was
  template <typename F>
  static constexpr void fields(F&& f) {
    f("how", &Self::how), f("what", &Self::what), f("greenlet", &Self::greenlet);
    f("sp", &Self::sp), f("place", &Self::place), f("fault_address", &Self::fault_address);
    f("stack_bytes", &Self::stack_bytes), f("frames", &Self::frames);
    f("copy_of", &Self::copy_of);
  }
};

// --- one switch
// Somebody asked for a switch: a call in the program, the end of a body, or the last handle that
// went. A switch is under way until Delivered or SwitchFailed. (g_switch)
struct SwitchRequested {
  GREENLENS_FACT(SwitchRequested, 20, "switch_requested", Stops(), origin);
  GreenletId origin = 0;
  GreenletId requested = 0;
  Payload kind = Payload::value;
  std::string what;               // repr of what is carried
  bool last_handle_gone = false;  // of the requested one, which is thrown GreenletExit therefore
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("requested", &Self::requested), f("kind", &Self::kind);
    f("what", &Self::what), f("last_handle_gone", &Self::last_handle_gone);
  }
};
// Who was asked for is dead; the parent is tried. Told as often as it takes. (g_switch)
struct TargetPassedOver {
  GREENLENS_FACT(TargetPassedOver, 21, "target_passed_over", Stops(Grain::story), dead);
  GreenletId dead = 0;
  GreenletId next = 0;  // its parent
  template <typename F>
  static constexpr void fields(F&& f) {
    f("dead", &Self::dead), f("next", &Self::next);
  }
};
// Who will run. A target that is the origin is a switch to oneself: nothing is copied. (g_switch)
struct TargetFound {
  GREENLENS_FACT(TargetFound, 22, "target_found", Stops(), origin);
  GreenletId origin = 0;
  GreenletId target = 0;
  bool first_start = false;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("first_start", &Self::first_start);
  }
};
// A new greenlet's slice begins at the mark in its starter's frame; stack_start stays NULL. Told on
// a first start only. (g_initialstub)
struct StartPrepared {
  GREENLENS_FACT(StartPrepared, 23, "start_prepared", Stops(), target);
  GreenletId target = 0;
  Address stack_stop = kNull;    // the mark
  GreenletId stack_prev = 0;     // whoever lies next above it: the origin, unless that is dying
  uint32_t recursion_depth = 0;  // the starter's
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target), f("stack_stop", &Self::stack_stop);
    f("stack_prev", &Self::stack_prev), f("recursion_depth", &Self::recursion_depth);
  }
};
// The callee-saved registers lie on the stack, at `sp`: the last moment at which the origin's stack
// is whole. (slp_switch)
struct RegistersSaved {
  GREENLENS_FACT(RegistersSaved, 24, "registers_saved", Stops(), origin);
  GreenletId origin = 0;
  GreenletId target = 0;
  Address sp = kNull;
  std::vector<SavedRegister> registers;  // the switch's own frame, by TraceInfo::arch's table
  std::vector<CFrame> frames;            // the origin's slice, unwound
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("sp", &Self::sp);
    f("registers", &Self::registers), f("frames", &Self::frames);
  }
};
// The origin's slice ends at its spilled registers. Not told of a dying origin. (slp_save_state)
struct StackStartSet {
  GREENLENS_FACT(StackStartSet, 25, "stack_start_set", Stops(), origin);
  GreenletId origin = 0;
  Address stack_start = kNull;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("stack_start", &Self::stack_start);
  }
};
// Instead of StackStartSet: the origin is dying, nothing of it is worth saving. (slp_save_state)
struct OriginNotSaved {
  GREENLENS_FACT(OriginNotSaved, 26, "origin_not_saved", Stops(), origin);
  GreenletId origin = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin);
  }
};
// Bytes that are in the target's way were appended to their owner's copy. Whole slices are told of
// first, the newest before the older ones, then at most one part. (g_save)
struct SliceSaved {
  GREENLENS_FACT(SliceSaved, 27, "slice_saved", Stops(Grain::story), owner);
  GreenletId owner = 0;
  Extent extent = Extent::whole;
  Address from = kNull;  // [from, to) was appended to owner's copy
  Address to = kNull;
  uint64_t stack_saved = 0;  // bytes in the copy now
  Bytes bytes;               // the appended ones; none: not kept
  uint64_t hash = 0;         // XXH64 of them, seed 0, where only that was kept; 0: not known
  template <typename F>
  static constexpr void fields(F&& f) {
    f("owner", &Self::owner), f("extent", &Self::extent), f("from", &Self::from);
    f("to", &Self::to), f("stack_saved", &Self::stack_saved), f("bytes", &Self::bytes);
    f("hash", &Self::hash);
  }
};
// sp stands where the target was left. Its copied bytes are not there yet. Not told on a first
// start, on which nothing moves. (slp_switch)
struct StackPointerMoved {
  GREENLENS_FACT(StackPointerMoved, 28, "stack_pointer_moved", Stops(), target);
  GreenletId target = 0;
  Address from = kNull;  // sp before and after: the ends of two slices
  Address to = kNull;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target), f("from", &Self::from), f("to", &Self::to);
  }
};
// The target's copy was put back and freed. Not told when it had none. (slp_restore_state)
struct SliceRestored {
  GREENLENS_FACT(SliceRestored, 29, "slice_restored", Stops(Grain::story), target);
  GreenletId target = 0;
  Address from = kNull;  // [from, to) was put back, the copy freed
  Address to = kNull;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target), f("from", &Self::from), f("to", &Self::to);
  }
};
// Who lies next above the target now that it is back. (slp_restore_state)
struct StackPrevRelinked {
  GREENLENS_FACT(StackPrevRelinked, 30, "stack_prev_relinked", Stops(), target);
  GreenletId target = 0;
  GreenletId stack_prev = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target), f("stack_prev", &Self::stack_prev);
  }
};
// The switch returned for the first time: in the new greenlet, where sp was. First start only.
// (g_initialstub)
struct ReturnedTwice {
  GREENLENS_FACT(ReturnedTwice, 31, "returned_twice", Stops(), target);
  GreenletId target = 0;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target);
  }
};
// The target runs on its own stack with its own registers, which lay at `sp`. Not on a first start.
// (slp_switch)
struct RegistersRestored {
  GREENLENS_FACT(RegistersRestored, 32, "registers_restored", Stops(), target);
  GreenletId target = 0;
  Address sp = kNull;
  std::vector<SavedRegister> registers;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("target", &Self::target), f("sp", &Self::sp), f("registers", &Self::registers);
  }
};
// Interpreter frames, exceptions and recursion depth are the target's; the origin's are put away in
// it. (g_switchstack)
struct HostStateSwapped {
  GREENLENS_FACT(HostStateSwapped, 33, "host_state_swapped", Stops(), origin);
  GreenletId origin = 0;
  GreenletId target = 0;
  FrameId origin_top_frame = 0;  // put away into the origin
  FrameId target_top_frame = 0;  // in force now
  uint32_t recursion_depth = 0;  // the target's, in force now
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target);
    f("origin_top_frame", &Self::origin_top_frame), f("target_top_frame", &Self::target_top_frame);
    f("recursion_depth", &Self::recursion_depth);
  }
};
// The value or the error arrived: the switch is over, the target's own code runs on. (g_switch)
struct Delivered {
  GREENLENS_FACT(Delivered, 34, "delivered", Stops(Grain::switch_), origin);
  GreenletId origin = 0;
  GreenletId target = 0;
  Payload kind = Payload::value;
  std::string what;  // repr of what was carried
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("target", &Self::target), f("kind", &Self::kind);
    f("what", &Self::what);
  }
};
// The switch did not happen: everything is as before it, and the origin gets the error.
struct SwitchFailed {
  GREENLENS_FACT(SwitchFailed, 35, "switch_failed", Stops(Grain::switch_, Grain::story), origin);
  GreenletId origin = 0;
  std::string message;  // the error's text
  template <typename F>
  static constexpr void fields(F&& f) {
    f("origin", &Self::origin), f("message", &Self::message);
  }
};
// An error had nowhere to go: a greenlet that was killed raised something else than GreenletExit.
// (PyErr_WriteUnraisable)
struct ErrorIgnored {
  GREENLENS_FACT(ErrorIgnored, 36, "error_ignored", Stops(Grain::story), greenlet);
  GreenletId greenlet = 0;
  std::string what;
  template <typename F>
  static constexpr void fields(F&& f) {
    f("greenlet", &Self::greenlet), f("what", &Self::what);
  }
};

using EngineFacts =
    Family<GreenletCreated, GreenletRenamed, ParentChanged, ParentRefused, BodyEntered,
           GreenletFinished, GreenletFreed, LineReached, Printed, FramePushed, FramePopped,
           FramesSeen, WaitSeen, WakeSeen, RunSampled, ProgramFinished, SwitchRequested,
           TargetPassedOver, TargetFound, StartPrepared, RegistersSaved, StackStartSet,
           OriginNotSaved, SliceSaved, StackPointerMoved, SliceRestored, StackPrevRelinked,
           ReturnedTwice, RegistersRestored, HostStateSwapped, Delivered, SwitchFailed,
           ErrorIgnored>;

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_ENGINE_FACTS_H_
