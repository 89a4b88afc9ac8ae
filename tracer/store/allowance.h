// How much memory a trace may ask for. Compression and lists of empty things make gigabytes of a
// few kilobytes: what a file holds is weighed before it is kept, against what a recording of its
// size can hold.
#ifndef GREENLENS_TRACER_STORE_ALLOWANCE_H_
#define GREENLENS_TRACER_STORE_ALLOWANCE_H_

#include <cstdint>
#include <string>
#include <type_traits>

#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"

namespace greenlens::store {

// In bytes. A recording's event takes two in the file at least, and a few hundred in memory.
inline constexpr uint64_t kAllowedAnyway = uint64_t{512} << 20;
inline constexpr uint64_t kAllowedForAByte = 256;

// What each greenlet costs, in bytes: it is in every state that is kept.
inline constexpr uint64_t kGreenletWeight = 4096;

// Of one stream.
class Allowance {
 public:
  static Allowance without_end() {
    Allowance allowance;
    allowance.ends_ = false;
    return allowance;
  }
  // So many bytes of the stream have come.
  void came(uint64_t bytes) { left_ += bytes * kAllowedForAByte; }
  // False, and nothing is taken, when there is not so much left.
  bool take(uint64_t bytes) {
    if (!ends_) return true;
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  uint64_t left() const { return left_; }

 private:
  uint64_t left_ = kAllowedAnyway;
  bool ends_ = true;
};

// The bytes that a value keeps on the heap.
template <typename T>
uint64_t weight(const T& value) {
  uint64_t bytes = 0;
  if constexpr (std::is_same_v<T, std::string>) {
    bytes = value.size();
  } else if constexpr (facts::IsVector<T>::value) {
    bytes = value.size() * sizeof(typename T::value_type);
    for (const auto& item : value) bytes += weight(item);
  } else if constexpr (facts::HasFields<T>) {
    T::fields([&](const char*, auto member) { bytes += weight(value.*member); });
  }
  return bytes;
}

// Of an event in a timeline, with what follows from it.
uint64_t weight_of(const facts::Event& event);

// Whether JSON nests deeper, or holds more values, than anything that describes a recording: to be
// asked before it is parsed.
inline constexpr uint64_t kMostJsonValues = uint64_t{1} << 20;
bool is_outrageous(const std::string& json, uint64_t most_values = kMostJsonValues);

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_ALLOWANCE_H_
