#include "tracer/questions/question.h"

#include "tracer/facts/fields.h"

namespace greenlens::questions {
namespace {

template <typename Enum>
std::optional<Enum> from_name(std::string_view name) {
  constexpr auto kNames = enum_names(Enum{});
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Enum>(i);
  }
  return {};
}

}  // namespace

std::optional<Kind> kind_from_name(std::string_view name) { return from_name<Kind>(name); }
std::optional<Level> level_from_name(std::string_view name) { return from_name<Level>(name); }

}  // namespace greenlens::questions
