#include "engine/c/print.h"

#include <cstdarg>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/c/bridge.h"
#include "engine/cpp/caller.h"

namespace greenlens::engine {
namespace {

// `again` is the same list of arguments: measuring uses one up.
std::string formatted(const char* format, va_list arguments, va_list again) {
  if (format == nullptr) return "";
  const int length = std::vsnprintf(nullptr, 0, format, arguments);
  if (length < 0) {
    throw CError("ValueError", std::string("printf cannot write \"") + format +
                                   "\": give greenlens_print a format and its arguments");
  }
  std::string text(static_cast<size_t>(length), '\0');
  std::vsnprintf(text.data(), text.size() + 1, format, again);
  return text;
}

}  // namespace

extern "C" int greenlens_print_at(const char* file, const char* function, int line,
                                  const char* format, ...) {
  const char* sp = GREENLENS_CALLER_SP;
  va_list arguments, again;
  va_start(arguments, format);
  va_copy(again, arguments);
  const int status = guarded([&] {
    refuse_at_the_end_of_the_thread();
    const std::string text = formatted(format, arguments, again);
    reach_line({file, function, line}, sp);
    print_text(text);
  });
  va_end(again);
  va_end(arguments);
  return status;
}

}  // namespace greenlens::engine
