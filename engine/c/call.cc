// Calls from C++ into C.
#include <memory>
#include <utility>

#include "engine/c/bridge.h"

namespace greenlens::engine {

Value call_c(greenlens_function function, void* self, const Arguments& arguments) {
  // Lent from the heap: the function may show them to another greenlet while this stack is away.
  auto positional = std::make_unique<Value>(Value::tuple(arguments.positional));
  std::unique_ptr<Value> keywords;
  if (!arguments.keywords.empty()) {
    keywords = std::make_unique<Value>(Value::dict(arguments.keywords));
  }
  greenlens_value* result = nullptr;
  int status = function(self, lend(*positional), keywords ? lend(*keywords) : nullptr, &result);
  Value value = take(result);
  if (status != GREENLENS_OK) throw_status(status);
  return value;
}

}  // namespace greenlens::engine
