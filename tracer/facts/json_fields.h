// JSON, derived from a struct's list of fields (tracer/facts/fields.h).
//
// Objects keep the order of the list. An address that is NULL is null; a member called `bytes` or
// `stack_copy` is raw memory and becomes lowercase hexadecimal; enums are their words; a map is a
// list of pairs; what is absent is null. Texts that are not UTF-8 stay what they are until
// json_text() writes them.
#ifndef GREENLENS_TRACER_FACTS_JSON_FIELDS_H_
#define GREENLENS_TRACER_FACTS_JSON_FIELDS_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "tracer/facts/fields.h"
#include "tracer/facts/json.h"
#include "tracer/facts/values.h"

namespace greenlens::facts {

inline bool is_raw_bytes(std::string_view field) {
  return field == "bytes" || field == "stack_copy" || field == "wrote" || field == "code";
}

template <typename T>
Json fields_to_json(const T& value);

template <typename T>
Json value_to_json(const char* field, const T& value) {
  if constexpr (NamedEnum<T>) {
    return enum_name(value);
  } else if constexpr (std::is_same_v<T, int64_t>) {
    return value == std::numeric_limits<int64_t>::min() ? Json(nullptr) : Json(value);
  } else if constexpr (std::is_arithmetic_v<T>) {
    return value;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return is_raw_bytes(field) ? to_hex(value) : value;
  } else if constexpr (IsVector<T>::value) {
    Json list = Json::array();
    for (const auto& item : value) list.push_back(value_to_json("", item));
    return list;
  } else if constexpr (IsMap<T>::value) {
    Json list = Json::array();
    for (const auto& [key, item] : value) list.push_back({key, value_to_json("", item)});
    return list;
  } else if constexpr (IsMaybe<T>::value) {
    return value ? value_to_json(field, *value) : Json(nullptr);
  } else {
    return fields_to_json(value);
  }
}

template <typename T>
Json fields_to_json(const T& value) {
  Json object = Json::object();
  T::fields(
      [&](const char* name, auto member) { object[name] = value_to_json(name, value.*member); });
  return object;
}

// Reading is strict: every listed field must be there and of its kind, numbers must fit, and no
// address lies beyond kAddressLimit; keys that are not listed are ignored. On failure `wrong` is
// the path of the first field that is not
// ("arch.slots[3].offset"), empty when `json` itself is no object, and `value` is half filled.
// Never throws, whatever `json` is.
template <typename T>
bool fields_from_json(const Json& json, T* value, std::string* wrong);
template <typename T>
bool map_from_json(const Json& json, T* map, std::string* wrong);

template <typename T>
bool value_from_json(const char* field, const Json& json, T* value, std::string* wrong) {
  if constexpr (NamedEnum<T>) {
    if (!json.is_string()) return false;
    constexpr auto kNames = enum_names(T{});
    for (size_t i = 0; i < kNames.size(); ++i) {
      if (json.get_ref<const std::string&>() == kNames[i]) return *value = static_cast<T>(i), true;
    }
    return false;
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!json.is_string()) return false;
    const auto& text = json.get_ref<const std::string&>();
    return is_raw_bytes(field) ? from_hex(text, value) : (*value = text, true);
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!json.is_boolean()) return false;
    return *value = json.get<bool>(), true;
  } else if constexpr (std::is_unsigned_v<T>) {
    if (!json.is_number_unsigned() || json.get<uint64_t>() > std::numeric_limits<T>::max())
      return false;
    return *value = json.get<T>(), true;
  } else if constexpr (std::is_integral_v<T>) {
    if (std::is_same_v<T, Address> && json.is_null()) return *value = kNull, true;
    if (!json.is_number_integer()) return false;
    if (json.is_number_unsigned() && json.get<uint64_t>() > uint64_t{INT64_MAX}) return false;
    const auto wide = json.get<int64_t>();
    if (wide > kAddressLimit || wide < -kAddressLimit) return false;
    if (wide > std::numeric_limits<T>::max() || wide < std::numeric_limits<T>::min()) return false;
    return *value = static_cast<T>(wide), true;
  } else if constexpr (IsMaybe<T>::value) {
    value->reset();
    if (json.is_null()) return true;
    std::remove_cvref_t<decltype(**value)> item{};
    if (!value_from_json(field, json, &item, wrong)) return false;
    if constexpr (IsShared<T>::value) {
      *value = std::make_shared<const decltype(item)>(std::move(item));
    } else {
      *value = std::move(item);
    }
    return true;
  } else if constexpr (IsMap<T>::value) {
    return map_from_json(json, value, wrong);
  } else if constexpr (IsVector<T>::value) {
    if (!json.is_array()) return false;
    value->clear();
    for (size_t i = 0; i < json.size(); ++i) {
      std::string inner;
      if (!value_from_json("", json[i], &value->emplace_back(), &inner)) {
        *wrong = "[" + std::to_string(i) + "]" + (inner.empty() ? "" : "." + inner);
        return false;
      }
    }
    return true;
  } else {
    return fields_from_json(json, value, wrong);
  }
}

// Pairs, of which no two have the same key.
template <typename T>
bool map_from_json(const Json& json, T* map, std::string* wrong) {
  if (!json.is_array()) return false;
  map->clear();
  for (size_t i = 0; i < json.size(); ++i) {
    typename T::key_type key{};
    std::string inner;
    const Json& pair = json[i];
    const bool good = pair.is_array() && pair.size() == 2 &&
                      value_from_json("", pair[0], &key, &inner) && map->count(key) == 0 &&
                      value_from_json("", pair[1], &(*map)[key], &inner);
    if (good) continue;
    *wrong = "[" + std::to_string(i) + "]" + (inner.empty() ? "" : "." + inner);
    return false;
  }
  return true;
}

template <typename T>
bool fields_from_json(const Json& json, T* value, std::string* wrong) {
  if (!json.is_object()) return false;
  bool good = true;
  T::fields([&](const char* name, auto member) {
    if (!good) return;
    std::string inner;
    const auto found = json.find(name);
    if (found != json.end() && value_from_json(name, *found, &(value->*member), &inner)) return;
    good = false;
    *wrong = name + (inner.empty() || inner.front() == '[' ? inner : "." + inner);
  });
  return good;
}

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_JSON_FIELDS_H_
