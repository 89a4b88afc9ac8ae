// Facts with random values, made from the field lists: every type, every member, the extremes too.
#ifndef GREENLENS_TESTS_TRACER_FACTS_RANDOM_FACTS_H_
#define GREENLENS_TESTS_TRACER_FACTS_RANDOM_FACTS_H_

#include <random>
#include <string>
#include <vector>

#include "tracer/facts/event.h"
#include "tracer/facts/fields.h"

namespace greenlens::testing {

class RandomFacts {
 public:
  explicit RandomFacts(unsigned seed) : random_(seed) {}

  uint64_t below(uint64_t limit) { return random_() % limit; }

  template <typename T>
  T value() {
    if constexpr (std::is_same_v<T, bool>) {
      return below(2) == 1;
    } else if constexpr (facts::NamedEnum<T>) {
      return static_cast<T>(below(enum_names(T{}).size()));
    } else if constexpr (std::is_unsigned_v<T>) {
      const T extremes[] = {0, 1, std::numeric_limits<T>::max()};
      return below(2) ? static_cast<T>(random_()) : extremes[below(3)];
    } else if constexpr (std::is_signed_v<T>) {
      const facts::Address extremes[] = {facts::kNull,         facts::kStarted,
                                         facts::kEverything,   0,
                                         facts::kAddressLimit, -facts::kAddressLimit};
      return below(2) ? -static_cast<T>(below(1 << 20)) : extremes[below(6)];
    } else if constexpr (std::is_same_v<T, std::string>) {
      std::string text(below(40), '\0');
      for (char& c : text) c = static_cast<char>(random_());
      return text;
    } else if constexpr (facts::IsVector<T>::value) {
      T list(below(4));
      for (auto& item : list) item = value<typename T::value_type>();
      return list;
    } else {
      T fields;
      T::fields([&](const char*, auto member) {
        fields.*member = value<std::decay_t<decltype(fields.*member)>>();
      });
      return fields;
    }
  }

  // The i-th type of fact.
  facts::Fact fact(size_t i) { return fact_of(i, std::make_index_sequence<kTypes>()); }
  facts::Event event(size_t i) {
    return {value<uint64_t>(), value<uint32_t>(), value<uint16_t>(), value<uint32_t>(), fact(i)};
  }

  static constexpr size_t kTypes = std::variant_size_v<facts::Fact::Any>;

 private:
  template <size_t... I>
  facts::Fact fact_of(size_t i, std::index_sequence<I...>) {
    facts::Fact result;
    ((i == I ? void(result = value<std::variant_alternative_t<I, facts::Fact::Any>>()) : void()),
     ...);
    return result;
  }

  std::mt19937_64 random_;
};

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_FACTS_RANDOM_FACTS_H_
