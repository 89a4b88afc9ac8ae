#include "bench/floors.h"

#include <cstring>

#ifdef __AVX2__
#include <immintrin.h>
#endif

namespace greenlens::bench {

void copy_out_and_in(char* stack, char* out, const char* in, size_t bytes) {
  std::memcpy(out, stack, bytes);
  std::memcpy(stack, in, bytes);
}

#ifdef __AVX2__
bool can_exchange() { return __builtin_cpu_supports("avx2"); }

void exchange(char* stack, char* copy, size_t bytes) {
  for (size_t i = 0; i < bytes; i += 64) {
    auto* a = reinterpret_cast<__m256i*>(stack + i);
    auto* b = reinterpret_cast<__m256i*>(copy + i);
    __m256i a0 = _mm256_loadu_si256(a), a1 = _mm256_loadu_si256(a + 1);
    __m256i b0 = _mm256_loadu_si256(b), b1 = _mm256_loadu_si256(b + 1);
    _mm256_storeu_si256(a, b0);
    _mm256_storeu_si256(a + 1, b1);
    _mm256_storeu_si256(b, a0);
    _mm256_storeu_si256(b + 1, a1);
  }
}
#else
bool can_exchange() { return false; }
void exchange(char*, char*, size_t) {}
#endif

}  // namespace greenlens::bench
