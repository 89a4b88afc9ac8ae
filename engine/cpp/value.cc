#include "engine/cpp/value.h"

#include <atomic>

#include "engine/cpp/greenlet.h"
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

}  // namespace

Value::Value(const char* s) : data_() {
  if (s != nullptr) data_ = std::make_shared<const std::string>(s);
}

void Value::refuse(uint64_t too_great) {
  throw GreenletError("an int here goes to 9223372036854775807, and " + std::to_string(too_great) +
                      " is greater: hand it over as a float, a str or an object");
}

Value Value::tuple(Tuple items) {
  Value value;
  value.data_ = items.empty() ? nullptr : std::make_shared<Tuple>(std::move(items));
  return value;
}

Value Value::dict(Dict items) {
  Value value;
  value.data_ = std::make_shared<Dict>(std::move(items));
  return value;
}

int64_t Value::to_int() const {
  if (const int64_t* number = as_int()) return *number;
  throw GreenletError("an int is needed here, and " + repr() + " is none");
}

const std::string* Value::as_str() const& {
  auto* held = std::get_if<std::shared_ptr<const std::string>>(&data_);
  return held ? held->get() : nullptr;
}
const Tuple* Value::as_tuple() const& {
  static const auto* const empty = new Tuple;  // outlives every static value
  auto* held = std::get_if<std::shared_ptr<Tuple>>(&data_);
  if (held == nullptr) return nullptr;
  return *held != nullptr ? held->get() : empty;
}
const Dict* Value::as_dict() const& {
  auto* held = std::get_if<std::shared_ptr<Dict>>(&data_);
  return held ? held->get() : nullptr;
}

std::string Value::str() const {
  if (auto* text = as_str()) return *text;
  return repr();
}

namespace {

// One tuple or dict whose text is being written.
struct Open {
  const Tuple* tuple;
  const Dict* dict;
  size_t next = 0;  // of its items

  size_t size() const { return tuple ? tuple->size() : dict->size(); }
  const Value& item() const { return tuple ? (*tuple)[next] : (*dict)[next].second; }
};

}  // namespace

std::string Value::repr() const {
  std::string out;
  std::vector<Open> open;  // from the outermost in: calls within calls would need the stack
  const Value* at = this;
  for (;;) {
    if (at->is_container()) {
      open.push_back({at->as_tuple(), at->as_dict()});
      out += open.back().tuple ? '(' : '{';
    } else {
      out += at->repr_of_one();
    }
    while (!open.empty() && open.back().next == open.back().size()) {
      const Open& done = open.back();
      out += done.dict ? "}" : done.size() == 1 ? ",)" : ")";
      open.pop_back();
    }
    if (open.empty()) return out;
    Open& inside = open.back();
    if (inside.next > 0) out += ", ";
    if (inside.dict) out += repr_of_str((*inside.dict)[inside.next].first) + ": ";
    at = &inside.item();
    ++inside.next;
  }
}

// Of all but tuples and dicts.
std::string Value::repr_of_one() const {
  if (is_none()) return "None";
  if (auto* b = as_bool()) return *b ? "True" : "False";
  if (auto* i = as_int()) return std::to_string(*i);
  if (auto* d = as_float()) return repr_of_float(*d);
  if (auto* text = as_str()) return repr_of_str(*text);
  return std::get<std::shared_ptr<const Object>>(data_)->repr;
}

// Of all but tuples and dicts.
bool Value::equals_one(const Value& other) const {
  // Two integers may differ where their nearest doubles do not.
  if (as_int() && other.as_int()) return *as_int() == *other.as_int();
  double x = 0, y = 0;
  if (numeric(*this, x) && numeric(other, y)) return x == y;
  if (as_str() && other.as_str()) return *as_str() == *other.as_str();
  return data_ == other.data_;  // None, or the same object
}

bool operator==(const Value& a, const Value& b) {
  std::vector<std::pair<const Value*, const Value*>> left = {{&a, &b}};  // still to be compared
  while (!left.empty()) {
    auto [one, other] = left.back();
    left.pop_back();
    if (!one->is_container() || !other->is_container()) {
      if (!one->equals_one(*other)) return false;
      continue;
    }
    if (one->data_ == other->data_) continue;  // the same tuple or dict
    const Tuple *items = one->as_tuple(), *other_items = other->as_tuple();
    if (!items != !other_items || one->size() != other->size()) return false;
    for (size_t i = 0; items && i < items->size(); ++i) {
      left.emplace_back(&(*items)[i], &(*other_items)[i]);
    }
    if (items) continue;
    for (const auto& [key, value] : *one->as_dict()) {
      const Value* found = nullptr;
      for (const auto& [other_key, other_value] : *other->as_dict()) {
        if (key == other_key) found = &other_value;
      }
      if (found == nullptr) return false;
      left.emplace_back(&value, found);
    }
  }
  return true;
}

size_t Value::size() const noexcept {
  if (const Tuple* items = as_tuple()) return items->size();
  return as_dict() ? as_dict()->size() : 0;
}

// Whether this is the last value of a tuple or dict with others in it.
bool Value::takes_others_down() const noexcept {
  auto is_nested = [](const auto& held, auto value_of) {
    if (held == nullptr || held.use_count() != 1) return false;
    // What other threads did with it was before they let go of it.
    std::atomic_thread_fence(std::memory_order_acquire);
    for (const auto& item : *held) {
      if (value_of(item).is_container()) return true;
    }
    return false;
  };
  if (auto* held = std::get_if<kTuple>(&data_)) {
    return is_nested(*held, [](const Value& item) -> const Value& { return item; });
  }
  return is_nested(std::get<kDict>(data_),
                   [](const auto& item) -> const Value& { return item.second; });
}

Value Value::take_last() noexcept {
  Value last;
  if (auto* tuple = std::get_if<kTuple>(&data_)) {
    last = std::move((*tuple)->back());
    (*tuple)->pop_back();
  } else {
    Dict& dict = *std::get<kDict>(data_);
    last = std::move(dict.back().second);
    dict.pop_back();
  }
  return last;
}

// Into the room that take_last has left.
void Value::put_first(Value value) noexcept {
  if (auto* tuple = std::get_if<kTuple>(&data_)) {
    (*tuple)->push_back(std::move(value));
    std::swap((*tuple)->front(), (*tuple)->back());
  } else {
    Dict& dict = *std::get<kDict>(data_);
    dict.emplace_back(std::string(), std::move(value));
    std::swap(dict.front(), dict.back());
  }
}

void Value::let_go() noexcept {
  if (is_container() && takes_others_down()) drop_all();
  data_.~Data();
}

// Takes the nested apart from the inside out. The way back up needs a place for each level, and
// there may be no memory for it: each tuple or dict on the way has what contains it as its first
// item, in the room of the item that was taken out of it to go down.
void Value::drop_all() noexcept {
  Value item = std::move(*this);
  Value inside;  // what it was taken out of; None at the end
  for (;;) {
    if (item.is_container() && item.takes_others_down()) {
      Value last = item.take_last();
      item.put_first(std::move(inside));
      inside = std::move(item);
      item = std::move(last);
      continue;
    }
    while (inside.size() == 1) inside = inside.take_last();
    if (inside.is_none()) return;
    item = inside.take_last();
  }
}

const Value& Arguments::operator[](size_t i) const& {
  static const Value none;
  return i < positional.size() ? positional[i] : none;
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
