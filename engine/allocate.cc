#include "engine/allocate.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace greenlens::engine {

char* CopyBlocks::take(size_t bytes) noexcept {
  if (until_failure_ != 0 && --until_failure_ == 0) [[unlikely]]
    return nullptr;
  Size size = size_for(bytes);
  if (size.bytes <= kLargest) [[likely]] {
    Kept& kept = kept_[size.index];
    if (Free* block = kept.first) [[likely]] {
      kept.first = block->next;
      --kept.count;
      return reinterpret_cast<char*>(block);
    }
  }
  return static_cast<char*>(std::malloc(size.bytes));
}

void CopyBlocks::give(char* block, size_t bytes) noexcept {
  Size size = size_for(bytes);
  if (size.bytes <= kLargest) [[likely]] {
    Kept& kept = kept_[size.index];
    if (may_keep(kept.count, size.bytes)) [[likely]] {
      kept.first = new (block) Free{kept.first};
      ++kept.count;
      return;
    }
  }
  std::free(block);
}

char* CopyBlocks::grow(char* block, size_t bytes, size_t wanted) noexcept {
  if (bytes == 0) return take(wanted);
  if (size_for(bytes).bytes == size_for(wanted).bytes) return block;
  char* larger = take(wanted);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, block, bytes);
  give(block, bytes);
  return larger;
}

void CopyBlocks::discard(char* block) noexcept { std::free(block); }

void CopyBlocks::clear() noexcept {
  for (Kept& kept : kept_) {
    while (kept.first != nullptr) {
      Free* block = kept.first;
      kept.first = block->next;
      std::free(block);
    }
    kept.count = 0;
  }
}

}  // namespace greenlens::engine
