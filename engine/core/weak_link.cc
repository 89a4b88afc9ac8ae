#include "engine/core/weak_link.h"

#include <mutex>

#include "engine/core/thread_state.h"

namespace greenlens::core {

struct WeakLink {
  std::atomic<int> users{1};
  std::mutex mutex;
  Core* greenlet;  // null when cut

  explicit WeakLink(Core& core) : greenlet(&core) {}
};

WeakLink* use_weak_link(Core& greenlet) {
  std::atomic<WeakLink*>& place = CoreAccess::weak_link(greenlet);
  WeakLink* link = place.load(std::memory_order_acquire);
  if (link == nullptr) {
    auto* made = new WeakLink(greenlet);
    if (place.compare_exchange_strong(link, made, std::memory_order_acq_rel)) {
      link = made;
    } else {
      delete made;  // another thread was first
    }
  }
  use(*link);
  return link;
}

void use(WeakLink& link) noexcept { link.users.fetch_add(1, std::memory_order_relaxed); }

void drop(WeakLink* link) noexcept {
  if (link != nullptr && link->users.fetch_sub(1, std::memory_order_acq_rel) == 1) delete link;
}

Core* lock(WeakLink& link) noexcept {
  std::lock_guard guard(link.mutex);
  if (link.greenlet == nullptr) return nullptr;
  // One more reference, unless there is none any more.
  std::atomic<int>& references = CoreAccess::references(*link.greenlet);
  int count = references.load(std::memory_order_relaxed);
  while (count > 0) {
    if (references.compare_exchange_weak(count, count + 1, std::memory_order_acq_rel)) {
      return link.greenlet;
    }
  }
  return nullptr;
}

bool expired(WeakLink& link) noexcept {
  std::lock_guard guard(link.mutex);
  return link.greenlet == nullptr || CoreAccess::references(*link.greenlet) == 0;
}

void cut_weak_link(Core& greenlet) noexcept {
  std::atomic<WeakLink*>& place = CoreAccess::weak_link(greenlet);
  // Most have none, and who has no reference any more gets none.
  if (place.load(std::memory_order_acquire) == nullptr) return;
  WeakLink* link = place.exchange(nullptr, std::memory_order_acq_rel);
  if (link == nullptr) return;
  {
    std::lock_guard guard(link->mutex);
    link->greenlet = nullptr;
  }
  drop(link);
}

}  // namespace greenlens::core
