// What went wrong, as data: what it is about and where. Sentences are made of it in tracer/words
// and only there (tracer/words/sentence.h), in the reader's language. Nothing in the tracer throws
// or prints instead.
#ifndef GREENLENS_TRACER_FACTS_FAULT_H_
#define GREENLENS_TRACER_FACTS_FAULT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace greenlens::facts {

// Everything that can go wrong outside of the traced program's own doing. `at`, `usable` and
// `details` are said for those that have them; `place` is a file, unless something else is said.
enum class FaultKind : uint8_t {
  none,
  // --- a trace
  file_unreadable,  // details: the system's reason
  not_a_trace,      // details: its first bytes
  are_lines,        // it is a trace, as JSON lines
  trace_empty,
  trace_version,  // at: the version; usable: the one that is known
  trace_cut,      // at: how many bytes there are
  info_not_json,  // what the trace says about itself
  info_field,     // details: the field that is missing or wrong
  checksum,       // at: the byte. So for the next seven
  content,        // a chunk does not hold what its header says
  too_large,      // a chunk claims to be impossibly large
  order,          // events are missing or out of order
  trailing,       // something follows the end mark
  foreign,        // a chunk of another recording
  index_wrong,    // what is said of a chunk is not what it holds
  gap,            // events are missing from there on; details: how many, usable: how many are there
  info_missing,   // what was recorded is not said; usable: the events
  cancelled,      // whoever opened it did not want to wait any more
  too_much,       // more than a file of this size can hold
  no_memory,      // it does not suffice for this trace
  keyframe_damaged,
  keyframe_wrong,  // details: what it says, and what the events before it lead to
  info_differs,    // what was recorded is said twice, and not the same
  // --- a trace as JSON lines. at: the line
  not_lines,      // the first one is no header
  lines_version,  // at: the version; usable: the one that is known
  line_not_json,
  line_field,     // details: the field that is missing or wrong
  line_step,      // usable: the step that should come
  line_too_long,  // usable: how many MiB it may have
  lines_missing,  // usable: how many events the header speaks of
  // --- a live program: place is its name, at the last step
  cannot_start,            // details: the system's reason
  cannot_step,             // its instructions are not recorded; details: the system's reason
  no_stepper,              // nor on this CPU at all
  no_stepper_of_emulated,  // nor of a program that tells by itself what it does on another CPU
  cannot_watch,            // it is not run; details: the system's reason
  no_watcher,              // nor on this CPU at all
  no_stub,       // likewise, of one that somebody else leads; details: why, as a part of a sentence
  no_such_cpu,   // place: the name; details: those that there are
  other_cpu,     // its file is for another one; details: which
  unknown_cpu,   // its file is for none that is known
  no_emulator,   // details: its name
  no_scenarios,  // place: a CPU, for which they were not built
  scenarios_of_another_version,  // place: the scenario; details: the CPU
  no_such_switch,                // details: the functions that it does not have
  switch_not_called,
  nothing_switched,  // its functions were called, or looked for, and none went to another stack
  cannot_join,       // one that runs already; details: why not, in its words or the system's
  not_offered,       // likewise, and none is there
  no_trace,          // it ended without sending one
  no_greenlets,      // likewise, of a Python program: it never used any
  crashed,           // details: the signal
  raised,            // details: the error
  killed,            // by us; or details: the signal
  stream_cut,        // it ended in the middle of its trace
  stream_damaged,    // something else is in its trace; it goes on unwatched
  // --- what a person asked for
  no_display,  // details: the window system's reason
  no_window,   // likewise
  no_offscreen,
  picture_unwritable,
  picture_too_large,  // at: how many pixels wide or high it would be; usable: how many may be
  too_many_pictures,  // at: how many it would be; usable: how many may be
  no_ffmpeg,
  ffmpeg_failed,       // details: what it said last
  export_cancelled,    // place: the file
  same_recording,      // likewise: a copy of it was to be written there
  unknown_target,      // place: the name; details: what may have been meant, or empty
  scenario_arguments,  // place: the scenario; details: the first argument
  no_setting,          // place: the scenario; details: what was to be set, "depth=40"
  settings_of_others,  // place: the program, which is no scenario; details: likewise
  // Another way that a run is to go. place: as it was written, or who it is done to
  no_deed,            // it is no deed; details: likewise, as the program was told
  deeds_of_others,    // place: the program, which is no scenario
  deeds_and_threads,  // place: the scenario, whose threads might wait for each other for ever
  deeds_and_detail,   // it is recorded with less than all of its lines
  no_place_for_it,    // place: the step; at, usable: the ones before and behind it where it can be,
                      // or 0
  no_such_one,        // details: who there is, or empty
  deed_to_itself,     // it is who runs
  deed_to_dead,
  deed_elsewhere,    // it is another thread's, or this one stands on another stack
  no_handle_of_it,   // the scenario keeps none as a member
  other_beginning,   // at: the step at which the run is not what it was
  target_is_folder,  // place: the name
  not_a_step,        // place: the word
  no_such_step,      // place: the word; at: the last step; details: the grain's name
  no_such_greenlet,  // place: the name
  no_such_module,    // place: the file. So for the next two
  another_build,     // details: both build ids
  no_symbols_there,
  not_in_part,       // place: the word; usable, at: its first and last step in the whole
  empty_range,       // place: from where; details: to where, both as words
  notes_not_json,    // place: the file; at: the line; details: what is wrong. So for the next
  notes_twice,       // details: the name of a member that stands twice in one object
  notes_too_much,    // place: the file, which holds more than it may. So for the next
  not_notes,         // it is no file of notes, or of another version
  notes_unwritable,  // place: the file; details: the system's reason
  no_such_note,      // place: what it says
  not_answers,       // place: the file, which is none of answers
  other_answers,     // place: the file; at: the number of the question that it has another one for
  not_an_attempt,    // place: the file, which has no moves of a switch
  no_switch_there,   // place: a step, at which nobody can perform one
  no_condition,      // place: what was written; details: why not, in a sentence
  nowhere,           // place: a condition, which holds at no step that was looked at
  // How a program is to be recorded, which does not go together. place: its name
  needs_own_switch,   // it is of another CPU, or led by a stub, or has stacks: then it needs one
  looks_elsewhere,    // likewise, and its switch was to be looked for
  scenarios_switch,   // it is a scenario, whose switches are recorded anyway
  threads_elsewhere,  // it is a scenario with threads on another CPU, and its lines are wanted
  no_python,          // it is a Python program, and greenlet for Python is not built
  no_interpreter,     // likewise, and no Python is on the path
  python_version,     // place: the interpreter; details: which version it is, that is not ours
  python_only,        // an option is for Python programs, and it is none; details: the option
  stubs_arguments,    // it runs already where a stub leads it; details: the first argument
};

// A value that refers to nothing. True when something is wrong.
struct Fault {
  FaultKind kind = FaultKind::none;
  std::string place;  // what it is about, as a person calls it; empty when the caller knows better
  uint64_t at = 0;    // by kind: a byte, a step, a version
  uint64_t usable = 0;  // of a damaged trace: how many events came before and can be used
  std::string details;  // the system's, the program's or the person's own words; not translated

  explicit operator bool() const { return kind != FaultKind::none; }
  bool operator==(const Fault&) const = default;
};

// A value, or why there is none: how everything in the tracer and the app fails. A plain success or
// failure is a Fault, which is false when all is well.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(Fault fault) : fault_(std::move(fault)) {}

  explicit operator bool() const { return value_.has_value(); }
  // Of a success; there is nothing to look at otherwise, and no check.
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  // Of a failure; none otherwise.
  const Fault& fault() const { return fault_; }

 private:
  std::optional<T> value_;
  Fault fault_;
};

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_FAULT_H_
