#include "tracer/facts/fact.h"

#include <array>
#include <concepts>

#include "tracer/facts/fields.h"

namespace greenlens::facts {
namespace {

// What GREENLENS_FACT and fields() give a struct.
template <typename T>
concept IsFact = HasFields<T> && requires(const T& fact) {
  { T::kTag } -> std::convertible_to<uint16_t>;
  { T::kName } -> std::convertible_to<const char*>;
  { T::kStops } -> std::convertible_to<Stops>;
  { fact.subject() } -> std::convertible_to<GreenletId>;
};

template <typename Variant>
struct All;
template <IsFact... Facts>
struct All<std::variant<Facts...>> {
  static constexpr bool tags_are_unique() {
    std::array<int, kTagLimit> seen{};
    ((++seen[Facts::kTag]), ...);
    for (const int count : seen) {
      if (count > 1) return false;
    }
    return seen[0] == 0;
  }
  static uint32_t layout() {
    uint32_t hash = 2166136261u;  // FNV-1a
    ((hash ^= Facts::kTag, mix_names<Facts>(&hash)), ...);
    return hash;
  }
};

static_assert(All<Fact::Any>::tags_are_unique(), "a tag is a fact's own for ever, and none has 0");

}  // namespace

Fact::Fact() = default;
Fact::Fact(const Fact& other) = default;
Fact::Fact(Fact&& other) noexcept = default;
Fact& Fact::operator=(const Fact& other) = default;
Fact& Fact::operator=(Fact&& other) noexcept = default;
Fact::~Fact() = default;

uint32_t layout_of_facts() { return All<Fact::Any>::layout(); }

const char* fact_name(const Fact& fact) {
  return std::visit([](const auto& f) { return f.kName; }, fact);
}

uint16_t fact_tag(const Fact& fact) {
  return std::visit([](const auto& f) { return f.kTag; }, fact);
}

GreenletId subject(const Fact& fact) {
  return std::visit([](const auto& f) { return f.subject(); }, fact);
}

bool is_stop(const Fact& fact, Grain grain) {
  return std::visit([grain](const auto& f) { return stops_of(f).at(grain); }, fact);
}

bool same_fact(const Fact& a, const Fact& b) {
  if (a.index() != b.index()) return false;
  return std::visit(
      [&](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        return same_fields(fact, std::get<T>(b));
      },
      a);
}

}  // namespace greenlens::facts
