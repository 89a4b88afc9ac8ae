// Copies the bytes of a slice.
//
// Most slices are small, and for a few hundred bytes the C library's memcpy spends more time on
// finding out how than on copying. Here a piece is a few moves of the widest registers that every
// processor of the kind has; the last piece may overlap the one before.
#ifndef GREENLENS_ENGINE_CORE_COPY_H_
#define GREENLENS_ENGINE_CORE_COPY_H_

#include <cstddef>
#include <cstring>

namespace greenlens::core {

inline void copy_slice(char* to, const char* from, size_t count) {
  constexpr size_t kPiece = 64, kMost = 768;
  if (count < kPiece || count > kMost) {
    std::memcpy(to, from, count);
    return;
  }
  size_t left = count;
  do {
    left -= kPiece;
    std::memcpy(to + left, from + left, kPiece);
  } while (left >= kPiece);
  std::memcpy(to, from, kPiece);
}

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_COPY_H_
