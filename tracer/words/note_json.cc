#include "tracer/words/note_json.h"

#include <utility>

#include "tracer/facts/json_fields.h"

namespace greenlens::words {

using facts::Json;

namespace {

void write_json(const Json& json, std::string* out) {
  if (!json.is_structured()) {
    *out += facts::json_text(json);
    return;
  }
  *out += json.is_object() ? '{' : '[';
  bool is_first = true;
  for (const auto& [name, value] : json.items()) {
    if (!std::exchange(is_first, false)) *out += ", ";
    if (json.is_object()) *out += facts::json_text(name) + ": ";
    write_json(value, out);
  }
  *out += json.is_object() ? '}' : ']';
}

}  // namespace

std::string entry_text(const Json& entry) {
  std::string text;
  write_json(entry, &text);
  return text;
}

std::string member_text(const std::string& name, const Json& value) {
  return facts::json_text(name) + ": " + entry_text(value);
}

void add_member(const std::string& more, std::string* all) {
  if (!all->empty() && !more.empty()) *all += ", ";
  *all += more;
}

const std::string* text_of(const Json& value) {
  return value.is_string() ? &value.get_ref<const std::string&>() : nullptr;
}

}  // namespace greenlens::words
