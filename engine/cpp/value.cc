#include "engine/cpp/value.h"

#include "engine/cpp/repr.h"

namespace greenlens::engine {
namespace {

// Python compares numbers by value, whatever their type.
bool numeric(const Value& value, double& number) {
  if (auto* b = value.as_bool()) return number = *b ? 1 : 0, true;
  if (auto* i = value.as_int()) return number = static_cast<double>(*i), true;
  if (auto* d = value.as_float()) return number = *d, true;
  return false;
}

bool same_items(const Dict& a, const Dict& b) {
  if (a.size() != b.size()) return false;
  for (const auto& [key, value] : a) {
    bool found = false;
    for (const auto& [other_key, other] : b) {
      if (key == other_key) found = value == other;
    }
    if (!found) return false;
  }
  return true;
}

}  // namespace

Value Value::tuple(Tuple items) {
  Value value;
  value.data_ = std::make_shared<const Tuple>(std::move(items));
  return value;
}

Value Value::dict(Dict items) {
  Value value;
  value.data_ = std::make_shared<const Dict>(std::move(items));
  return value;
}

const std::string* Value::as_str() const {
  auto* held = std::get_if<std::shared_ptr<const std::string>>(&data_);
  return held ? held->get() : nullptr;
}
const Tuple* Value::as_tuple() const {
  auto* held = std::get_if<std::shared_ptr<const Tuple>>(&data_);
  return held ? held->get() : nullptr;
}
const Dict* Value::as_dict() const {
  auto* held = std::get_if<std::shared_ptr<const Dict>>(&data_);
  return held ? held->get() : nullptr;
}

std::string Value::str() const {
  if (auto* text = as_str()) return *text;
  return repr();
}

std::string Value::repr() const {
  if (is_none()) return "None";
  if (auto* b = as_bool()) return *b ? "True" : "False";
  if (auto* i = as_int()) return std::to_string(*i);
  if (auto* d = as_float()) return repr_of_float(*d);
  if (auto* text = as_str()) return repr_of_str(*text);
  std::string out;
  if (auto* items = as_tuple()) {
    for (const Value& item : *items) out += (out.empty() ? "" : ", ") + item.repr();
    if (items->size() == 1) out += ',';
    return "(" + out + ")";
  }
  if (auto* items = as_dict()) {
    for (const auto& [key, value] : *items) {
      out += (out.empty() ? "" : ", ") + repr_of_str(key) + ": " + value.repr();
    }
    return "{" + out + "}";
  }
  return std::get<std::shared_ptr<const Object>>(data_)->repr;
}

bool operator==(const Value& a, const Value& b) {
  // Two integers may differ where their nearest doubles do not.
  if (a.as_int() && b.as_int()) return *a.as_int() == *b.as_int();
  double x = 0, y = 0;
  if (numeric(a, x) && numeric(b, y)) return x == y;
  if (a.as_str() && b.as_str()) return *a.as_str() == *b.as_str();
  if (a.as_tuple() && b.as_tuple()) return *a.as_tuple() == *b.as_tuple();
  if (a.as_dict() && b.as_dict()) return same_items(*a.as_dict(), *b.as_dict());
  return a.data_ == b.data_;  // None, or the same object
}

Value single_result(Arguments arguments) {
  if (arguments.keywords.empty()) {
    if (arguments.positional.size() == 1) return std::move(arguments.positional[0]);
    return Value::tuple(std::move(arguments.positional));
  }
  if (arguments.positional.empty()) return Value::dict(std::move(arguments.keywords));
  return Value::tuple(
      {Value::tuple(std::move(arguments.positional)), Value::dict(std::move(arguments.keywords))});
}

}  // namespace greenlens::engine
