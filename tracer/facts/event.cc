#include "tracer/facts/event.h"

#include "tracer/facts/fields.h"

namespace greenlens::facts {

const char* fact_name(const Fact& fact) {
  return std::visit([](const auto& f) { return f.kName; }, fact);
}

uint16_t fact_tag(const Fact& fact) {
  return std::visit([](const auto& f) { return f.kTag; }, fact);
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
