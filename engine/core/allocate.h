// Where the copies of slices lie: the one place where a switch asks for memory.
//
// The articles take a block for each copy and free it at the next switch. The blocks here are
// malloc's too, in steps of size, and a thread keeps a few of each size for its next switches: two
// greenlets that alternate use the same two blocks for ever. A block's size is a function of the
// bytes it was taken for, so nobody has to remember it; the small ones fill malloc's own steps, of
// which a word is malloc's.
//
// What is kept is never more than kMostKept bytes. Each size has room for as many blocks as were
// kept of it at once; when one more would need more room than that in all, everything that is kept
// goes back to malloc, and the room is given out anew: to the sizes that the thread works with now.
#ifndef GREENLENS_ENGINE_CORE_ALLOCATE_H_
#define GREENLENS_ENGINE_CORE_ALLOCATE_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace greenlens::core {

// A thread's. None of it throws; a lack of memory is a null pointer, and nothing has changed then.
class CopyBlocks {
 public:
  CopyBlocks() = default;
  ~CopyBlocks() { clear(); }
  CopyBlocks(const CopyBlocks&) = delete;

  // The most that a thread keeps: enough for two greenlets that alternate, whatever their sizes.
  static constexpr size_t kMostKept = size_t{1} << 20;

  // A block of at least `bytes`, which are more than 0, for a copy of what lies at `of`. The copy
  // of a large slice lies in the cache's lines as the slice does: that makes copying a fifth
  // faster.
  char* take(size_t bytes, const char* of) noexcept;
  // The same for one that lies ready; null when none does.
  char* take_kept(size_t bytes, const char* of) noexcept;
  // Takes back a block that was taken for `bytes`.
  void give(char* block, size_t bytes) noexcept;
  // Makes sure that a copy of `bytes` (0: there is none yet) of what lies at `of` can grow to
  // `wanted`. All that a switch will need is set aside before it begins, so that nothing has
  // changed when memory is lacking.
  bool set_aside(size_t bytes, size_t wanted, const char* of) noexcept;
  // Gives back what was set aside, when it turns out that there is not enough.
  void put_back() noexcept;
  // Exchanges a block taken for `bytes` (null when that is 0), of which `bytes` are in use, for one
  // of at least `wanted` with the same contents. Has to be asked for in the order in which it was
  // set aside, and does not fail.
  char* grow(char* block, size_t bytes, size_t wanted) noexcept;
  // Gives a block taken for `bytes`, or null, to the system: when its thread may be no more.
  static void discard(char* block, size_t bytes) noexcept;
  // Gives to the system what is kept for later.
  void clear() noexcept;

 private:
  struct Free {
    Free* next;
  };
  struct Kept {
    Free* first = nullptr;
    uint32_t count = 0, room = 0;
  };
  struct SetAside {
    SetAside* next;
    size_t bytes;
  };

  // Steps of 16 bytes, less malloc's word, up to some 512. What is larger begins with a cache line;
  // there are eight steps to each doubling, up to 512 KiB. What is larger still is not kept.
  static constexpr size_t kLine = 64, kFine = 512, kLargest = kMostKept / 2;
  static constexpr size_t kMallocsWord = sizeof(size_t);
  static constexpr size_t kFineSizes = kFine / 16 + 1;
  static constexpr size_t kSizes = kFineSizes + 8 * 10 + 1;
  struct Size {
    size_t index;
    size_t bytes;
  };
  static Size size_for(size_t bytes) {
    if (bytes <= kFine) {
      const size_t step = (bytes + kMallocsWord - 1) / 16;
      return {step, (step + 1) * 16 - kMallocsWord};
    }
    bytes += kLine - 1;
    unsigned shift = static_cast<unsigned>(std::bit_width(bytes - 1)) - 4;  // an eighth of a power
    size_t steps = ((bytes - 1) >> shift) + 1;                              // 9 to 16 of them
    return {kFineSizes + (shift - 6) * 8 + (steps - 9), steps << shift};
  }
  static char* place_in(char* block, const char* of, size_t bytes) {
    return bytes <= kFine ? block : block + reinterpret_cast<uintptr_t>(of) % kLine;
  }
  static char* block_of(char* place, size_t bytes) {
    return bytes <= kFine ? place : place - reinterpret_cast<uintptr_t>(place) % kLine;
  }
  // For two greenlets that alternate, and more as long as they are small.
  static bool may_keep(uint32_t kept, size_t bytes) {
    return kept < 2 || kept * bytes < (size_t{32} << 10);
  }

  static char* take_new(size_t bytes, const char* of) noexcept;
  bool make_room(Kept& kept, size_t bytes) noexcept;
  static bool fits(size_t bytes, size_t wanted) {
    return bytes != 0 && size_for(bytes).index == size_for(wanted).index;
  }

  Kept kept_[kSizes];
  size_t room_ = 0;  // bytes, of all sizes
  SetAside* first_set_aside_ = nullptr;
  SetAside** last_set_aside_ = &first_set_aside_;
};

inline char* CopyBlocks::take_kept(size_t bytes, const char* of) noexcept {
  Size size = size_for(bytes);
  if (size.bytes > kLargest) [[unlikely]]
    return nullptr;
  Kept& kept = kept_[size.index];
  Free* block = kept.first;
  if (block == nullptr) [[unlikely]]
    return nullptr;
  kept.first = block->next;
  --kept.count;
  return place_in(reinterpret_cast<char*>(block), of, bytes);
}

inline char* CopyBlocks::take(size_t bytes, const char* of) noexcept {
  char* kept = take_kept(bytes, of);
  return kept != nullptr ? kept : take_new(bytes, of);
}

inline void CopyBlocks::give(char* block, size_t bytes) noexcept {
  char* begin = block_of(block, bytes);
  Size size = size_for(bytes);
  if (size.bytes <= kLargest) [[likely]] {
    Kept& kept = kept_[size.index];
    if (kept.count < kept.room || make_room(kept, size.bytes)) [[likely]] {
      kept.first = new (begin) Free{kept.first};
      ++kept.count;
      return;
    }
  }
  std::free(begin);
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_ALLOCATE_H_
