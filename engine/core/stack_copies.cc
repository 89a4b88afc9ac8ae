#include "engine/core/stack_copies.h"

#include "engine/core/thread_state.h"

namespace greenlens::core {

void for_each_stack_copy(void (*visit)(const void* begin, const void* end, void* context),
                         void* context) {
  const ThreadState* thread = thread_state_if_any();
  if (thread == nullptr) return;
  for (Core* greenlet = thread->oldest; greenlet != nullptr;
       greenlet = CoreAccess::newer(*greenlet)) {
    const Slice& slice = greenlet->slice();
    if (slice.stack_saved == 0) continue;
    visit(slice.stack_copy, slice.stack_copy + slice.stack_saved, context);
  }
}

}  // namespace greenlens::core
