#include "bench/foreign.h"

#include <cstdint>
#include <cstdlib>

namespace greenlens::bench {
namespace {

using boost::context::detail::jump_fcontext;
using boost::context::detail::make_fcontext;
using boost::context::detail::transfer_t;

void enter_boost(transfer_t came) {
  BoostContext* self = BoostSubject::going_to;
  static_cast<BoostContext*>(came.data)->context = came.fctx;
  self->run(self->argument);
  std::abort();  // run ends with end()
}

// makecontext passes integers.
void enter_ucontext(unsigned high, unsigned low) {
  auto* self = reinterpret_cast<UContext*>(uintptr_t{high} << 32 | low);
  self->run(self->argument);
  std::abort();
}

}  // namespace

BoostSubject::Handle BoostSubject::make(void (*run)(void*), void* argument) {
  auto* self = new BoostContext{nullptr, run, argument, std::malloc(kStackBytes)};
  self->context =
      make_fcontext(static_cast<char*>(self->stack) + kStackBytes, kStackBytes, enter_boost);
  return self;
}
void BoostSubject::drop(Handle self) {
  std::free(self->stack);
  delete self;
}
BoostSubject::Handle BoostSubject::main() {
  static auto* const main = new BoostContext;
  return main;
}

UContextSubject::Handle UContextSubject::make(void (*run)(void*), void* argument) {
  auto* self = new UContext{{}, run, argument, std::malloc(kStackBytes)};
  getcontext(&self->context);
  self->context.uc_stack.ss_sp = self->stack;
  self->context.uc_stack.ss_size = kStackBytes;
  self->context.uc_link = nullptr;
  auto address = reinterpret_cast<uintptr_t>(self);
  makecontext(&self->context, reinterpret_cast<void (*)()>(enter_ucontext), 2,
              static_cast<unsigned>(address >> 32), static_cast<unsigned>(address));
  return self;
}
void UContextSubject::drop(Handle self) {
  std::free(self->stack);
  delete self;
}
UContextSubject::Handle UContextSubject::main() {
  static auto* const main = new UContext;
  return main;
}

}  // namespace greenlens::bench
