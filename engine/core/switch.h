// Switching. It has two paths: switch.cc is the plain one, which tells every step and handles
// everything; unwatched.cc, which has no header since nobody calls it by another name, is where
// g_switch begins and takes over the common cases when nobody watches.
#ifndef GREENLENS_ENGINE_CORE_SWITCH_H_
#define GREENLENS_ENGINE_CORE_SWITCH_H_

#include "engine/core/core.h"

namespace greenlens::core {

// The articles' g_switch: from the current greenlet to `requested`, or to its nearest ancestor that
// lives. Returns what the current one is handed when it is switched to again, or an error of the
// engine when it refuses.
Delivery g_switch(Core& requested, Delivery&& delivery);

namespace plain {

// The plain path of core::g_switch. Which of the two a greenlet left by says nothing about how the
// next one comes back: both leave the same in the ThreadState.
Delivery g_switch(Core& requested, Delivery&& delivery);
// The rest of it in a greenlet that was left unwatched and is resumed while somebody watches.
Delivery resume();
// The end of a greenlet whose body has run.
[[noreturn]] void finish(Core& self, Delivery result, FinishKind how);
// Refusals: everything is as before the switch.
Delivery nothing_to_run(Delivery error);
Delivery out_of_memory(bool first_start);

}  // namespace plain
}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_SWITCH_H_
