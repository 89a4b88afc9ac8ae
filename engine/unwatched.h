// Switching has two paths: engine/switch.cc is the plain one, which tells every step and handles
// everything; engine/unwatched.cc takes over the common cases when nobody watches.
#ifndef GREENLENS_ENGINE_UNWATCHED_H_
#define GREENLENS_ENGINE_UNWATCHED_H_

#include "engine/core.h"

namespace greenlens::engine::watched {

// The plain path of engine::g_switch. Which of the two a greenlet left by says nothing about how
// the next one comes back: both leave the same in the ThreadState.
Delivery g_switch(Core& requested, Delivery&& delivery);
// The rest of it in a greenlet that was left unwatched and is resumed while somebody watches.
Delivery resume();
// The end of a greenlet whose body has run.
[[noreturn]] void finish(Core& self, Delivery result, FinishKind how);
// Refusals: everything is as before the switch.
Delivery nothing_to_run(Delivery error);
Delivery out_of_memory(bool first_start);

}  // namespace greenlens::engine::watched

#endif  // GREENLENS_ENGINE_UNWATCHED_H_
