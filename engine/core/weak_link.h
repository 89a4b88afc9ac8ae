// What all weak handles of a greenlet share with it: the core's side of engine/cpp/weak.h.
#ifndef GREENLENS_ENGINE_CORE_WEAK_LINK_H_
#define GREENLENS_ENGINE_CORE_WEAK_LINK_H_

namespace greenlens::core {

class Core;
struct WeakLink;

// The greenlet's link, made on first use, with one more user. Any thread may ask for it while it
// holds a reference of the greenlet.
WeakLink* use_weak_link(Core& greenlet);
// One more user of it, and one less.
void use(WeakLink& link) noexcept;
void drop(WeakLink* link) noexcept;

// The greenlet, with one more reference for the caller; null when it is gone.
Core* lock(WeakLink& link) noexcept;
bool expired(WeakLink& link) noexcept;

// Cuts the greenlet off from its link: when its last reference is dropped.
void cut_weak_link(Core& greenlet) noexcept;

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_WEAK_LINK_H_
