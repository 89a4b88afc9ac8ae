// What a program did, as two recordings of it have it in common: whoever ran it, on whichever CPU,
// compiled by whomever. No addresses, no times, no numbers that depend on which thread was first.
//
// The story of a thread is its events in order. Of a switch there is one, when it has come to its
// end; what the engine does for it is not the program's doing. Calls and returns, freed greenlets,
// stacks and what the recording tells of itself are left out: where they have consequences, these
// are told.
#ifndef GREENLENS_TRACER_COMPARE_STORY_EVENT_H_
#define GREENLENS_TRACER_COMPARE_STORY_EVENT_H_

#include <array>
#include <cstdint>
#include <string>

#include "tracer/facts/values.h"

namespace greenlens::compare {

enum class Kind : uint8_t {
  created,           // actor created other, whose parent is third
  renamed,           // actor is called `text` from now on
  parent_set,        // actor's parent is other
  parent_refused,    // actor's parent was to be other; text says why not
  switched,          // actor asked for third, and other runs: mostly the same one
  switch_failed,     // actor asked for third; text says why not
  switch_open,       // actor asked for third, and the recording ends in it
  finished,          // actor ended, as `how` says, with `text`
  printed,           // actor printed `text`
  error_ignored,     // of actor, with `text`, nobody heard
  thread_ended,      // with whom is not compared
  dropped,           // the last handle of actor, another thread's greenlet, was dropped here
  forked,            // the program made a copy of itself
  program_finished,  // as `how` says, with `text`
  signalled,         // actor sent the signal `text`, to whom is not compared
  exec_requested,    // actor asked for the program `text` in its place
  child_ended,  // actor waited for a child, which is not compared; `text`: its status or signal
  another_way   // here the run is made to go another way: actor does `how` to other, with `text`
};
constexpr std::array<const char*, 18> enum_names(Kind) {
  return {"created",        "renamed",     "parent_set", "parent_refused",   "switched",
          "switch_failed",  "switch_open", "finished",   "printed",          "error_ignored",
          "thread_ended",   "dropped",     "forked",     "program_finished", "signalled",
          "exec_requested", "child_ended", "another_way"};
}

// A thread, by its name: the n-th that is called so. The first one has no name, and its own
// number: what the system calls it is the program's file, which may be called anything.
struct ThreadName {
  std::string name;
  uint32_t number = 1;
  bool operator==(const ThreadName&) const = default;
};

// A greenlet, by the name that it had when it was created: the n-th of this name in its thread.
struct Who {
  facts::GreenletId id = 0;  // in its recording: not compared; 0: nobody
  std::string name;
  uint32_t number = 1;
  ThreadName thread;
};

struct StoryEvent {
  Kind kind = Kind::printed;
  uint64_t step = 0;           // of the recording, that it was told by
  facts::ThreadId thread = 0;  // in its recording
  Who actor, other, third;
  uint8_t how = 0;  // by kind: facts::Payload, facts::Finish, facts::End, facts::Deed
  bool last_handle_gone = false;
  bool value_known = true;  // of a switch that was only noted nobody knows what it carried
  std::string text;         // value, message, line, name; its beginning, when it is long
  facts::SourceLine at;     // where the program was; line 0: not known
  uint64_t bytes_out = 0, bytes_in = 0;  // of a switch
  // Of all that is compared, and the same without the value that a switch carried.
  uint64_t key = 0, key_without_value = 0;
};

inline bool same(const StoryEvent& a, const StoryEvent& b) {
  if (a.value_known && b.value_known) return a.key == b.key;
  return a.key_without_value == b.key_without_value;
}

// What of it counts.
struct Compared {
  bool bytes = false;  // how many each switch copied: compilers differ in that
  bool lines = false;  // where it was called: another line after every change above it
  bool values = true;  // what switches carried
};

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_STORY_EVENT_H_
