#include "engine/c/value.h"

#include <cstdio>
#include <memory>
#include <utility>

#include "engine/c/bridge.h"

namespace greenlens::engine {

greenlens_value* give(Value value) { return give(std::make_unique<Value>(std::move(value))); }
greenlens_value* give(std::unique_ptr<Value> value) {
  return reinterpret_cast<greenlens_value*>(value.release());
}

Value take(greenlens_value* value) {
  std::unique_ptr<Value> owner(reinterpret_cast<Value*>(value));
  return owner ? std::move(*owner) : Value();
}

// Of the thread: between a value and the call that it is for there is no switch.
static constinit thread_local bool is_missing = false;

void miss_value() noexcept { is_missing = true; }
bool value_is_missing() noexcept { return std::exchange(is_missing, false); }

Value pointer_value(void* pointer) { return Value::object(pointer, "<pointer>"); }

void* as_pointer(const Value& value) {
  void* const* pointer = value.as_object<void*>();
  return pointer ? *pointer : nullptr;
}

Value greenlet_value(const Greenlet& greenlet) {
  return Value::object(greenlet, "<greenlet " + greenlet.name() + ">");
}

Greenlet as_greenlet(const Value& value) {
  const Greenlet* greenlet = value.as_object<Greenlet>();
  return greenlet ? *greenlet : Greenlet();
}

extern "C" {

size_t greenlens_size(const greenlens_value* arguments) {
  if (arguments == nullptr) return 0;
  const Tuple* tuple = seen(arguments)->as_tuple();
  return tuple ? tuple->size() : 1;
}

const greenlens_value* greenlens_item(const greenlens_value* arguments, size_t index) {
  if (index >= greenlens_size(arguments)) return nullptr;
  const Tuple* tuple = seen(arguments)->as_tuple();
  return tuple ? lend((*tuple)[index]) : arguments;
}

const greenlens_value* greenlens_keyword(const greenlens_value* keywords, const char* name) {
  if (name == nullptr) {
    greenlens_set_error("SystemError", "greenlens_keyword needs a name, and was given null");
    return nullptr;
  }
  const Dict* dict = keywords ? seen(keywords)->as_dict() : nullptr;
  if (dict == nullptr) return nullptr;
  for (const auto& [key, value] : *dict) {
    if (key == name) return lend(value);
  }
  return nullptr;
}

size_t greenlens_repr(const greenlens_value* value, char* buffer, size_t size) {
  size_t length = 0;
  int status = guarded([&] {
    std::string text = value ? seen(value)->repr() : Value().repr();
    if (buffer != nullptr) std::snprintf(buffer, size, "%s", text.c_str());
    length = text.size();
  });
  return status == GREENLENS_OK ? length : 0;
}

greenlens_value* greenlens_copy(const greenlens_value* value) {
  return made_for_c([&] { return value ? *seen(value) : Value(); });
}

void greenlens_free(greenlens_value* value) { delete reinterpret_cast<Value*>(value); }

}  // extern "C"

}  // namespace greenlens::engine
