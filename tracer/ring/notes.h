// Where a recorded program notes switches that it does not tell: a small ring of notes for each
// thread, beside the ring of records.
//
// A note is all that a switch costs a program that is recorded leanly, so it lies where the thread
// alone writes. The order of a thread's notes and records is exact, since a record says how many
// notes were made before it; that of several threads' notes is by their ticks (arch/ticks.h).
#ifndef GREENLENS_TRACER_RING_NOTES_H_
#define GREENLENS_TRACER_RING_NOTES_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "tracer/facts/values.h"
#include "tracer/ring/word.h"

namespace greenlens::ring {

// As engine/core/switch_log.h's SwitchNote lies in memory; all addresses are the program's.
struct alignas(8) Note {
  uint64_t ticks;
  uint64_t sp;
  uint32_t origin;
  uint32_t target;
  uint64_t file;  // 0: the line is not known
  uint64_t function;
  uint64_t caller_sp;
  int32_t line;
  uint32_t recursion_depth;
  bool is_error;
  bool last_handle_gone;
};

static_assert(sizeof(Note) == 64 && offsetof(Note, line) == 48);

// Of one thread. Begins with zeros: nobody's. (Notes are for a recorder on the same CPU: they lie
// as that one has its numbers.)
struct NoteSlot {
  std::atomic<uint32_t> taken{0};             // by a thread, until it has ended and all was read
  std::atomic<uint32_t> ended{0};             // nothing more will be noted
  std::atomic<uint32_t> thread{0};            // its number in the recording; 0: not said yet
  std::atomic<uint64_t> base{0};              // what its addresses become relative to
  alignas(64) std::atomic<uint64_t> head{0};  // notes ever made: the thread's
  alignas(64) std::atomic<uint64_t> tail{0};  // notes ever read: the reader's
};

inline constexpr size_t kNoteSlots = 64;         // threads that note at once; others tell
inline constexpr uint64_t kNotesOfASlot = 4096;  // a power of two
inline constexpr size_t kNotesBytes = kNoteSlots * kNotesOfASlot * sizeof(Note);

struct NoteSlots {
  std::array<NoteSlot, kNoteSlots> slots;
  // A moment by both clocks, from which the recording's time runs.
  Word<uint64_t> began_ticks{0};
  Word<uint64_t> began_ns{0};  // CLOCK_MONOTONIC
};

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_NOTES_H_
