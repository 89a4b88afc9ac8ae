#include "engine/allocate.h"

#include <cstdlib>
#include <cstring>

namespace greenlens::engine {

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
