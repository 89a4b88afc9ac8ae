// greenlens_parse: each letter of the format checks and stores one argument.
#include <climits>
#include <cstdarg>
#include <string>
#include <string_view>

#include "engine/c/bridge.h"

namespace greenlens::engine {
namespace {

// What an argument for this letter is called.
const char* type_of(char letter) {
  switch (letter) {
    case 'i':
    case 'L':
      return "int";
    case 'd':
      return "float";
    case 's':
      return "str";
    case 'p':
      return "pointer";
    case 'G':
      return "greenlet";
    case 'O':
      return "value";
    default:
      return nullptr;
  }
}

const char* type_of(const Value& value) {
  if (value.is_none()) return "NoneType";
  if (value.as_bool()) return "bool";
  if (value.as_int()) return "int";
  if (value.as_float()) return "float";
  if (value.as_str()) return "str";
  if (value.as_tuple()) return "tuple";
  if (value.as_dict()) return "dict";
  if (value.as_object<Greenlet>()) return "greenlet";
  return value.as_object<void*>() ? "pointer" : "object";
}

class Parser {
 public:
  explicit Parser(const char* text) {
    if (text == nullptr) {
      throw CError("SystemError",
                   "greenlens_parse needs a format and was given null: say \"\" for no arguments");
    }
    std::string_view format = text;
    size_t colon = format.find(':');
    letters_ = format.substr(0, colon);
    name_ = colon == format.npos ? "the function" : format.substr(colon + 1);
    for (char letter : letters_) {
      if (type_of(letter)) continue;
      throw CError("SystemError", "greenlens_parse cannot read \"" + std::string(format) +
                                      "\": its letters are i L d s p G O, then : and a name");
    }
  }

  void parse(const greenlens_value* arguments, va_list* addresses) {
    size_t given = greenlens_size(arguments);
    if (given != letters_.size()) refuse_count(given);
    for (number_ = 1; number_ <= given; ++number_) {
      store(*seen(greenlens_item(arguments, number_ - 1)), letters_[number_ - 1], addresses);
    }
  }

 private:
  [[noreturn]] void refuse_count(size_t given) const {
    std::string call = name_ + "(";
    for (char letter : letters_)
      call += (call.back() == '(' ? "" : ", ") + std::string(type_of(letter));
    throw CError("TypeError", name_ + " takes " + std::to_string(letters_.size()) +
                                  (letters_.size() == 1 ? " argument" : " arguments") +
                                  " and was given " + std::to_string(given) + ": call it as " +
                                  call + ")");
  }

  std::string argument() const { return "argument " + std::to_string(number_) + " of " + name_; }

  [[noreturn]] void refuse_type(const Value& value, char letter) const {
    std::string type = type_of(value);
    throw CError("TypeError", argument() + " must be " +
                                  (type_of(letter)[0] == 'i' ? "an " : "a ") + type_of(letter) +
                                  ", and " + value.repr() + " is " +
                                  (type == "int" || type == "object" ? "an " : "a ") + type +
                                  ": give it another one");
  }

  int64_t integer(const Value& value, char letter) const {
    if (const bool* truth = value.as_bool()) return *truth;  // as in Python, bool is a kind of int
    if (!value.as_int()) refuse_type(value, letter);
    return *value.as_int();
  }

  int fit(int64_t number) const {
    if (number >= INT_MIN && number <= INT_MAX) return static_cast<int>(number);
    throw CError("OverflowError", argument() + " must fit a C int, and " + std::to_string(number) +
                                      " does not: give it a smaller one, or let the function "
                                      "parse it as L");
  }

  const char* text(const Value& value) const {
    if (!value.as_str()) refuse_type(value, 's');
    if (value.as_str()->find('\0') == std::string::npos) return value.as_str()->c_str();
    throw CError("ValueError", argument() +
                                   " must not have a null byte in it, which ends a string in C: "
                                   "give it a str without");
  }

  // Where the argument goes.
  template <typename T>
  T& place(va_list* addresses) const {
    if (T* given = va_arg(*addresses, T*)) return *given;
    throw CError("SystemError", "the address for " + argument() +
                                    " is null: give greenlens_parse one for each letter");
  }

  void store(const Value& value, char letter, va_list* addresses) const {
    switch (letter) {
      case 'i':
        place<int>(addresses) = fit(integer(value, letter));
        break;
      case 'L':
        place<long long>(addresses) = integer(value, letter);
        break;
      case 'd':
        place<double>(addresses) =
            value.as_float() ? *value.as_float() : static_cast<double>(integer(value, letter));
        break;
      case 's':
        place<const char*>(addresses) = text(value);
        break;
      case 'p':
        if (!value.is_none() && !value.as_object<void*>()) refuse_type(value, letter);
        place<void*>(addresses) = as_pointer(value);
        break;
      case 'G':
        if (!value.as_object<Greenlet>()) refuse_type(value, letter);
        place<greenlens_greenlet*>(addresses) = to_c(*value.as_object<Greenlet>());
        break;
      case 'O':
        place<const greenlens_value*>(addresses) = lend(value);
        break;
    }
  }

  std::string_view letters_;
  std::string name_;
  size_t number_ = 0;  // of the argument that is being looked at
};

}  // namespace

extern "C" int greenlens_parse(const greenlens_value* arguments, const char* format, ...) {
  va_list addresses;
  va_start(addresses, format);
  int status = guarded([&] { Parser(format).parse(arguments, &addresses); });
  va_end(addresses);
  return status;
}

}  // namespace greenlens::engine
