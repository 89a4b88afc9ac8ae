// Weak handles: they name a greenlet without keeping it. The articles' weakreflist.
#ifndef GREENLENS_ENGINE_CPP_WEAK_H_
#define GREENLENS_ENGINE_CPP_WEAK_H_

#include "engine/cpp/greenlet.h"

namespace greenlens::core {
struct WeakLink;  // engine/core/weak_link.h
}

namespace greenlens::engine {

// A weak handle. It is cut off when the last handle of its greenlet is dropped, before GreenletExit
// is thrown into it; a greenlet that resurrects itself needs a new one. When another thread dropped
// the last handle, that is when the greenlet's own thread next calls the engine. Any thread may use
// it; a single handle is for one thread at a time.
class WeakGreenlet {
 public:
  WeakGreenlet() = default;
  WeakGreenlet(const Greenlet& greenlet);
  WeakGreenlet(const WeakGreenlet& other);
  WeakGreenlet(WeakGreenlet&& other) noexcept;
  WeakGreenlet& operator=(WeakGreenlet other) noexcept;
  ~WeakGreenlet();

  // A handle of the greenlet, or one that names none when it is gone.
  Greenlet lock() const;
  bool expired() const;

 private:
  core::WeakLink* link_ = nullptr;
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_WEAK_H_
