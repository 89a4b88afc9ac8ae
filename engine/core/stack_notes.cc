#include "engine/core/stack_notes.h"

#include <cstdint>

// Null in a program without AddressSanitizer (its asan_interface.h declares them).
// NOLINTBEGIN(readability-identifier-naming): the names are AddressSanitizer's
extern "C" {
[[gnu::weak]] void __asan_unpoison_memory_region(const volatile void* address, size_t size);
[[gnu::weak]] void* __asan_get_current_fake_stack();
}
// NOLINTEND(readability-identifier-naming)

namespace greenlens::core {

bool keeps_stack_notes() noexcept { return __asan_unpoison_memory_region != nullptr; }

void forget_stack_notes(const char* begin, const char* end) noexcept {
  if (keeps_stack_notes() && begin < end) {
    __asan_unpoison_memory_region(begin, static_cast<size_t>(end - begin));
  }
}

// Volatile, so that it does not become a call of memcpy, which is checked.
__attribute__((no_sanitize("address"))) void copy_past_notes(char* to, const char* from,
                                                             size_t count) noexcept {
  using Word [[gnu::may_alias]] = uintptr_t;  // slices begin and end with whole words
  volatile auto* into = reinterpret_cast<volatile Word*>(to);
  const volatile auto* out_of = reinterpret_cast<const volatile Word*>(from);
  for (size_t i = 0; i < count / sizeof(Word); ++i) into[i] = out_of[i];
}

const char* refusal_of_fake_stack() noexcept {
  bool is_fake =
      __asan_get_current_fake_stack != nullptr && __asan_get_current_fake_stack() != nullptr;
  return is_fake ? "AddressSanitizer keeps locals in the heap instead of on the stack, where "
                   "greenlets lie: run the program with "
                   "ASAN_OPTIONS=detect_stack_use_after_return=0"
                 : nullptr;
}

}  // namespace greenlens::core
