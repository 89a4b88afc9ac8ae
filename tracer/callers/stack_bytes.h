// The part of the stack that a walk may read.
#ifndef GREENLENS_TRACER_CALLERS_STACK_BYTES_H_
#define GREENLENS_TRACER_CALLERS_STACK_BYTES_H_

#include <cstdint>
#include <cstring>

namespace greenlens::callers {

struct StackBytes {
  uint64_t low = 0;
  uint64_t high = 0;  // [low, high)

  // A number of that many bytes, one of a register's at most. False, and nothing is touched, when
  // it does not lie in here.
  bool read(uint64_t at, uint64_t bytes, uint64_t* value) const {
    if (at < low || at > high || bytes > high - at) return false;
    const auto* from = reinterpret_cast<const char*>(static_cast<uintptr_t>(at));
    switch (bytes) {
      case 1:
        return *value = copied<uint8_t>(from), true;
      case 2:
        return *value = copied<uint16_t>(from), true;
      case 4:
        return *value = copied<uint32_t>(from), true;
      case 8:
        return *value = copied<uint64_t>(from), true;
    }
    return false;
  }
  bool read_word(uint64_t at, uint64_t* value) const { return read(at, sizeof(void*), value); }

 private:
  template <typename T>
  static T copied(const char* from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    return value;
  }
};

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_STACK_BYTES_H_
