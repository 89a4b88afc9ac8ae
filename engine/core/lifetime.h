// How greenlets come into being, are counted, and go.
#ifndef GREENLENS_ENGINE_CORE_LIFETIME_H_
#define GREENLENS_ENGINE_CORE_LIFETIME_H_

#include <string>

#include "engine/core/core.h"

namespace greenlens::core {

// The greenlet that runs in this thread. Makes the thread's main greenlet, with `host`, on first
// use.
Core& current_core(Host& host);
Core& main_core(Host& host);

// This thread's observer; null detaches. It is told of the greenlets that there are. Returns the
// one before.
Observer* set_observer(Host& host, Observer* observer);

// A new greenlet of this thread with one reference, for the caller. What is in `state` is moved.
Core* new_core(Host& host, std::string&& name, Core& parent, GreenletState& state);
void retain(Core& greenlet);
// Dropping the last reference of a suspended greenlet throws into it, or queues that for its own
// thread on its own stack.
void release(Core& greenlet) noexcept;
// Whether there was another reference, so that this one could be dropped without consequences.
bool release_unless_last(Core& greenlet) noexcept;
// Does what was queued for this thread; on another stack than its own it waits further. That throws
// into greenlets, which can run anything: who goes on with a greenlet afterwards holds a reference.
bool anything_to_reap();
void reap();

// Null, or why it was refused. The refusal of a main greenlet has a name because it comes even
// before the question whether there is a parent at all.
inline constexpr char kMainHasNoParent[] = "cannot set the parent of a main greenlet";
const char* set_parent(Core& greenlet, Core& parent);
// Makes a greenlet that has not begun, or has ended, one of this thread: only where the host's
// language lets one thread run at a time.
void adopt(Core& greenlet);
void rename(Core& greenlet, std::string name);
// Null when `greenlet` belongs to this thread, otherwise the error's text.
const char* foreign(const Core& greenlet);

// Throws into a suspended greenlet of this thread that nobody refers to, so that it can clean up:
// release() does, and a host that counts references of its own. Its parent is the killer meanwhile,
// so that control comes back here.
void kill(Core& greenlet);

// Drops the references that other threads handed over, in the order in which they did.
void release_dropped(Core* newest);

// For a thread that is about to end, at `sp`: notices that it has left the running greenlet's stack
// without unwinding it. Then main runs on, and what lay in the way is lost, with a word.
void leave_lost_stacks(ThreadState& thread, const void* sp);

// For a thread that is about to end: throws into its suspended greenlets, so that what lives on
// their stacks is destroyed. What refuses to die loses its stack.
void end_greenlets(ThreadState& thread);

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_LIFETIME_H_
