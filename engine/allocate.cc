#include "engine/allocate.h"

#include <cstdlib>
#include <cstring>

namespace greenlens::engine {

bool CopyBlocks::set_aside(size_t bytes, size_t wanted) noexcept {
  if (fits(bytes, wanted)) return true;
  char* block = take(wanted);
  if (block == nullptr) return false;
  *last_set_aside_ = new (block) SetAside{nullptr, wanted};
  last_set_aside_ = &(*last_set_aside_)->next;
  return true;
}

void CopyBlocks::put_back() noexcept {
  SetAside* next = first_set_aside_;
  first_set_aside_ = nullptr;
  last_set_aside_ = &first_set_aside_;
  while (next != nullptr) {
    SetAside* block = next;
    next = block->next;
    give(reinterpret_cast<char*>(block), block->bytes);
  }
}

char* CopyBlocks::grow(char* block, size_t bytes, size_t wanted) noexcept {
  if (fits(bytes, wanted)) return block;
  SetAside* larger = first_set_aside_;
  first_set_aside_ = larger->next;
  if (first_set_aside_ == nullptr) last_set_aside_ = &first_set_aside_;
  if (bytes != 0) {
    std::memcpy(larger, block, bytes);
    give(block, bytes);
  }
  return reinterpret_cast<char*>(larger);
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
