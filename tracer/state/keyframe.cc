#include "tracer/state/keyframe.h"

#include <type_traits>
#include <utility>

#include "tracer/facts/address.h"
#include "tracer/facts/fields.h"

namespace greenlens::state {
namespace {

// Compares bytes with what is there, and says where the first difference is. Each takes its bytes
// from the front of `in`.
class Comparison {
 public:
  template <typename T>
  bool same_fields(std::string_view in, const T& value) {
    bool same = true;
    T::fields([&](const char* name, auto member) {
      // What an older writer did not know of stands behind all else, and is not there.
      if (!same || in.empty()) return;
      same = this->same(&in, value.*member);
      if (!same) in_field(name);
    });
    return same;
  }
  const std::string& where() const { return where_; }

 private:
  template <typename T>
  bool same(std::string_view* in, const T& value) {
    if constexpr (std::is_integral_v<T> || std::is_enum_v<T> || std::is_same_v<T, std::string>) {
      T told{};
      if (facts::read_value(in, &told) && told == value) return true;
      if constexpr (!std::is_same_v<T, std::string>) differ(text(told), text(value));
      return false;
    } else if constexpr (facts::InColumns<T>) {
      return same_columns(in, value);
    } else if constexpr (facts::IsVector<T>::value) {
      uint64_t count = 0;
      if (!facts::read_varint(in, &count) || count != value.size()) {
        return differ(std::to_string(count), std::to_string(value.size()));
      }
      size_t at = 0;
      for (const auto& item : value) {
        if (!same_item(in, item, at++)) return false;
      }
      return true;
    } else if constexpr (facts::IsMaybe<T>::value) {
      bool there = false;
      if (!facts::read_value(in, &there) || there != static_cast<bool>(value)) {
        return differ(text(there), text(static_cast<bool>(value)));
      }
      return !there || same(in, *value);
    } else {
      std::string_view body;
      return facts::read_bytes(in, &body) && same_fields(body, value);
    }
  }
  template <typename T>
  bool same_item(std::string_view* in, const T& item, size_t at) {
    if (same(in, item)) return true;
    return in_item(std::to_string(at));
  }
  // First who there is, then field by field.
  template <typename T>
  bool same_columns(std::string_view* in, const T& map) {
    using Key = typename T::key_type;
    uint64_t count = 0;
    if (!facts::read_varint(in, &count) || count != map.size()) {
      return differ(std::to_string(count), std::to_string(map.size()));
    }
    if (count == 0) return true;
    bool same_keys = true;
    auto next = map.begin();
    const bool read = facts::read_keys<Key>(in, count, [&](Key key) {
      if (same_keys && key != next->first) same_keys = differ(text(key), text(next->first));
      ++next;
    });
    if (!read || !same_keys) return false;
    return facts::visit_columns<typename T::mapped_type>(
        in, [&](const char* name, auto member, std::string_view column, bool all_same) {
          for (const auto& [key, item] : map) {
            std::string_view again = column;
            if (same(all_same ? &again : &column, item.*member)) continue;
            in_field(name);
            return in_item(text(key));
          }
          return true;
        });
  }

  template <typename T>
  static std::string text(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return enum_name(value);
    } else if constexpr (std::is_same_v<T, facts::Address>) {
      return facts::format_address(value);
    } else {
      return std::to_string(value);
    }
  }
  bool differ(const std::string& told, const std::string& expected) {
    where_ = " " + told + " ≠ " + expected;
    return false;
  }
  void in_field(const char* name) {
    where_ = name + std::string(where_.starts_with('[') ? "" : separator()) + where_;
  }
  bool in_item(const std::string& which) {
    where_ = "[" + which + "]" + separator() + where_;
    return false;
  }
  // Between a field and one inside it.
  const char* separator() const { return where_.empty() || where_.front() == ' ' ? "" : "."; }

  std::string where_;
};

}  // namespace

std::string encode_state(const State& state) {
  std::string bytes;
  facts::write_fields(&bytes, state);
  return bytes;
}

facts::Result<State> decode_state(const std::string& bytes) {
  State decoded;
  if (bytes.empty() || !facts::read_fields(bytes, &decoded)) {
    return facts::Fault{facts::FaultKind::keyframe_damaged, "", 0, 0, ""};
  }
  return decoded;
}

std::string difference(std::string_view keyframe, const State& state) {
  Comparison comparison;
  return comparison.same_fields(keyframe, state) ? "" : comparison.where();
}

bool same_state(const State& a, const State& b) { return facts::same_fields(a, b); }

}  // namespace greenlens::state
