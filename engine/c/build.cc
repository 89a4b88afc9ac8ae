// greenlens_build: a small recursive reader of its format.
#include <cstdarg>
#include <cstring>
#include <string>
#include <utility>

#include "engine/c/bridge.h"

namespace greenlens::engine {
namespace {

class Builder {
 public:
  explicit Builder(const char* format) : format_(format), at_(format) {}

  Value build(va_list* given) {
    given_ = given;
    Tuple items = read_until('\0');
    if (items.empty()) return {};
    return items.size() == 1 ? std::move(items[0]) : Value::tuple(std::move(items));
  }

  // After an error: what was to be taken over is taken all the same, as far as the format is
  // understood.
  void take_the_rest() {
    for (; *at_ != '\0'; ++at_) {
      if (std::strchr("(){} ,:", *at_)) continue;
      if (!std::strchr("iLdspGON", *at_)) return;
      try {
        read_one(*at_);
      } catch (...) {
      }
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& what) const {
    throw CError("SystemError", "greenlens_build cannot read \"" + std::string(format_) +
                                    "\": " + what + "; its letters are i L d s p G O N ( ) { }");
  }

  void skip_separators() { at_ += std::strspn(at_, " ,:"); }

  Tuple read_until(char end) {
    Tuple items;
    for (skip_separators(); *at_ != end; skip_separators()) {
      if (*at_ == '\0') refuse("it ends without a " + std::string(1, end));
      items.push_back(read_one(*at_++));
    }
    if (end != '\0') ++at_;
    return items;
  }

  Value read_one(char letter) {
    switch (letter) {
      case 'i':
        return va_arg(*given_, int);
      case 'L':
        return static_cast<int64_t>(va_arg(*given_, long long));
      case 'd':
        return va_arg(*given_, double);
      case 's':
        if (const char* text = va_arg(*given_, const char*)) return text;
        return {};
      case 'p':
        return pointer_value(va_arg(*given_, void*));
      case 'G':
        return greenlet_value(from_c(va_arg(*given_, greenlens_greenlet*)));
      case 'O': {
        const Value* value = seen(va_arg(*given_, const greenlens_value*));
        return value ? *value : Value();
      }
      case 'N': {
        greenlens_value* value = va_arg(*given_, greenlens_value*);
        if (value == nullptr && value_is_missing()) throw_status(GREENLENS_ERROR);
        return take(value);
      }
      case '(':
        return deeper([this] { return Value::tuple(read_until(')')); });
      case '{':
        return deeper([this] { return read_dict(); });
      default:
        at_ = "";  // what comes after it cannot be known
        refuse("it has a " + std::string(1, letter));
    }
  }

  // A format is read by calls within calls; what is nested deeper is built from the inside out.
  template <typename Read>
  Value deeper(Read read) {
    if (depth_ == kDeepest) {
      refuse("it is nested more than " + std::to_string(kDeepest) +
             " deep, which is what \"(N)\" in a loop can do");
    }
    ++depth_;
    Value value = read();
    --depth_;
    return value;
  }

  Value read_dict() {
    Tuple items = read_until('}');
    if (items.size() % 2 != 0) refuse("a key in it has no value");
    Dict dict;
    for (size_t i = 0; i < items.size(); i += 2) {
      if (!items[i].as_str()) refuse("a key in it is no str");
      dict.emplace_back(*items[i].as_str(), std::move(items[i + 1]));
    }
    return Value::dict(std::move(dict));
  }

  static constexpr int kDeepest = 100;
  const char* format_;
  const char* at_;
  int depth_ = 0;
  va_list* given_ = nullptr;
};

}  // namespace

extern "C" greenlens_value* greenlens_build(const char* format, ...) {
  va_list given;
  va_start(given, format);
  Builder builder(format ? format : "");
  greenlens_value* made = made_for_c([&] {
    if (format == nullptr) {
      throw CError("SystemError",
                   "greenlens_build needs a format and was given null: say \"\" for None");
    }
    try {
      return builder.build(&given);
    } catch (...) {
      builder.take_the_rest();
      throw;
    }
  });
  va_end(given);
  return made;
}

}  // namespace greenlens::engine
