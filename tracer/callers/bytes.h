// Reads what unwind information consists of: numbers of fixed and of variable length.
#ifndef GREENLENS_TRACER_CALLERS_BYTES_H_
#define GREENLENS_TRACER_CALLERS_BYTES_H_

#include <cstdint>
#include <cstring>

namespace greenlens::callers {

// A range of bytes that is read from its front. What lies beyond the end reads as 0, and `ok`
// becomes false for good.
struct Bytes {
  const uint8_t* at = nullptr;
  const uint8_t* end = nullptr;
  bool ok = true;

  bool more() const { return ok && at < end; }

  void skip(uint64_t count) {
    if (count > static_cast<uint64_t>(end - at)) ok = false, count = 0;
    at += count;
  }

  template <typename T>
  T take() {
    T value{};
    const uint8_t* from = at;
    skip(sizeof value);
    if (ok) std::memcpy(&value, from, sizeof value);
    return ok ? value : T{};
  }

  // LEB128, without a sign and with one.
  uint64_t number() {
    uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = take<uint8_t>();
      if (shift < 64) value |= uint64_t{byte & 0x7fu} << shift;
      if (byte < 0x80) return value;
    }
  }
  int64_t signed_number() {
    uint64_t value = 0;
    unsigned shift = 0;
    uint8_t byte = 0;
    do {
      byte = take<uint8_t>();
      if (shift < 64) value |= uint64_t{byte & 0x7fu} << shift;
      shift += 7;
    } while (byte >= 0x80);
    if (shift < 64 && (byte & 0x40) != 0) value |= ~uint64_t{0} << shift;
    return static_cast<int64_t>(value);
  }

  // A block: its length, then so many bytes.
  Bytes block() {
    const uint64_t length = number();
    const uint8_t* from = at;
    skip(length);
    return {from, at, ok};
  }

  // An address as .eh_frame writes it: by an encoding (DW_EH_PE) of its format (low half) and of
  // what it counts from. 0 when it was left out.
  uint64_t address(uint8_t encoding) {
    enum Format : uint8_t {
      word = 0,
      uleb = 1,
      u16 = 2,
      u32 = 3,
      u64 = 4,
      s16 = 10,
      s32 = 11,
      s64 = 12
    };
    enum Base : uint8_t { nothing = 0x00, own_place = 0x10 };
    constexpr uint8_t kLeftOut = 0xff;
    if (encoding == kLeftOut) return 0;
    const auto place = reinterpret_cast<uintptr_t>(at);
    uint64_t value = 0;
    switch (encoding & 0x0f) {
      case word:
        value = take<uintptr_t>();
        break;
      case uleb:
        value = number();
        break;
      case u16:
        value = take<uint16_t>();
        break;
      case u32:
        value = take<uint32_t>();
        break;
      case u64:
      case s64:
        value = take<uint64_t>();
        break;
      case s16:
        value = static_cast<uint64_t>(int64_t{take<int16_t>()});
        break;
      case s32:
        value = static_cast<uint64_t>(int64_t{take<int32_t>()});
        break;
    }
    if ((encoding & 0x70) == own_place) {
      value += place;
    } else if ((encoding & 0x70) != nothing) {
      ok = false;  // none that compilers write for code
    }
    return static_cast<uintptr_t>(value);
  }
};

}  // namespace greenlens::callers

#endif  // GREENLENS_TRACER_CALLERS_BYTES_H_
