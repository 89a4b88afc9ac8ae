// Where in the source something was said: in a program that uses the engine, or in the engine
// itself.
//
// The compiler fills these in at the call (std::source_location's builtins; clang 14 has the
// builtins but not the class), so a trace knows the line of every call into the engine without any
// debug information.
#ifndef GREENLENS_ENGINE_CORE_WHERE_H_
#define GREENLENS_ENGINE_CORE_WHERE_H_

#include "arch/one_stack.h"

namespace greenlens::core {

struct Where {
  const char* file = "";      // as given to the compiler; static lifetime
  const char* function = "";  // unqualified; static lifetime
  int line = 0;

  // The line of the call, or one so many below it (negative: above) in the same function.
  static constexpr Where here(int below = 0, const char* file = __builtin_FILE(),
                              const char* function = __builtin_FUNCTION(),
                              int line = __builtin_LINE()) {
    return {file, function, line + below};
  }
};

}  // namespace greenlens::core

#endif  // GREENLENS_ENGINE_CORE_WHERE_H_
