#include "tracer/drain/steps.h"

#include <utility>

namespace greenlens::drain {

void Steps::put(Step step) {
  const std::lock_guard lock(mutex_);
  steps_.push_back(std::move(step));
  count_.fetch_add(1, std::memory_order_release);
}

std::deque<Step> Steps::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(steps_, {});
}

}  // namespace greenlens::drain
