// What a switch carries: the dynamic values of the articles' examples.
//
// Value is a small immutable dynamic type (None, bool, int, float, str, tuple, dict, or any C++
// object), with Python's str() and repr(), so that a program's output is the original's to the
// letter. Arguments are what one call of switch was given; `single_result` turns them into what the
// other side's switch returns.
#ifndef GREENLENS_ENGINE_CPP_VALUE_H_
#define GREENLENS_ENGINE_CPP_VALUE_H_

#include <any>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace greenlens::engine {

class Value;
using Tuple = std::vector<Value>;
using Dict = std::vector<std::pair<std::string, Value>>;  // keyword order is kept

namespace internal {
// C++ counts with them as well.
template <typename T>
inline constexpr bool kIsCharacter =
    std::is_same_v<T, char> || std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> ||
    std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;
template <typename T>
inline constexpr bool kIsInt = std::is_integral_v<T> && !std::is_same_v<T, bool> &&
                               !kIsCharacter<T> && sizeof(T) <= sizeof(int64_t);
}  // namespace internal

// It is made from bool, every integer, float and double, text, and from nothing else: a pointer is
// no bool, an enumeration no int, 'c' no str, a long double loses digits, a class that converts to
// one of them may mean another. What else is to travel says how: bool(flag), int(kind),
// std::string(1, c), Value::object(pointer, "a pointer"). Null is Value().
class Value {
 public:
  Value() : data_() {}  // None
  Value(const Value& other) : data_(other.data_) {}
  Value(Value&& other) noexcept : data_() { data_.swap(other.data_); }  // leaves None
  Value& operator=(Value other) noexcept {
    data_.swap(other.data_);
    return *this;
  }
  // However deep tuples and dicts are nested: in a loop, and without asking for memory.
  ~Value() {
    if (data_.index() > kLastPlain) let_go();
  }
  template <typename T>
  requires std::is_same_v<T, bool> Value(T b) : data_(b) {}
  // A GreenletError when it is greater than INT64_MAX.
  template <typename T>
  requires internal::kIsInt<T> Value(T i) : data_(static_cast<int64_t>(i)) {
    if constexpr (std::is_unsigned_v<T> && sizeof(T) == sizeof(int64_t)) {
      if (*as_int() < 0) refuse(i);
    }
  }
  template <typename T>
  requires std::is_same_v<T, float> || std::is_same_v<T, double> Value(T d) : data_(double{d}) {}
  Value(const char* s);  // null is None, as in the C interface
  Value(std::nullptr_t) = delete;
  Value(std::string s) : data_(std::make_shared<const std::string>(std::move(s))) {}
  Value(std::string_view s) : data_(std::make_shared<const std::string>(s)) {}
  static Value tuple(Tuple items);
  static Value dict(Dict items);
  // Any copyable C++ object; `repr` is what it prints as.
  template <typename T>
  static Value object(T object, std::string repr) {
    return Value(
        std::make_shared<const Object>(Object{std::any(std::move(object)), std::move(repr)}));
  }

  bool is_none() const { return std::holds_alternative<std::monostate>(data_); }
  // Each returns null when the value is of another type. Pointers live as long as this Value, which
  // therefore needs a name: Value got = g.switch_to(); then got.as_int().
  const bool* as_bool() const& { return std::get_if<bool>(&data_); }
  const int64_t* as_int() const& { return std::get_if<int64_t>(&data_); }
  // Of one that has to be an int: a GreenletError otherwise, as the original's TypeError.
  int64_t to_int() const;
  const double* as_float() const& { return std::get_if<double>(&data_); }
  const std::string* as_str() const&;
  const Tuple* as_tuple() const&;
  const Dict* as_dict() const&;
  template <typename T>
  const T* as_object() const& {
    auto* object = std::get_if<std::shared_ptr<const Object>>(&data_);
    return object ? std::any_cast<T>(&(*object)->held) : nullptr;
  }
  // Of a temporary they would point to what is gone at the end of the line.
  void as_bool() const&& = delete;
  void as_int() const&& = delete;
  void as_float() const&& = delete;
  void as_str() const&& = delete;
  void as_tuple() const&& = delete;
  void as_dict() const&& = delete;
  template <typename T>
  void as_object() const&& = delete;

  // However deep it is nested. std::bad_alloc when memory is lacking.
  std::string str() const;   // Python's str()
  std::string repr() const;  // Python's repr()
  friend bool operator==(const Value& a, const Value& b);

 private:
  struct Object {
    std::any held;
    std::string repr;
  };
  explicit Value(std::shared_ptr<const Object> object) : data_(std::move(object)) {}
  [[noreturn]] static void refuse(uint64_t too_great);

  std::string repr_of_one() const;
  bool equals_one(const Value& other) const;
  bool is_container() const { return data_.index() == kTuple || data_.index() == kDict; }
  bool takes_others_down() const noexcept;
  void let_go() noexcept;
  void drop_all() noexcept;
  size_t size() const noexcept;
  Value take_last() noexcept;
  void put_first(Value value) noexcept;

  // What a tuple or dict contains is changed only by the last value that has it, when it goes. The
  // empty tuple is a null pointer: it is what a switch without arguments brings.
  using Data =
      std::variant<std::monostate, bool, int64_t, double, std::shared_ptr<const std::string>,
                   std::shared_ptr<Tuple>, std::shared_ptr<Dict>, std::shared_ptr<const Object>>;
  static constexpr size_t kLastPlain = 3, kTuple = 5, kDict = 6;
  // Destroyed by let_go(), out of line: values lie in the frames of whoever switches.
  union {
    Data data_;
  };
};

// A keyword argument: kw("a", 1).
struct Keyword {
  std::string name;
  Value value;
};
template <typename T>
Keyword kw(std::string name, T&& value) {
  return {std::move(name), Value(std::forward<T>(value))};
}

// The arguments of one call. The first switch into a greenlet hands them to its body.
struct Arguments {
  Tuple positional;
  Dict keywords;

  // The i-th positional argument, None when there are fewer; it lives as long as these.
  const Value& operator[](size_t i) const&;
  Value operator[](size_t i) const&& { return (*this)[i]; }
  size_t size() const { return positional.size(); }
};

// What switch returns for them: one positional value as itself, none or several as a tuple, only
// keywords as a dict, both as a pair (tuple, dict). From g_switch and single_result in greenlet.c.
Value single_result(Arguments arguments);

}  // namespace greenlens::engine

#endif  // GREENLENS_ENGINE_CPP_VALUE_H_
