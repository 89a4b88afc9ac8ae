#include "engine/weak.h"

#include <utility>

#include "engine/weak_link.h"

namespace greenlens::engine {

WeakGreenlet::WeakGreenlet(const Greenlet& greenlet) {
  if (greenlet.core() != nullptr) link_ = use_weak_link(const_cast<Core&>(*greenlet.core()));
}
WeakGreenlet::WeakGreenlet(const WeakGreenlet& other) : link_(other.link_) {
  if (link_ != nullptr) use(*link_);
}
WeakGreenlet::WeakGreenlet(WeakGreenlet&& other) noexcept
    : link_(std::exchange(other.link_, nullptr)) {}
WeakGreenlet& WeakGreenlet::operator=(WeakGreenlet other) noexcept {
  std::swap(link_, other.link_);
  return *this;
}
WeakGreenlet::~WeakGreenlet() { engine::drop(link_); }

Greenlet WeakGreenlet::lock() const {
  return Greenlet::adopt(link_ ? engine::lock(*link_) : nullptr);
}

bool WeakGreenlet::expired() const { return link_ == nullptr || engine::expired(*link_); }

}  // namespace greenlens::engine
