// To be read beside greenlet.c: the functions, their order and their names are the articles'.
//
// What differs. The articles take memory in the middle of saving and cannot go back when there is
// none; here all of it is set aside before the first byte moves, so that a refused switch leaves
// everything as it was. And each step is told: whoever watches hears facts, whoever does not costs
// an empty call. Told is what has happened, so each call stands below the lines that did it, and
// names that line: here(-1) is the one above.
#include "engine/core/slice.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "engine/core/allocate.h"
#include "engine/core/core.h"
#include "engine/core/observer.h"
#include "engine/core/stack_notes.h"

namespace greenlens::core {
namespace {

void copy(char* to, const char* from, size_t count) {
  keeps_stack_notes() ? copy_past_notes(to, from, count)
                      : static_cast<void>(std::memcpy(to, from, count));
}

// The articles' g_save: the copy of `owner` grows upwards to `stop`.
//
// Always upwards: the lowest bytes of a slice are in the way first, and what is in the heap once
// stays there until the slice runs again. So one length, stack_saved, tells both parts apart.
void save(Slice& owner, char* stop, CopyBlocks& blocks, Observer* const& observer) {
  size_t saved = owner.stack_saved;
  // Nothing to do when all that lies below `stop` is saved, or when nothing of the slice does.
  if (stop <= owner.stack_start + saved) return;
  size_t wanted = static_cast<size_t>(stop - owner.stack_start);
  char* block = blocks.grow(owner.stack_copy, saved, wanted);
  copy(block + saved, owner.stack_start + saved, wanted - saved);
  owner.stack_copy = block;
  owner.stack_saved = wanted;
  SliceExtent extent = stop == owner.stack_stop ? SliceExtent::whole : SliceExtent::partial;
  observer->slice_saved(Where::here(-4), greenlet_of(owner), extent, owner.stack_start + saved,
                        stop, block + saved);
  forget_stack_notes(owner.stack_start + saved, stop);
}

// Gets the memory for all that save_state() will save, walking as it does. Not in the articles.
bool set_aside(const Slice& current, const Slice& target, const char* sp, CopyBlocks& blocks) {
  const Slice* owner = current.active() ? &current : current.stack_prev;
  const Slice* last = nullptr;
  while (owner != &target && (last == nullptr || last->stack_stop < target.stack_stop)) {
    const char* start = owner == &current ? sp : owner->stack_start;
    const char* stop = std::min(owner->stack_stop, target.stack_stop);
    bool needs_more = start + owner->stack_saved < stop;
    size_t wanted = static_cast<size_t>(stop - start);
    if (needs_more && !blocks.set_aside(owner->stack_saved, wanted, start)) {
      blocks.put_back();
      return false;
    }
    last = std::exchange(owner, owner->stack_prev);
  }
  return true;
}

}  // namespace

bool save_state(Slice& current, const Slice& target, char* sp, CopyBlocks& blocks,
                Observer* const& observer) {
  // Whoever runs above its own slice has left it without telling, with longjmp: what lies there is
  // another's.
  if (current.active() && sp >= current.stack_stop) return false;
  if (!set_aside(current, target, sp, blocks)) return false;

  // Only now is known where the one that leaves ends: its registers lie at `sp`, and nothing below
  // them will be needed.
  Slice* owner = &current;
  if (current.active()) {
    current.stack_start = sp;
    observer->stack_start_set(Where::here(-1), greenlet_of(current));
  } else {
    owner = current.stack_prev;  // dying: not saved
    observer->origin_not_saved(Where::here(-1), greenlet_of(current));
    forget_stack_notes(sp, current.stack_stop);
  }

  // Who lies entirely in the area that the target needs goes to the heap whole. The chain ascends,
  // and main, which ends above everything, ends the loop.
  while (owner->stack_stop < target.stack_stop) {
    save(*owner, owner->stack_stop, blocks, observer);
    owner = owner->stack_prev;
  }
  // The next one reaches beyond that area, and only what is inside of it has to go: this is how a
  // slice comes to be partly here and partly there. The target itself is in nobody's way.
  if (owner != &target) save(*owner, target.stack_stop, blocks, observer);
  return true;
}

void restore_state(Slice& target, Slice& origin, CopyBlocks& blocks, Observer* const& observer) {
  // Back to the same addresses: pointers into the slice, frame pointers and return addresses among
  // them, are right again without anybody touching them.
  if (target.stack_saved != 0) {
    char* to = target.stack_start + target.stack_saved;
    copy(target.stack_start, target.stack_copy, target.stack_saved);
    forget_stack_notes(target.stack_start, to);
    drop_copy(target, blocks);
    observer->slice_restored(Where::here(-3), greenlet_of(target), target.stack_start, to);
  }

  // Whoever was saved whole on the way here has left the stack; the next older one is the first
  // that reaches beyond the target.
  Slice* owner = origin.active() ? &origin : origin.stack_prev;
  while (owner != nullptr && owner->stack_stop <= target.stack_stop) owner = owner->stack_prev;
  target.stack_prev = owner;
  observer->stack_prev_relinked(Where::here(-1), greenlet_of(target));
}

void drop_copy(Slice& slice, CopyBlocks& blocks) {
  if (slice.stack_saved == 0) return;
  blocks.give(slice.stack_copy, slice.stack_saved);
  slice.stack_copy = nullptr;
  slice.stack_saved = 0;
}

}  // namespace greenlens::core
