#include "tracer/facts/json_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "tracer/facts/shown.h"

namespace greenlens::facts {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
const std::string kExact = "_hex";

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_utf8(std::string_view text) {
  for (size_t bytes = 0; !text.empty(); text.remove_prefix(bytes)) {
    bytes = first_character(text).bytes;
    if (bytes == 0) return false;
  }
  return true;
}

bool all_utf8(const Json& json) {
  if (json.is_string()) {
    const auto& text = json.get_ref<const std::string&>();
    return is_ascii(text) || is_utf8(text);
  }
  return std::all_of(json.begin(), json.end(), [](const Json& part) {
    return part.is_structured() || part.is_string() ? all_utf8(part) : true;
  });
}

void make_utf8(Json* json) {
  if (json->is_string()) *json = as_utf8(json->get_ref<const std::string&>());
  if (!json->is_structured()) return;
  for (Json& part : *json) make_utf8(&part);
}

// Outside of strings JSON is plain: what acts unseen stands in one, where it may be escaped.
void put_escaped(std::string* out, uint32_t code) {
  if (code < 0x10000) {
    *out += fmt::format("\\u{:04x}", code);
    return;
  }
  code -= 0x10000;
  *out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + (code >> 10), 0xdc00 + (code & 0x3ff));
}

std::string with_escapes(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const Character first = first_character(text);
    if (acts_unseen(first.code)) {
      put_escaped(&out, first.code);
    } else {
      out.append(text.substr(0, first.bytes));
    }
    text.remove_prefix(first.bytes);
  }
  return out;
}

}  // namespace

void add_exact_texts(Json* json) {
  if (!json->is_structured() || all_utf8(*json)) return;
  Json exact = Json::object();
  for (auto& [key, part] : json->items()) {
    add_exact_texts(&part);
    const bool is_odd = json->is_object() && part.is_string() && !all_utf8(part);
    if (is_odd) exact[key + kExact] = to_hex(part.get_ref<const std::string&>());
  }
  if (json->is_object()) json->update(exact);
}

bool take_exact_texts(Json* json) {
  if (!json->is_structured()) return true;
  std::vector<std::string> exact;
  for (auto& [key, part] : json->items()) {
    if (!take_exact_texts(&part)) return false;
    if (json->is_object() && key.ends_with(kExact)) exact.push_back(key);
  }
  for (const std::string& key : exact) {
    const Json& hex = (*json)[key];
    std::string bytes;
    const auto text = json->find(key.substr(0, key.size() - kExact.size()));
    const bool good = text != json->end() && text->is_string() && hex.is_string() &&
                      from_hex(hex.get_ref<const std::string&>(), &bytes);
    if (!good) return false;
    *text = std::move(bytes);
    json->erase(key);
  }
  return true;
}

std::string to_hex(std::string_view bytes) {
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

bool from_hex(std::string_view hex, std::string* bytes) {
  if (hex.size() % 2 != 0) return false;
  bytes->clear();
  for (size_t i = 0; i < hex.size(); i += 2) {
    const size_t high = kDigits.find(hex[i]), low = kDigits.find(hex[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return false;
    bytes->push_back(static_cast<char>(high << 4 | low));
  }
  return true;
}

std::string json_text(const Json& json, int indent) {
  if (!all_utf8(json)) {
    Json mended = json;
    make_utf8(&mended);
    return json_text(mended, indent);
  }
  std::string text = json.dump(indent, ' ', false, Json::error_handler_t::replace);
  const bool plain = std::all_of(text.begin(), text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x7f; });
  return plain ? text : with_escapes(text);
}

}  // namespace greenlens::facts
