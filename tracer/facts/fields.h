// What is derived from a struct's list of fields: binary form, equality, text.
//
// A struct that has `template <typename F> static void fields(F&& f)` and calls f("name",
// &Struct::member) for each member can be written, read and compared by the templates here;
// tracer/facts/json_fields.h adds JSON. Nothing else in the project lists a struct's members a
// second time.
//
// The binary form. Unsigned integers and enums: LEB128 varints. Signed integers (addresses):
// zig-zag varints. Booleans: one byte, 0 or 1. Strings, lists and maps: a count, then the items.
// Optional and shared things: 0, or 1 and the thing. A struct: its length in bytes, then its fields
// in order. A reader skips what stands after the fields that it knows, and leaves at their defaults
// those that are missing at the end: new fields are appended.
//
// A map from numbers to structs, when there is anything in it: after the count the numbers, each
// less the one before it; how many fields; and for each field a column, which is a length in bytes,
// times two, and the field of one item after the other. Where they are numbers and all the same,
// the length is one more than that, and there is only one. Columns at the end in which nothing is
// shared are not there. What is alike stands side by side so,
// and compresses to a third of what it took item by item.
#ifndef GREENLENS_TRACER_FACTS_FIELDS_H_
#define GREENLENS_TRACER_FACTS_FIELDS_H_

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace greenlens::facts {

// --- what kinds of members there are
template <typename T>
concept HasFields = requires {
  T::fields([](const char*, auto) {});
};

template <typename T>
struct IsVector : std::false_type {};
template <typename T>
struct IsVector<std::vector<T>> : std::true_type {};
template <typename T>
struct IsMap : std::false_type {};
template <typename K, typename V>
struct IsMap<std::map<K, V>> : std::true_type {};
// Maps that are written in columns.
template <typename T>
concept InColumns = IsMap<T>::value && HasFields<typename T::mapped_type> &&
    std::is_unsigned_v<typename T::key_type>;
template <typename T>
concept PlainNumber = std::is_integral_v<T> || std::is_enum_v<T>;
// Things that may be absent: std::optional<T>, and shared immutable parts.
template <typename T>
struct IsMaybe : std::false_type {};
template <typename T>
struct IsMaybe<std::optional<T>> : std::true_type {};
template <typename T>
struct IsMaybe<std::shared_ptr<const T>> : std::true_type {};
template <typename T>
struct IsShared : std::false_type {};
template <typename T>
struct IsShared<std::shared_ptr<const T>> : std::true_type {};

// The words for an enum's values, from the `enum_names` that stands beside it: one for each value,
// in their order, from 0. An enum without them cannot be a member.
template <typename E>
concept NamedEnum = std::is_enum_v<E> && requires(E e) {
  enum_names(e);
};

// "?" for a value that has none, as only a cast can make one.
template <NamedEnum E>
const char* enum_name(E value) {
  constexpr auto kNames = enum_names(E{});
  const auto index = static_cast<size_t>(value);
  return index < kNames.size() ? kNames[index] : "?";
}

// --- writing: appends to `out`, never fails
void write_varint(std::string* out, uint64_t value);
// Before what stands from `at` on: a length that is known when all is written.
void insert_varint(std::string* out, size_t at, uint64_t value);

template <typename T>
void write_fields(std::string* out, const T& value);
template <InColumns T>
void write_columns(std::string* out, const T& map);

template <typename T>
void write_value(std::string* out, const T& value) {
  if constexpr (std::is_same_v<T, bool>) {
    out->push_back(value ? 1 : 0);
  } else if constexpr (std::is_enum_v<T>) {
    write_varint(out, static_cast<uint64_t>(value));
  } else if constexpr (std::is_unsigned_v<T>) {
    write_varint(out, value);
  } else if constexpr (std::is_signed_v<T>) {
    const auto bits = static_cast<uint64_t>(static_cast<int64_t>(value));
    write_varint(out, (bits << 1) ^ (value < 0 ? ~uint64_t{0} : 0));
  } else if constexpr (std::is_same_v<T, std::string>) {
    write_varint(out, value.size());
    out->append(value);
  } else if constexpr (IsVector<T>::value) {
    write_varint(out, value.size());
    for (const auto& item : value) write_value(out, item);
  } else if constexpr (InColumns<T>) {
    write_columns(out, value);
  } else if constexpr (IsMap<T>::value) {
    write_varint(out, value.size());
    for (const auto& [key, item] : value) write_value(out, key), write_value(out, item);
  } else if constexpr (IsMaybe<T>::value) {
    out->push_back(value ? 1 : 0);
    if (value) write_value(out, *value);
  } else {
    static_assert(HasFields<T>, "list the struct's members in fields()");
    const size_t begin = out->size();
    write_fields(out, value);
    insert_varint(out, begin, out->size() - begin);
  }
}

// The fields alone, without the length.
template <typename T>
void write_fields(std::string* out, const T& value) {
  T::fields([&](const char*, auto member) { write_value(out, value.*member); });
}

// Their names in their order, into a hash (FNV-1a).
template <HasFields T>
void mix_names(uint32_t* hash) {
  const auto mix = [&](const char* text) {
    for (; *text != '\0'; ++text) *hash = (*hash ^ static_cast<unsigned char>(*text)) * 16777619u;
  };
  T::fields([&](const char* name, auto) { mix(name), mix(","); });
}

// How many columns are written: without those at the end that say of every item that it has none.
template <InColumns T>
uint64_t count_columns(const T& map) {
  using Item = typename T::mapped_type;
  uint64_t number = 0, last = 0;
  Item::fields([&](const char*, auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<Item&>().*member)>;
    ++number;
    bool any = true;
    if constexpr (IsShared<Member>::value) {
      any = false;
      for (const auto& [key, item] : map) any = any || item.*member != nullptr;
    }
    if (any) last = number;
  });
  return last;
}

template <InColumns T>
void write_columns(std::string* out, const T& map) {
  using Item = typename T::mapped_type;
  write_varint(out, map.size());
  if (map.empty()) return;
  uint64_t before = 0;
  for (const auto& [key, item] : map) write_varint(out, key - before), before = key;
  uint64_t left = count_columns(map);
  write_varint(out, left);
  Item::fields([&](const char*, auto member) {
    if (left == 0) return;
    --left;
    using Member = std::remove_cvref_t<decltype(std::declval<Item&>().*member)>;
    bool same = false;
    if constexpr (PlainNumber<Member>) {
      const Member first = map.begin()->second.*member;
      same = true;
      for (const auto& [key, item] : map) same = same && item.*member == first;
    }
    const size_t begin = out->size();
    for (const auto& [key, item] : map) {
      write_value(out, item.*member);
      if (same) break;
    }
    insert_varint(out, begin, (out->size() - begin) * 2 + (same ? 1 : 0));
  });
}

// --- reading
// Bounds for input that may be hostile: no list has more items, no address lies further out.
// (Arithmetic with addresses within the limit cannot overflow.)
inline constexpr uint64_t kMaxListItems = uint64_t{1} << 20;
inline constexpr int64_t kAddressLimit = int64_t{1} << 60;

// Each takes its bytes from the front of `in`; false when they are not there or make no sense. Then
// part of `in` is taken and `value` is half filled: both are to be given up. Nothing is read behind
// the end of `in`, and what is allocated is in proportion to its bytes, whatever lengths they
// claim.
bool read_long_varint(std::string_view* in, uint64_t* value);
inline bool read_varint(std::string_view* in, uint64_t* value) {
  // Most are small.
  if (in->empty() || static_cast<unsigned char>(in->front()) >= 0x80) {
    return read_long_varint(in, value);
  }
  *value = static_cast<unsigned char>(in->front());
  in->remove_prefix(1);
  return true;
}
bool read_bytes(std::string_view* in, std::string_view* bytes);  // a length and as many bytes
// A column's, and whether one value in it is all items'.
bool read_column(std::string_view* in, std::string_view* column, bool* same);

template <typename T>
bool read_fields(std::string_view in, T* value);
template <InColumns T>
bool read_columns(std::string_view* in, T* map);

// Numbers that the type cannot hold, enums without a word and addresses beyond the limit are
// damage: nothing is cut off or wrapped around. NULL is the one address beyond it.
template <typename T>
bool read_integer(std::string_view* in, T* value) {
  uint64_t raw = 0;
  if (!read_varint(in, &raw)) return false;
  if constexpr (std::is_enum_v<T>) {
    if (raw >= enum_names(T{}).size()) return false;
    *value = static_cast<T>(raw);
  } else if constexpr (std::is_unsigned_v<T>) {
    if (raw > std::numeric_limits<T>::max()) return false;
    *value = static_cast<T>(raw);
  } else {
    const auto wide = static_cast<int64_t>((raw >> 1) ^ ((raw & 1) ? ~uint64_t{0} : 0));
    const bool null = wide == std::numeric_limits<int64_t>::min();
    if (!null && (wide > kAddressLimit || wide < -kAddressLimit)) return false;
    if (wide > std::numeric_limits<T>::max() || wide < std::numeric_limits<T>::min()) return false;
    *value = static_cast<T>(wide);
  }
  return true;
}

template <typename T>
bool read_value(std::string_view* in, T* value) {
  if constexpr (std::is_same_v<T, bool>) {
    if (in->empty() || static_cast<unsigned char>(in->front()) > 1) return false;
    *value = in->front() == 1;
    in->remove_prefix(1);
    return true;
  } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
    return read_integer(in, value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    std::string_view bytes;
    if (!read_bytes(in, &bytes)) return false;
    *value = bytes;
    return true;
  } else if constexpr (IsVector<T>::value) {
    uint64_t count = 0;
    if (!read_varint(in, &count) || count > kMaxListItems || count > in->size()) return false;
    value->clear();
    for (uint64_t i = 0; i < count; ++i) {
      if (!read_value(in, &value->emplace_back())) return false;
    }
    return true;
  } else if constexpr (InColumns<T>) {
    return read_columns(in, value);
  } else if constexpr (IsMap<T>::value) {
    uint64_t count = 0;
    if (!read_varint(in, &count) || count > kMaxListItems || count > in->size()) return false;
    value->clear();
    for (uint64_t i = 0; i < count; ++i) {
      typename T::key_type key{};
      if (!read_value(in, &key) || !read_value(in, &(*value)[key])) return false;
    }
    return true;
  } else if constexpr (IsMaybe<T>::value) {
    bool there = false;
    if (!read_value(in, &there)) return false;
    value->reset();
    if (!there) return true;
    using Element = std::remove_const_t<std::remove_reference_t<decltype(**value)>>;
    Element item{};
    if (!read_value(in, &item)) return false;
    if constexpr (IsShared<T>::value) {
      *value = std::make_shared<const Element>(std::move(item));
    } else {
      *value = std::move(item);
    }
    return true;
  } else {
    static_assert(HasFields<T>, "list the struct's members in fields()");
    std::string_view body;
    return read_bytes(in, &body) && read_fields(body, value);
  }
}

// The fields alone: `in` is exactly the struct's bytes. Those that are missing at the end are left
// as they are, what stands behind the last one is passed over: so older and newer traces are read.
template <typename T>
bool read_fields(std::string_view in, T* value) {
  bool good = true;
  T::fields([&](const char*, auto member) {
    if (good && !in.empty()) good = read_value(&in, &(value->*member));
  });
  return good;
}

// The keys of a map in columns, of which there are so many: ascending, and none that its type
// cannot hold. Calls take(key) for each.
template <typename Key, typename F>
bool read_keys(std::string_view* in, uint64_t count, F&& take) {
  uint64_t key = 0;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t more = 0;
    if (!read_varint(in, &more) || (i > 0 && more == 0)) return false;
    if (more > std::numeric_limits<Key>::max() - key) return false;
    key += more;
    take(static_cast<Key>(key));
  }
  return true;
}

// Goes through the columns of a map of Items: those that are known here, each with
// read(name, member, column, same), and passes over the others.
template <typename Item, typename F>
bool visit_columns(std::string_view* in, F&& read) {
  uint64_t columns = 0;
  if (!read_varint(in, &columns)) return false;
  bool good = true;
  std::string_view column;
  bool same = false;
  Item::fields([&](const char* name, auto member) {
    if (!good || columns == 0) return;
    --columns;
    using Member = std::remove_cvref_t<decltype(std::declval<Item&>().*member)>;
    good = read_column(in, &column, &same) &&
           (!same || PlainNumber<Member>)&&read(name, member, column, same);
  });
  for (; good && columns > 0; --columns) good = read_column(in, &column, &same);
  return good;
}

template <InColumns T>
bool read_columns(std::string_view* in, T* map) {
  using Item = typename T::mapped_type;
  uint64_t count = 0;
  if (!read_varint(in, &count) || count > kMaxListItems || count > in->size()) return false;
  map->clear();
  if (count == 0) return true;
  std::vector<Item*> items;
  items.reserve(count);
  if (!read_keys<typename T::key_type>(in, count,
                                       [&](auto key) { items.push_back(&(*map)[key]); })) {
    return false;
  }
  return visit_columns<Item>(in, [&](const char*, auto member, std::string_view column, bool same) {
    for (Item* item : items) {
      std::string_view again = column;
      if (!read_value(same ? &again : &column, &(item->*member))) return false;
    }
    return true;
  });
}

// --- comparing: by value, also of what is shared
template <typename T>
bool same_fields(const T& a, const T& b);

template <typename T>
bool same_value(const T& a, const T& b) {
  if constexpr (HasFields<T>) {
    return same_fields(a, b);
  } else if constexpr (IsVector<T>::value) {
    if (a.size() != b.size()) return false;
    for (size_t i = 0; i < a.size(); ++i) {
      if (!same_value(a[i], b[i])) return false;
    }
    return true;
  } else if constexpr (IsMap<T>::value) {
    if (a.size() != b.size()) return false;
    auto other = b.begin();
    for (const auto& [key, item] : a) {
      if (key != other->first || !same_value(item, other->second)) return false;
      ++other;
    }
    return true;
  } else if constexpr (IsMaybe<T>::value) {
    if constexpr (IsShared<T>::value) {
      if (a == b) return true;
    }
    return static_cast<bool>(a) == static_cast<bool>(b) && (!a || same_value(*a, *b));
  } else {
    return a == b;
  }
}

template <typename T>
bool same_fields(const T& a, const T& b) {
  bool same = true;
  T::fields([&](const char*, auto member) { same = same && same_value(a.*member, b.*member); });
  return same;
}

}  // namespace greenlens::facts

#endif  // GREENLENS_TRACER_FACTS_FIELDS_H_
