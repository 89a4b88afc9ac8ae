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
  // When the thread ends in the function, what it has put there goes, too.
  struct Result {
    greenlens_value* value = nullptr;
    ~Result() { greenlens_free(value); }
  } result;
  value_is_missing();  // what was before does not count
  int status =
      function(self, lend(*positional), keywords ? lend(*keywords) : nullptr, &result.value);
  bool missing = result.value == nullptr && value_is_missing();
  Value value = take(std::exchange(result.value, nullptr));
  if (status == GREENLENS_OK && missing) status = GREENLENS_ERROR;
  if (status != GREENLENS_OK) throw_status(status);
  return value;
}

}  // namespace greenlens::engine
