// Switches between separate stacks, which copy nothing: Boost.Context's and ucontext.
#ifndef GREENLENS_BENCH_FOREIGN_H_
#define GREENLENS_BENCH_FOREIGN_H_

#include <ucontext.h>

#include <boost/context/detail/fcontext.hpp>
#include <cstddef>

namespace greenlens::bench {

constexpr size_t kStackBytes = 16 * 1024;

struct BoostContext {
  boost::context::detail::fcontext_t context = nullptr;
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
  void* stack = nullptr;  // from malloc
};

struct BoostSubject {
  using Handle = BoostContext*;
  static constexpr bool kSlices = false;
  static Handle make(void (*run)(void*), void* argument);
  static void drop(Handle self);
  static Handle main();
  static inline Handle going_to = nullptr;  // a new context asks who it is
  static void go(Handle from, Handle to) {
    going_to = to;
    using boost::context::detail::jump_fcontext;
    boost::context::detail::transfer_t came = jump_fcontext(to->context, from);
    static_cast<Handle>(came.data)->context = came.fctx;
  }
  static void end(Handle self) { go(self, main()); }
  static size_t saved(Handle) { return 0; }
};

struct UContext {
  ucontext_t context{};
  void (*run)(void*) = nullptr;
  void* argument = nullptr;
  void* stack = nullptr;
};

struct UContextSubject {
  using Handle = UContext*;
  static constexpr bool kSlices = false;
  static Handle make(void (*run)(void*), void* argument);
  static void drop(Handle self);
  static Handle main();
  static void go(Handle from, Handle to) { swapcontext(&from->context, &to->context); }
  static void end(Handle self) { go(self, main()); }
  static size_t saved(Handle) { return 0; }
};

}  // namespace greenlens::bench

#endif  // GREENLENS_BENCH_FOREIGN_H_
