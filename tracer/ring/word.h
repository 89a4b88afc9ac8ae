// Numbers in the shared memory: on every CPU they lie there with the lowest byte first, so that
// whoever records may be on another one. On a CPU that has them so anyway they are plain ones.
#ifndef GREENLENS_TRACER_RING_WORD_H_
#define GREENLENS_TRACER_RING_WORD_H_

#include <atomic>
#include <bit>
#include <cstdint>
#include <type_traits>

namespace greenlens::ring {

namespace internal {

template <size_t kBytes>
struct Bits;
template <>
struct Bits<1> {
  using Type = uint8_t;
};
template <>
struct Bits<2> {
  using Type = uint16_t;
};
template <>
struct Bits<4> {
  using Type = uint32_t;
};
template <>
struct Bits<8> {
  using Type = uint64_t;
};
template <typename T>
using BitsOf = typename Bits<sizeof(T)>::Type;

template <typename T>
constexpr T turned(T value) {
  const auto bits = std::bit_cast<BitsOf<T>>(value);
  if constexpr (sizeof(T) == 2) {
    return std::bit_cast<T>(__builtin_bswap16(bits));
  } else if constexpr (sizeof(T) == 4) {
    return std::bit_cast<T>(__builtin_bswap32(bits));
  } else if constexpr (sizeof(T) == 8) {
    return std::bit_cast<T>(__builtin_bswap64(bits));
  } else {
    return value;
  }
}

// A number that lies the other way round than the CPU has it.
template <typename T>
class Turned {
 public:
  constexpr Turned() = default;
  constexpr Turned(T value) : raw_(turned(value)) {}
  constexpr operator T() const { return turned(raw_); }
  constexpr T operator++(int) {
    const T before = *this;
    *this = static_cast<T>(before + 1);
    return before;
  }

 private:
  T raw_{};
};

// Likewise, with the part of std::atomic's interface that is used.
template <typename T>
class TurnedWord {
 public:
  constexpr TurnedWord() = default;
  constexpr TurnedWord(T value) : raw_(turned(value)) {}
  using Order = std::memory_order;
  T load(Order order = Order::seq_cst) const { return turned(raw_.load(order)); }
  void store(T value, Order order = Order::seq_cst) { raw_.store(turned(value), order); }
  T exchange(T value, Order order = Order::seq_cst) {
    return turned(raw_.exchange(turned(value), order));
  }
  bool compare_exchange_strong(T& expected, T wanted, Order order = Order::seq_cst) {
    T before = turned(expected);
    const bool done = raw_.compare_exchange_strong(before, turned(wanted), order);
    expected = turned(before);
    return done;
  }
  T fetch_add(T more, Order order = Order::seq_cst) {
    T before = load(Order::relaxed);
    while (!compare_exchange_strong(before, static_cast<T>(before + more), order)) continue;
    return before;
  }
  TurnedWord& operator=(T value) {
    store(value);
    return *this;
  }
  operator T() const { return load(); }
  const std::atomic<T>& raw() const { return raw_; }
  T operator++() { return static_cast<T>(fetch_add(1) + 1); }

 private:
  std::atomic<T> raw_{};
};

constexpr bool kIsInOrder = std::endian::native == std::endian::little;

}  // namespace internal

// A plain number, and one that several threads and processes change.
template <typename T>
using Plain = std::conditional_t<internal::kIsInOrder, T, internal::Turned<T>>;
template <typename T>
using Word = std::conditional_t<internal::kIsInOrder, std::atomic<T>, internal::TurnedWord<T>>;

// The word itself, for who waits until it changes.
inline const std::atomic<uint32_t>& raw_of(const std::atomic<uint32_t>& word) { return word; }
inline const std::atomic<uint32_t>& raw_of(const internal::TurnedWord<uint32_t>& word) {
  return word.raw();
}

// What is put into the memory as bytes, and taken from there.
template <typename T>
constexpr T in_order(T value) {
  return internal::kIsInOrder ? value : internal::turned(value);
}

static_assert(sizeof(internal::TurnedWord<uint64_t>) == sizeof(std::atomic<uint64_t>));

}  // namespace greenlens::ring

#endif  // GREENLENS_TRACER_RING_WORD_H_
