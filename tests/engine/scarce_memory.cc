#include "tests/engine/scarce_memory.h"

#include <malloc.h>

#include <atomic>
#include <cstddef>
#include <new>

extern "C" {
void* __real_malloc(size_t bytes);
void* __real_aligned_alloc(size_t alignment, size_t bytes);
void __real_free(void* block);
void* __wrap_malloc(size_t bytes);
void* __wrap_aligned_alloc(size_t alignment, size_t bytes);
void __wrap_free(void* block);
}

namespace greenlens::engine {
namespace {

constinit thread_local long until_failure = 0;  // 0: never
constinit thread_local bool fails_from_then_on = false;
constinit thread_local bool has_lacked = false;
constinit std::atomic<long> in_use{0}, in_use_bytes{0};

bool lacking() {
  if (until_failure == 0 || --until_failure > 0) return false;
  has_lacked = true;
  if (fails_from_then_on) until_failure = 1;
  return true;
}

void* count(void* block) {
  if (block == nullptr) return nullptr;
  ++in_use;
  in_use_bytes += static_cast<long>(malloc_usable_size(block));
  return block;
}

void* take(size_t bytes) { return lacking() ? nullptr : count(__real_malloc(bytes)); }

void* take_aligned(size_t alignment, size_t bytes) {
  return lacking() ? nullptr : count(__real_aligned_alloc(alignment, bytes));
}

void give(void* block) {
  if (block != nullptr) {
    --in_use;
    in_use_bytes -= static_cast<long>(malloc_usable_size(block));
  }
  __real_free(block);
}

}  // namespace

void lack_memory(long request, bool from_then_on) {
  until_failure = request;
  fails_from_then_on = from_then_on;
  has_lacked = false;
}
void enough_memory() { until_failure = 0; }
bool memory_lacked() { return has_lacked; }
long blocks_in_use() { return in_use; }
long bytes_in_use() { return in_use_bytes; }

}  // namespace greenlens::engine

void* __wrap_malloc(size_t bytes) { return greenlens::engine::take(bytes); }
void* __wrap_aligned_alloc(size_t alignment, size_t bytes) {
  return greenlens::engine::take_aligned(alignment, bytes);
}
void __wrap_free(void* block) { greenlens::engine::give(block); }

void* operator new(size_t bytes) {
  if (void* block = greenlens::engine::take(bytes)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept { greenlens::engine::give(block); }
void operator delete(void* block, size_t) noexcept { greenlens::engine::give(block); }
