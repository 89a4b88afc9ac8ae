#include "engine/weak.h"

#include <mutex>
#include <utility>

#include "engine/thread_state.h"

namespace greenlens::engine {

// What all weak handles of a greenlet share with it.
struct WeakLink {
  std::atomic<int> users{1};
  std::mutex mutex;
  Core* greenlet;  // null when cut

  explicit WeakLink(Core& core) : greenlet(&core) {}
};

namespace {

void drop(WeakLink* link) noexcept {
  if (link != nullptr && link->users.fetch_sub(1, std::memory_order_acq_rel) == 1) delete link;
}

WeakLink* link_of(Core& greenlet) {
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
  link->users.fetch_add(1, std::memory_order_relaxed);
  return link;
}

// One more reference, unless there is none any more.
bool retain_if_alive(Core& greenlet) {
  std::atomic<int>& references = CoreAccess::references(greenlet);
  int count = references.load(std::memory_order_relaxed);
  while (count > 0) {
    if (references.compare_exchange_weak(count, count + 1, std::memory_order_acq_rel)) return true;
  }
  return false;
}

}  // namespace

WeakGreenlet::WeakGreenlet(const Greenlet& greenlet) {
  if (greenlet.core() != nullptr) link_ = link_of(const_cast<Core&>(*greenlet.core()));
}
WeakGreenlet::WeakGreenlet(const WeakGreenlet& other) : link_(other.link_) {
  if (link_ != nullptr) link_->users.fetch_add(1, std::memory_order_relaxed);
}
WeakGreenlet::WeakGreenlet(WeakGreenlet&& other) noexcept
    : link_(std::exchange(other.link_, nullptr)) {}
WeakGreenlet& WeakGreenlet::operator=(WeakGreenlet other) noexcept {
  std::swap(link_, other.link_);
  return *this;
}
WeakGreenlet::~WeakGreenlet() { drop(link_); }

Greenlet WeakGreenlet::lock() const {
  if (link_ == nullptr) return {};
  std::lock_guard lock(link_->mutex);
  if (link_->greenlet == nullptr || !retain_if_alive(*link_->greenlet)) return {};
  return Greenlet::adopt(link_->greenlet);
}

bool WeakGreenlet::expired() const {
  if (link_ == nullptr) return true;
  std::lock_guard lock(link_->mutex);
  return link_->greenlet == nullptr || CoreAccess::references(*link_->greenlet) == 0;
}

void cut_weak_link(Core& greenlet) noexcept {
  WeakLink* link = CoreAccess::weak_link(greenlet).exchange(nullptr, std::memory_order_acq_rel);
  if (link == nullptr) return;
  {
    std::lock_guard lock(link->mutex);
    link->greenlet = nullptr;
  }
  drop(link);
}

}  // namespace greenlens::engine
