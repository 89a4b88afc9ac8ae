// A slice: the range of the thread's C stack that belongs to one greenlet, and the copy of what had
// to make room.
//
//              |     older     |
//              |     data      |
//   stack_stop .  .  .  .  .  .  .
//      |       |               |
//      |       | greenlet data |
//      |       |   in stack    |
//      |       *_______________* . .  ________________  stack_copy + stack_saved
//      |       |               |     |                |
//      |       |   unrelated   |     | greenlet data, |
//      |       |     data      |     | saved          |
//   stack_start .  .  .  .  .  . . . |________________| stack_copy
//
// The drawing and the names are greenlet.c's. High addresses are above: the stack grows down.
#ifndef GREENLENS_ENGINE_CORE_SLICE_H_
#define GREENLENS_ENGINE_CORE_SLICE_H_

#include <cstddef>
#include <cstdint>

#include "arch/one_stack.h"

namespace greenlens::core {

class CopyBlocks;
class Core;
class Observer;

struct Slice {
  // The lowest byte. NULL: not started, or finished. 1: running for the first time, and main at the
  // beginning.
  char* stack_start = nullptr;
  // One past the highest byte. NULL: not started. -1 for main: the whole stack.
  char* stack_stop = nullptr;
  // The bytes [stack_start, stack_start + stack_saved), in the heap; NULL when none are there.
  char* stack_copy = nullptr;
  size_t stack_saved = 0;
  // The next older slice that still has bytes in the stack; strictly ascending stack_stop, main
  // last.
  Slice* stack_prev = nullptr;

  bool started() const { return stack_stop != nullptr; }
  bool active() const { return stack_start != nullptr; }
  bool dead() const { return started() && !active(); }

  // Bytes of it that are in place: none for a slice that is wholly in the heap. Not for main, whose
  // end is not known.
  size_t bytes_on_stack() const {
    return static_cast<size_t>(stack_stop - stack_start) - stack_saved;
  }
};

// The articles' slp_save_state: makes room for `target`. `current` is left with its spilled
// registers at `sp`; what of the stack lies below target.stack_stop goes to the heap: whole slices,
// then at most one partial. When `current` is dying, its own bytes are worth nothing and it is
// skipped. Returns false when memory is lacking, or when `sp` is not below current.stack_stop;
// nothing has changed then, and nothing was told. `observer` is asked anew for each fact: it may
// leave when it hears of one.
bool save_state(Slice& current, const Slice& target, char* sp, CopyBlocks& blocks,
                Observer* const& observer);

// The articles' slp_restore_state: puts the copy of `target` back, frees it, and finds the slice
// that is the next older one in the stack. Does not fail. Runs below the target's bytes, before
// they are in place: neither it nor the observer may use them until slice_restored.
void restore_state(Slice& target, Slice& origin, CopyBlocks& blocks, Observer* const& observer);

// Gives the copy back to the blocks it came from; nothing to do when there is none.
void drop_copy(Slice& slice, CopyBlocks& blocks);

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_SLICE_H_
