// Everything that is true after the first n events: the thing that every view draws.
//
// A State is a value. apply() is a pure function: no clock, no I/O, no threads. Big parts (copies,
// unwound frames) are shared and immutable, so that copying a State is cheap.
#ifndef GREENLENS_TRACER_STATE_H_
#define GREENLENS_TRACER_STATE_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tracer/event.h"

namespace greenlens::tracer {

enum class Life : uint8_t { unstarted, running, suspended, dead };
const char* life_name(Life life);  // "unstarted", "running", "suspended", "dead"

struct GreenletState {
  GreenletId id = 0;
  std::string name;
  GreenletId parent = 0;
  bool is_main = false;
  Address stack_start = kNull;
  Address stack_stop = kNull;
  uint64_t stack_saved = 0;  // bytes in the heap copy
  uint64_t copy_number = 0;  // "copy #3": which allocation; 0: none
  std::shared_ptr<const Bytes>
      copy;  // the bytes at [stack_start, stack_start + stack_saved); null: none
  GreenletId stack_prev = 0;
  FrameId top_frame = 0;  // while suspended; 0 when running, dead or unstarted
  uint32_t recursion_depth = 0;
  bool body_entered = false;
  bool finished = false;
  bool freed = false;             // its last handle is gone
  Finish how = Finish::returned;  // when finished
  std::string result;             // repr, when finished
  SourceLine at;                  // the program's line it reached last
  std::shared_ptr<const std::vector<CFrame>>
      frames;                            // of its slice, unwound when it was suspended last
  std::vector<SavedRegister> registers;  // as spilled when it was suspended last
  template <typename F>
  static void fields(F&& f) {
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
  }
};

struct InterpreterFrameState {
  FrameId id = 0;
  FrameId back = 0;
  GreenletId greenlet = 0;  // whose call it is
  SourceLine at;
  template <typename F>
  static void fields(F&& f) {
    f("id", &InterpreterFrameState::id), f("back", &InterpreterFrameState::back);
    f("greenlet", &InterpreterFrameState::greenlet), f("at", &InterpreterFrameState::at);
  }
};

struct OutputLine {
  uint64_t step = 0;  // the event that printed it, from 1
  GreenletId greenlet = 0;
  std::string text;
  template <typename F>
  static void fields(F&& f) {
    f("step", &OutputLine::step), f("greenlet", &OutputLine::greenlet);
    f("text", &OutputLine::text);
  }
};

// The switch that is under way, from switch_requested to delivered or switch_failed.
struct SwitchInProgress {
  uint64_t number = 0;  // from 1
  GreenletId origin = 0;
  GreenletId requested = 0;
  GreenletId target = 0;  // 0 until found
  bool first_start = false;
  Carried kind = Carried::value;
  std::string what;
  bool origin_suspended = false;    // its stack_start is set: it is a slice from here on
  bool host_state_swapped = false;  // until then the thread's top_frame is the origin's
  uint64_t bytes_out = 0;           // copied to the heap in this switch so far
  uint64_t bytes_in = 0;            // copied back
  template <typename F>
  static void fields(F&& f) {
    f("number", &SwitchInProgress::number), f("origin", &SwitchInProgress::origin);
    f("requested", &SwitchInProgress::requested), f("target", &SwitchInProgress::target);
    f("first_start", &SwitchInProgress::first_start), f("kind", &SwitchInProgress::kind);
    f("what", &SwitchInProgress::what), f("origin_suspended", &SwitchInProgress::origin_suspended);
    f("host_state_swapped", &SwitchInProgress::host_state_swapped);
    f("bytes_out", &SwitchInProgress::bytes_out), f("bytes_in", &SwitchInProgress::bytes_in);
  }
};

// A part of the stack and the greenlet that ran in it last.
struct Footprint {
  Address low = kNull;
  Address high = kNull;
  GreenletId greenlet = 0;
  template <typename F>
  static void fields(F&& f) {
    f("low", &Footprint::low), f("high", &Footprint::high);
    f("greenlet", &Footprint::greenlet);
  }
};

struct State {
  uint64_t step = 0;  // how many events were applied
  std::map<GreenletId, GreenletState> greenlets;
  GreenletId current =
      0;  // whose code runs; becomes the target when its registers and host state are in force
  FrameId top_frame = 0;  // the thread's
  std::map<FrameId, InterpreterFrameState> frames;
  Address sp = kNull;  // the stack pointer as far as it is known
  std::optional<SwitchInProgress> in_switch;
  std::vector<OutputLine> output;
  uint64_t switches = 0;   // finished ones
  uint64_t bytes_out = 0;  // copied to the heap so far
  uint64_t bytes_in = 0;   // copied back so far
  uint64_t copies_made = 0;
  uint64_t events_lost = 0;
  Address lowest = 0;                 // the lowest address that any greenlet ever used so far
  std::vector<Footprint> footprints;  // ascending, without overlaps
  bool program_finished = false;
  End end = End::returned;
  std::string end_text;
  template <typename F>
  static void fields(F&& f) {
    f("step", &State::step), f("greenlets", &State::greenlets);
    f("current", &State::current), f("top_frame", &State::top_frame);
    f("frames", &State::frames), f("sp", &State::sp);
    f("in_switch", &State::in_switch), f("output", &State::output);
    f("switches", &State::switches), f("bytes_out", &State::bytes_out);
    f("bytes_in", &State::bytes_in), f("copies_made", &State::copies_made);
    f("events_lost", &State::events_lost), f("lowest", &State::lowest);
    f("footprints", &State::footprints), f("program_finished", &State::program_finished);
    f("end", &State::end), f("end_text", &State::end_text);
  }
};

// The state after one more event. Facts that name unknown greenlets are tolerated: they change
// nothing else.
void apply(State* state, const Event& event);

// --- questions every view asks
Life life(const State& state, const GreenletState& greenlet);
// The bytes of its slice that are still in place. For the running greenlet: down to sp. For main:
// up to the base.
uint64_t bytes_on_stack(const State& state, const GreenletState& greenlet);
// The name to show: "gr1", "none" for 0, "#7" for an unknown one.
std::string name_of(const State& state, GreenletId id);
const GreenletState* find(const State& state, GreenletId id);
// Its interpreter frames, top first.
std::vector<const InterpreterFrameState*> frame_chain(const State& state,
                                                      const GreenletState& greenlet);

// A part of the thread's C stack and whose bytes it holds, high addresses first.
enum class Occupancy : uint8_t {
  in_place,  // owner's bytes, where they belong
  stale,   // bytes that `owner` left behind (its copy is in the heap, or it is dead); nobody needs
           // them
  unused,  // below everything
};
struct StackRange {
  Address low = kNull;
  Address high = kNull;
  GreenletId owner = 0;
  Occupancy occupancy = Occupancy::unused;
};
// The stack from the base down to the lowest address any greenlet ever used so far, without gaps or
// overlaps.
std::vector<StackRange> stack_ranges(const State& state);

// Fields of a greenlet that differ between two states, by the articles' names ("stack_start"...).
std::vector<std::string> changed_fields(const GreenletState& before, const GreenletState& after);

// A State as bytes (a keyframe) and back.
std::string encode_state(const State& state);
bool decode_state(const std::string& bytes, State* state, std::string* error);

bool same_state(const State& a, const State& b);

}  // namespace greenlens::tracer

#endif  // GREENLENS_TRACER_STATE_H_
