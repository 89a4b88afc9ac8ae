// A value together with the line that it was written in.
#ifndef GREENLENS_ENGINE_CPP_LOCATED_H_
#define GREENLENS_ENGINE_CPP_LOCATED_H_

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "engine/cpp/names.h"
#include "engine/cpp/value.h"

namespace greenlens::engine {

// A value, or a keyword with its value, together with the line of the call that it was written in.
struct Located {
  Value value;
  Where where;
  std::optional<std::string> keyword;

  template <typename T>
  requires std::is_constructible_v<Value, T> Located(T&& v, const char* file = __builtin_FILE(),
                                                     const char* function = __builtin_FUNCTION(),
                                                     int line = __builtin_LINE())
      : value(std::forward<T>(v)), where{file, function, line} {}
  Located(Keyword k, const char* file = __builtin_FILE(),
          const char* function = __builtin_FUNCTION(), int line = __builtin_LINE())
      : value(std::move(k.value)), where{file, function, line}, keyword(std::move(k.name)) {}

  void add_to(Arguments& arguments) {
    if (keyword) {
      arguments.keywords.emplace_back(std::move(*keyword), std::move(value));
    } else {
      arguments.positional.push_back(std::move(value));
    }
  }
};

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_LOCATED_H_
