#include "engine/core/allocate.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace greenlens::core {

char* CopyBlocks::take_new(size_t bytes, const char* of) noexcept {
  Size size = size_for(bytes);
  void* block = bytes <= kFine
                    ? std::malloc(std::max(size.bytes, sizeof(SetAside)))
                    : std::aligned_alloc(kLine, (size.bytes + kLine - 1) / kLine * kLine);
  return block == nullptr ? nullptr : place_in(static_cast<char*>(block), of, bytes);
}

bool CopyBlocks::set_aside(size_t bytes, size_t wanted, const char* of) noexcept {
  if (fits(bytes, wanted)) return true;
  char* block = take(wanted, of);
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

// For one more block in a size that has no room left.
bool CopyBlocks::make_room(Kept& kept, size_t bytes) noexcept {
  if (!may_keep(kept.room, bytes)) return false;
  if (room_ + bytes > kMostKept) clear();
  ++kept.room;
  room_ += bytes;
  return true;
}

void CopyBlocks::discard(char* block, size_t bytes) noexcept {
  if (block != nullptr) std::free(block_of(block, bytes));
}

void CopyBlocks::clear() noexcept {
  for (Kept& kept : kept_) {
    while (kept.first != nullptr) {
      Free* block = kept.first;
      kept.first = block->next;
      std::free(block);
    }
    kept.count = kept.room = 0;
  }
  room_ = 0;
}

}  // namespace greenlens::core
