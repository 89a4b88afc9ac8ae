// Greenlet-local variables: like thread_local, but each greenlet has its own.
//
//   GreenletLocal<int> depth([] { return 0; });
//   ++*depth;  // the current greenlet's
//
// A greenlet's value is made when it first asks, and destroyed with the greenlet's memory.
#ifndef GREENLENS_ENGINE_CPP_LOCAL_H_
#define GREENLENS_ENGINE_CPP_LOCAL_H_

#include <any>
#include <cstdint>
#include <functional>
#include <utility>

namespace greenlens::engine {

namespace internal {
uint64_t new_local_key();
std::any& local(uint64_t key);  // the current greenlet's; stays in place
}  // namespace internal

// T must be copyable. One object serves all threads; it may be static.
template <typename T>
class GreenletLocal {
 public:
  explicit GreenletLocal(std::function<T()> first = [] { return T(); })
      : first_(std::move(first)) {}
  GreenletLocal(const GreenletLocal&) = delete;

  T& operator*() const {
    std::any& place = internal::local(key_);
    // `first_` may switch, and even use this variable: it is asked before the place is written.
    if (!place.has_value()) {
      T made = first_();
      if (!place.has_value()) place = std::move(made);
    }
    return *std::any_cast<T>(&place);
  }
  T* operator->() const { return &**this; }

 private:
  const uint64_t key_ = internal::new_local_key();
  std::function<T()> first_;
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_LOCAL_H_
