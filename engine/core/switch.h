// Switching, in two paths. switch.cc is the plain one, which tells every step and handles
// everything; it reads like the articles. unwatched.cc, which has no header since nobody calls it
// by another name, is where g_switch begins: it takes over the common cases when nobody watches.
//
// All of it is for the thread of the running greenlet, and none of it throws.
#ifndef GREENLENS_ENGINE_CORE_SWITCH_H_
#define GREENLENS_ENGINE_CORE_SWITCH_H_

#include "engine/core/core.h"

namespace greenlens::core {

// The articles' g_switch: from the current greenlet to `requested`, or to its nearest ancestor that
// lives. Returns what the current one is handed when it is switched to again, which may be never:
// what its frames hold stays for as long. When the engine refuses (another thread's greenlet,
// nothing to run, no memory for a copy) it returns an error instead, and nothing has happened but
// that `delivery` is gone. `requested` is not kept: whoever calls holds a reference of it until the
// switch has happened, whatever is run before, best in the delivery itself.
Delivery g_switch(Core& requested, Delivery&& delivery);

namespace plain {

// The plain path of core::g_switch. Which of the two a greenlet left by says nothing about how the
// next one comes back: both leave the same in the ThreadState.
Delivery g_switch(Core& requested, Delivery&& delivery);
// The rest of it in a greenlet that was left unwatched and is resumed while somebody watches.
Delivery resume();
// The end of a greenlet whose body has run: its result, the thread's delivery, goes to the parent.
// Its stack goes on to be used when that parent has not been started yet. Ends the process, with a
// word, when not even main can be switched to.
[[noreturn]] void finish(Core& self, FinishKind how);
// The same when it is dead already and the switch to its parent was refused: that is an error for
// the next one.
[[noreturn]] void finish_refused(Core& dead);
// Refusals, as errors: everything is as before the switch.
Delivery nothing_to_run(Delivery error);
Delivery not_switched(bool first_start);  // arch_switch answered ARCH_SAVE_FAILED

}  // namespace plain
}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_SWITCH_H_
