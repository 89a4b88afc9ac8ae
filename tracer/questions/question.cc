#include "tracer/questions/question.h"

namespace greenlens::questions {

std::optional<Kind> kind_from_name(std::string_view name) {
  constexpr auto kNames = enum_names(Kind{});
  for (size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == name) return static_cast<Kind>(i);
  }
  return {};
}

}  // namespace greenlens::questions
