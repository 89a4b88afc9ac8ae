#include "engine/cpp/weak.h"

#include <utility>

#include "engine/core/weak_link.h"

namespace greenlens::engine {

WeakGreenlet::WeakGreenlet(const Greenlet& greenlet) {
  if (greenlet.core() != nullptr) link_ = core::use_weak_link(const_cast<Core&>(*greenlet.core()));
}
WeakGreenlet::WeakGreenlet(const WeakGreenlet& other) : link_(other.link_) {
  if (link_ != nullptr) core::use(*link_);
}
WeakGreenlet::WeakGreenlet(WeakGreenlet&& other) noexcept
    : link_(std::exchange(other.link_, nullptr)) {}
WeakGreenlet& WeakGreenlet::operator=(WeakGreenlet other) noexcept {
  std::swap(link_, other.link_);
  return *this;
}
WeakGreenlet::~WeakGreenlet() { core::drop(link_); }

Greenlet WeakGreenlet::lock() const {
  return Greenlet::adopt(link_ ? core::lock(*link_) : nullptr);
}

bool WeakGreenlet::expired() const { return link_ == nullptr || core::expired(*link_); }

}  // namespace greenlens::engine
