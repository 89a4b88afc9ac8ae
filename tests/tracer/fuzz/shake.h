// Changes one member of anything that lists its fields (tracer/facts/fields.h), somewhere inside.
#ifndef GREENLENS_TESTS_TRACER_FUZZ_SHAKE_H_
#define GREENLENS_TESTS_TRACER_FUZZ_SHAKE_H_

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <type_traits>

#include "tracer/facts/fields.h"
#include "tracer/facts/values.h"

namespace greenlens::fuzz {

class Shaker {
 public:
  explicit Shaker(uint64_t seed) : random_(seed) {}
  uint64_t below(uint64_t limit) { return random_() % limit; }
  bool one_in(uint64_t times) { return below(times) == 0; }

  template <typename T>
  void shake(T* value) {
    if constexpr (std::is_same_v<T, bool>) {
      *value = !*value;
    } else if constexpr (std::is_enum_v<T>) {
      *value = static_cast<T>(below(enum_names(T{}).size()));
    } else if constexpr (std::is_integral_v<T>) {
      *value = number(*value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      text(value);
    } else if constexpr (facts::IsVector<T>::value) {
      list(value);
    } else if constexpr (facts::IsMap<T>::value) {
      map(value);
    } else if constexpr (facts::IsMaybe<T>::value) {
      using Element = std::remove_const_t<std::remove_reference_t<decltype(**value)>>;
      Element element{};
      if (*value && one_in(4)) return value->reset();
      if (*value) element = **value;
      shake(&element);
      if constexpr (facts::IsShared<T>::value) {
        *value = std::make_shared<const Element>(std::move(element));
      } else {
        *value = std::move(element);
      }
    } else {
      size_t count = 0, at = 0;
      T::fields([&](const char*, auto) { ++count; });
      const size_t chosen = below(count);
      T::fields([&](const char*, auto member) {
        if (at++ == chosen) shake(&(value->*member));
      });
    }
  }

 private:
  template <typename T>
  T number(T was) {
    switch (below(8)) {
      case 0:
        return std::is_signed_v<T> ? static_cast<T>(facts::kNull) : std::numeric_limits<T>::max();
      case 1:
        return static_cast<T>(random_());
      case 2:
        return static_cast<T>(std::is_signed_v<T> ? -facts::kAddressLimit : 1 << 20);
      case 3:
        return static_cast<T>(std::is_signed_v<T> ? facts::kAddressLimit : 0);
      case 4:
        return static_cast<T>(below(8));
      case 5:
        return static_cast<T>(static_cast<uint64_t>(was) * 2);
      case 6:
        return static_cast<T>(static_cast<uint64_t>(was) - 1 - below(16));
      default:
        return static_cast<T>(static_cast<uint64_t>(was) + 1 + below(16));
    }
  }
  void text(std::string* value) {
    switch (below(4)) {
      case 0:
        value->clear();
        break;
      case 1:
        value->append(below(300), static_cast<char>(random_()));
        break;
      case 2:
        value->append(*value);
        if (value->size() > kMostText) value->resize(kMostText);
        break;
      default:
        if (value->empty()) value->push_back('x');
        (*value)[below(value->size())] = static_cast<char>(random_());
    }
  }
  template <typename T>
  void list(T* value) {
    if (value->empty() || one_in(6)) {
      value->insert(value->begin() + static_cast<std::ptrdiff_t>(below(value->size() + 1)),
                    1 + (one_in(8) ? below(kMostItems) : 0), {});
    } else if (one_in(6)) {
      value->erase(value->begin() + static_cast<std::ptrdiff_t>(below(value->size())));
    } else {
      shake(&(*value)[below(value->size())]);
    }
  }
  template <typename T>
  void map(T* value) {
    typename T::key_type key{};
    if (value->empty() || one_in(6)) {
      shake(&key);
      auto& made = (*value)[key];
      if (!value->empty() && one_in(2)) {
        made = std::next(value->begin(), static_cast<std::ptrdiff_t>(below(value->size())))->second;
      }
      return shake(&made);
    }
    // By its key: not every map lets itself be changed through its iterators.
    key = std::next(value->begin(), static_cast<std::ptrdiff_t>(below(value->size())))->first;
    if (one_in(6)) {
      value->erase(key);
    } else {
      shake(&(*value)[key]);
    }
  }

  static constexpr size_t kMostText = 1 << 16;
  static constexpr uint64_t kMostItems = 300;
  std::mt19937_64 random_;
};

}  // namespace greenlens::fuzz

#endif  // GREENLENS_TESTS_TRACER_FUZZ_SHAKE_H_
