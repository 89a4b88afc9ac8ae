#include "tracer/lines/shape.h"

#include <dwarf.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>
#include <vector>

namespace greenlens::lines {
namespace {

constexpr int kDeepest = 2;       // braces in each other
constexpr size_t kMostParts = 8;  // of a struct or an array
constexpr size_t kMostLetters = 40;
constexpr size_t kMostOfType = 48;  // bytes of its name
constexpr int kMostTypedefs = 16;

std::optional<Dwarf_Die> type_of(Dwarf_Die* entry) {
  Dwarf_Attribute attribute;
  Dwarf_Die type;
  if (dwarf_formref_die(dwarf_attr_integrate(entry, DW_AT_type, &attribute), &type) == nullptr) {
    return {};
  }
  return type;
}

// Without other names for it and words like const.
std::optional<Dwarf_Die> peeled(std::optional<Dwarf_Die> type) {
  for (int i = 0; type && i < kMostTypedefs; ++i) {
    const int tag = dwarf_tag(&*type);
    if (tag != DW_TAG_typedef && tag != DW_TAG_const_type && tag != DW_TAG_volatile_type &&
        tag != DW_TAG_restrict_type && tag != DW_TAG_atomic_type) {
      return type;
    }
    type = type_of(&*type);
  }
  return {};
}

uint64_t elements_of(Dwarf_Die* array) {
  uint64_t all = 1;
  Dwarf_Die part;
  if (dwarf_child(array, &part) != 0) return 0;
  do {
    if (dwarf_tag(&part) != DW_TAG_subrange_type) continue;
    Dwarf_Attribute attribute;
    Dwarf_Word count = 0;
    if (dwarf_formudata(dwarf_attr(&part, DW_AT_count, &attribute), &count) == 0) {
      all *= count;
    } else if (dwarf_formudata(dwarf_attr(&part, DW_AT_upper_bound, &attribute), &count) == 0) {
      all *= count + 1;
    } else {
      return 0;
    }
  } while (dwarf_siblingof(&part, &part) == 0);
  return all;
}

// As the language writes it.
std::string tagged(const char* tag, Dwarf_Die* type, const std::string& name) {
  if (name.empty()) return tag;
  Dwarf_Die unit;
  Dwarf_Attribute attribute;
  Dwarf_Word language = 0;
  const bool known = dwarf_diecu(type, &unit, nullptr, nullptr) != nullptr &&
                     dwarf_formudata(dwarf_attr(&unit, DW_AT_language, &attribute), &language) == 0;
  const bool is_c = known && (language == DW_LANG_C || language == DW_LANG_C89 ||
                              language == DW_LANG_C99 || language == DW_LANG_C11);
  return is_c ? std::string(tag) + ' ' + name : name;
}

std::string name_of(std::optional<Dwarf_Die> type, int depth = 0) {
  constexpr int kDeepestName = 16;
  if (!type) return "void";
  if (depth > kDeepestName) return "…";
  const char* name = dwarf_diename(&*type);
  const std::string plain = name != nullptr ? name : "";
  switch (dwarf_tag(&*type)) {
    case DW_TAG_pointer_type: {
      const std::string to = name_of(type_of(&*type), depth + 1);
      return to + (to.ends_with('*') ? "*" : " *");
    }
    case DW_TAG_reference_type:
    case DW_TAG_rvalue_reference_type:
      return name_of(type_of(&*type), depth + 1) + " &";
    case DW_TAG_const_type: {
      const std::optional<Dwarf_Die> of = type_of(&*type);
      const std::string its = name_of(of, depth + 1);
      return its.ends_with('*') ? its + "const" : "const " + its;
    }
    case DW_TAG_volatile_type:
      return "volatile " + name_of(type_of(&*type), depth + 1);
    case DW_TAG_restrict_type:
      return name_of(type_of(&*type), depth + 1) + " restrict";
    case DW_TAG_atomic_type:
      return "_Atomic " + name_of(type_of(&*type), depth + 1);
    case DW_TAG_array_type:
      return name_of(type_of(&*type), depth + 1) + "[" + std::to_string(elements_of(&*type)) + "]";
    case DW_TAG_structure_type:
      return tagged("struct", &*type, plain);
    case DW_TAG_union_type:
      return tagged("union", &*type, plain);
    case DW_TAG_enumeration_type:
      return tagged("enum", &*type, plain);
    case DW_TAG_subroutine_type:
      return "function";
  }
  return plain.empty() ? "?" : plain;
}

std::string quoted(std::string_view letters, char quote) {
  std::string text(1, quote);
  for (const char c : letters) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const auto code = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      (text += '\\') += c;
    } else if (c == '\n') {
      text += "\\n";
    } else if (code < 0x20 || code >= 0x7f) {
      ((text += "\\x") += kDigits[code >> 4]) += kDigits[code & 15];
    } else {
      text += c;
    }
  }
  return text + quote;
}

std::string letters_text(std::string_view letters) {
  const size_t end = letters.find('\0');
  const bool whole = end != std::string_view::npos || letters.size() < kMostLetters;
  std::string text = quoted(letters.substr(0, std::min(end, kMostLetters)), '"');
  if (!whole || (end != std::string_view::npos && end > kMostLetters)) text += "…";
  return text;
}

template <typename Number>
std::string number_text(Number number) {
  std::array<char, 64> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

int encoding_of(Dwarf_Die* type) {
  Dwarf_Attribute attribute;
  Dwarf_Word encoding = 0;
  dwarf_formudata(dwarf_attr_integrate(type, DW_AT_encoding, &attribute), &encoding);
  return static_cast<int>(encoding);
}
bool is_letter(Dwarf_Die* type) {
  const int encoding = encoding_of(type);
  return dwarf_tag(type) == DW_TAG_base_type && dwarf_bytesize(type) == 1 &&
         (encoding == DW_ATE_signed_char || encoding == DW_ATE_unsigned_char);
}

int64_t with_sign(uint64_t number, size_t bytes) {
  const auto unused = static_cast<unsigned>(64 - 8 * bytes);
  return static_cast<int64_t>(number << unused) >> unused;
}

std::string base_text(Dwarf_Die* type, std::string_view bytes, const Thread& thread) {
  if (bytes.empty() || bytes.size() > sizeof(uint64_t)) return "…";
  const uint64_t raw = number(thread, bytes);
  switch (encoding_of(type)) {
    case DW_ATE_boolean:
      return raw != 0 ? "true" : "false";
    case DW_ATE_signed_char:
    case DW_ATE_unsigned_char:
      if (raw >= 0x20 && raw < 0x7f) {
        return std::to_string(raw) + " " + quoted({std::string(1, static_cast<char>(raw))}, '\'');
      }
      return encoding_of(type) == DW_ATE_signed_char ? std::to_string(with_sign(raw, bytes.size()))
                                                     : std::to_string(raw);
    case DW_ATE_signed:
      return std::to_string(with_sign(raw, bytes.size()));
    case DW_ATE_float:
      if (bytes.size() == sizeof(float)) {
        return number_text(std::bit_cast<float>(static_cast<uint32_t>(raw)));
      }
      return bytes.size() == sizeof(double) ? number_text(std::bit_cast<double>(raw)) : "…";
  }
  return std::to_string(raw);
}

std::string enumerator_text(Dwarf_Die* type, std::string_view bytes, const Thread& thread) {
  if (bytes.empty() || bytes.size() > sizeof(uint64_t)) return "…";
  const int64_t value = with_sign(number(thread, bytes), bytes.size());
  Dwarf_Die part;
  if (dwarf_child(type, &part) != 0) return std::to_string(value);
  do {
    Dwarf_Attribute attribute;
    Dwarf_Sword its = 0;
    const char* name = dwarf_diename(&part);
    if (dwarf_tag(&part) != DW_TAG_enumerator || name == nullptr) continue;
    if (dwarf_formsdata(dwarf_attr(&part, DW_AT_const_value, &attribute), &its) == 0 &&
        its == value) {
      return name;
    }
  } while (dwarf_siblingof(&part, &part) == 0);
  return std::to_string(value);
}

std::string text_of(std::optional<Dwarf_Die> type, std::string_view bytes, const Thread& thread,
                    int depth);

std::string pointer_text(Dwarf_Die* type, std::string_view bytes, const Thread& thread, int depth) {
  if (bytes.size() > sizeof(uint64_t)) return "";
  const uint64_t to = number(thread, bytes);
  if (to == 0) return "NULL";
  std::optional<Dwarf_Die> target = peeled(type_of(type));
  if (target && is_letter(&*target) && depth == 0) {
    const std::string letters = thread.read(to, kMostLetters + 1);
    // Memory that holds something else than a text may say anything.
    const std::string_view text = std::string_view(letters).substr(0, letters.find('\0'));
    const bool is_text = std::all_of(text.begin(), text.end(), [](char c) {
      const auto code = static_cast<unsigned char>(c);
      return (code >= 0x20 && code < 0x7f) || code >= 0xa0 || c == '\n' || c == '\t';
    });
    if (!letters.empty() && is_text) return letters_text(letters);
  }
  return depth == 0 ? "" : "…";
}

std::string array_text(Dwarf_Die* type, std::string_view bytes, const Thread& thread, int depth) {
  std::optional<Dwarf_Die> element = peeled(type_of(type));
  if (!element) return "…";
  if (is_letter(&*element)) return letters_text(bytes);
  Dwarf_Word size = 0;
  if (dwarf_aggregate_size(&*element, &size) != 0 || size == 0) return "…";
  std::string text = "{";
  const size_t count = bytes.size() / size;
  for (size_t i = 0; i < std::min(count, kMostParts); ++i) {
    if (i > 0) text += ", ";
    text += text_of(element, bytes.substr(i * size, size), thread, depth + 1);
  }
  return text + (count > kMostParts ? ", …}" : "}");
}

std::string struct_text(Dwarf_Die* type, std::string_view bytes, const Thread& thread, int depth) {
  std::string text = "{";
  size_t parts = 0;
  Dwarf_Die part;
  if (dwarf_child(type, &part) != 0) return "{}";
  do {
    if (dwarf_tag(&part) != DW_TAG_member) continue;
    Dwarf_Attribute attribute;
    Dwarf_Word at = 0;
    dwarf_formudata(dwarf_attr_integrate(&part, DW_AT_data_member_location, &attribute), &at);
    const char* name = dwarf_diename(&part);
    const bool is_field_of_bits = dwarf_hasattr_integrate(&part, DW_AT_bit_size) != 0;
    const uint64_t size = type_size(&part);
    if (name == nullptr || is_field_of_bits || at > bytes.size() || size > bytes.size() - at) {
      continue;
    }
    if (parts++ > 0) text += ", ";
    if (parts > kMostParts) return text + "…}";
    text += name;
    text += " = ";
    text += text_of(type_of(&part), bytes.substr(at, size), thread, depth + 1);
  } while (dwarf_siblingof(&part, &part) == 0);
  return text + "}";
}

std::string text_of(std::optional<Dwarf_Die> type, std::string_view bytes, const Thread& thread,
                    int depth) {
  type = peeled(type);
  if (!type || bytes.empty()) return "…";
  const int tag = dwarf_tag(&*type);
  if (tag == DW_TAG_base_type) return base_text(&*type, bytes, thread);
  if (tag == DW_TAG_enumeration_type) return enumerator_text(&*type, bytes, thread);
  if (tag == DW_TAG_pointer_type || tag == DW_TAG_reference_type ||
      tag == DW_TAG_rvalue_reference_type) {
    return pointer_text(&*type, bytes, thread, depth);
  }
  if (depth >= kDeepest) return "…";
  if (tag == DW_TAG_array_type) return array_text(&*type, bytes, thread, depth);
  const bool has_members =
      tag == DW_TAG_structure_type || tag == DW_TAG_class_type || tag == DW_TAG_union_type;
  return has_members ? struct_text(&*type, bytes, thread, depth) : "…";
}

}  // namespace

std::string type_name(Dwarf_Die* entry) {
  std::string name = name_of(type_of(entry));
  if (name.size() <= kMostOfType) return name;
  size_t end = kMostOfType;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
  return name.substr(0, end) + "…";
}

uint64_t type_size(Dwarf_Die* entry) {
  std::optional<Dwarf_Die> type = peeled(type_of(entry));
  Dwarf_Word size = 0;
  if (!type || dwarf_aggregate_size(&*type, &size) != 0) return 0;
  return size;
}

bool is_pointer(Dwarf_Die* entry) {
  std::optional<Dwarf_Die> type = peeled(type_of(entry));
  if (!type) return false;
  const int tag = dwarf_tag(&*type);
  return tag == DW_TAG_pointer_type || tag == DW_TAG_reference_type ||
         tag == DW_TAG_rvalue_reference_type;
}

std::string value_text(Dwarf_Die* entry, std::string_view bytes, const Thread& thread) {
  return text_of(type_of(entry), bytes, thread, 0);
}

}  // namespace greenlens::lines
