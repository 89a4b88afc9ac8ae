#include "engine/c/thread.h"

#include "engine/core/thread_state.h"

namespace greenlens::engine {

bool thread_is_ending() {
  thread_local bool was_used = false;  // trivial: can be asked while the thread's destructors run
  bool ending = was_used && core::thread_state_if_any() == nullptr;
  was_used = true;
  return ending;
}

}  // namespace greenlens::engine
