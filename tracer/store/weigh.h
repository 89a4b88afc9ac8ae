// How much memory a value will take that stands in bytes of tracer/facts/fields.h: to be asked
// before it is read, because a list of empty things is a byte each there and hundreds here.
#ifndef GREENLENS_TRACER_STORE_WEIGH_H_
#define GREENLENS_TRACER_STORE_WEIGH_H_

#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

#include "tracer/facts/fields.h"

namespace greenlens::store {

inline constexpr uint64_t kNodeBytes = 64;  // what a map keeps of each item besides

// Adds to `weight` what the fields of a T take on the heap, from their bytes; false when they are
// damaged as far as that can be seen here, or when it becomes more than `most`.
template <typename T>
bool weigh_fields(std::string_view in, uint64_t most, uint64_t* weight);

template <facts::InColumns T>
bool weigh_columns(std::string_view* in, uint64_t most, uint64_t* weight);

template <typename T>
bool weigh_value(std::string_view* in, uint64_t most, uint64_t* weight) {
  uint64_t number = 0;
  if constexpr (std::is_same_v<T, bool>) {
    if (in->empty()) return false;
    in->remove_prefix(1);
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return facts::read_varint(in, &number);
  } else if constexpr (std::is_same_v<T, std::string>) {
    std::string_view bytes;
    if (!facts::read_bytes(in, &bytes)) return false;
    *weight += bytes.size();
  } else if constexpr (facts::IsVector<T>::value) {
    if (!facts::read_varint(in, &number) || number > in->size()) return false;
    *weight += number * 2 * sizeof(typename T::value_type);  // it grows by doubling
    for (; number > 0; --number) {
      if (*weight > most || !weigh_value<typename T::value_type>(in, most, weight)) return false;
    }
  } else if constexpr (facts::InColumns<T>) {
    return weigh_columns<T>(in, most, weight);
  } else if constexpr (facts::IsMap<T>::value) {
    if (!facts::read_varint(in, &number) || number > in->size()) return false;
    *weight += number * (sizeof(typename T::value_type) + kNodeBytes);
    for (; number > 0; --number) {
      if (*weight > most || !weigh_value<typename T::key_type>(in, most, weight)) return false;
      if (!weigh_value<typename T::mapped_type>(in, most, weight)) return false;
    }
  } else if constexpr (facts::IsMaybe<T>::value) {
    using Element = std::remove_const_t<std::remove_reference_t<decltype(*std::declval<T&>())>>;
    if (in->empty()) return false;
    const bool there = in->front() != 0;
    in->remove_prefix(1);
    if (!there) return true;
    *weight += sizeof(Element) + kNodeBytes;
    return weigh_value<Element>(in, most, weight);
  } else {
    std::string_view body;
    return facts::read_bytes(in, &body) && weigh_fields<T>(body, most, weight);
  }
  return *weight <= most;
}

template <facts::InColumns T>
bool weigh_columns(std::string_view* in, uint64_t most, uint64_t* weight) {
  using Item = typename T::mapped_type;
  uint64_t count = 0;
  if (!facts::read_varint(in, &count) || count > in->size()) return false;
  if (count == 0) return true;
  *weight += count * (sizeof(typename T::value_type) + kNodeBytes);
  if (*weight > most) return false;
  if (!facts::read_keys<typename T::key_type>(in, count, [](auto) {})) return false;
  return facts::visit_columns<Item>(
      in, [&](const char*, auto member, std::string_view column, bool same) {
        using Member = std::remove_cvref_t<decltype(std::declval<Item&>().*member)>;
        for (uint64_t i = 0; i < (same ? 1 : count); ++i) {
          if (*weight > most || !weigh_value<Member>(&column, most, weight)) return false;
        }
        return true;
      });
}

template <typename T>
bool weigh_fields(std::string_view in, uint64_t most, uint64_t* weight) {
  bool good = true;
  T::fields([&](const char*, auto member) {
    using Member = std::remove_reference_t<decltype(std::declval<T&>().*member)>;
    if (good && !in.empty()) good = weigh_value<Member>(&in, most, weight);
  });
  return good;
}

}  // namespace greenlens::store

#endif  // GREENLENS_TRACER_STORE_WEIGH_H_
