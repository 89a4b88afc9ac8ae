#include "tracer/facts/event_codec.h"

#include <utility>

#include "tracer/facts/address.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::facts {
namespace {

// Finds the alternative with that tag and reads it.
template <size_t I = 0>
Decoded read_fact(uint64_t tag, std::string_view fields, Fact* fact) {
  if constexpr (I == std::variant_size_v<Fact::Any>) {
    return Decoded::unknown_tag;
  } else {
    using T = std::variant_alternative_t<I, Fact::Any>;
    if (tag != T::kTag) return read_fact<I + 1>(tag, fields, fact);
    return read_fields(fields, &fact->template emplace<T>()) ? Decoded::event : Decoded::damaged;
  }
}

// `name` is the event's own; a fact's field of that name is a greenlet's.
std::string json_key(std::string_view field) {
  return std::string(field == "name" ? "greenlet_name" : field);
}

template <typename T>
bool fact_fields_from_json(const Json& json, T* fact, std::string* wrong) {
  bool good = true;
  T::fields([&](const char* name, auto member) {
    if (!good) return;
    std::string inner;
    const std::string key = json_key(name);
    const auto found = json.find(key);
    if (found != json.end() && value_from_json(name, *found, &(fact->*member), &inner)) return;
    good = false;
    *wrong = key + (inner.empty() || inner.front() == '[' ? inner : "." + inner);
  });
  return good;
}

// Finds the alternative of that name and reads it.
template <size_t I = 0>
bool read_named(const std::string& name, const Json& json, Fact* fact, std::string* wrong) {
  if constexpr (I == std::variant_size_v<Fact::Any>) {
    *wrong = "name";
    return false;
  } else {
    using T = std::variant_alternative_t<I, Fact::Any>;
    if (name != T::kName) return read_named<I + 1>(name, json, fact, wrong);
    return fact_fields_from_json(json, &fact->template emplace<T>(), wrong);
  }
}

template <typename T>
std::string dump_value(const char* field, const T& value) {
  if constexpr (std::is_same_v<T, Address>) {
    return format_address(value);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (is_raw_bytes(field)) return std::to_string(value.size()) + " bytes";
    return json_text(Json(value));
  } else {
    return json_text(value_to_json(field, value));
  }
}

}  // namespace

void append_event(std::string* out, const Event& event) {
  std::string body;
  write_value(&body, event.time_ns);
  write_value(&body, event.thread);
  write_value(&body, event.engine_source);
  write_value(&body, event.engine_line);
  std::visit([&](const auto& fact) { write_fields(&body, fact); }, event.fact);
  write_varint(out, fact_tag(event.fact));
  write_varint(out, body.size());
  out->append(body);
}

Decoded take_event(std::string_view* in, Event* event) {
  uint64_t tag = 0;
  std::string_view body;
  if (!read_varint(in, &tag) || !read_bytes(in, &body)) return Decoded::damaged;
  if (!read_value(&body, &event->time_ns) || !read_value(&body, &event->thread) ||
      !read_value(&body, &event->engine_source) || !read_value(&body, &event->engine_line)) {
    return Decoded::damaged;
  }
  return read_fact(tag, body, &event->fact);
}

Json event_to_json(const Event& event) {
  Json json = {{"name", fact_name(event.fact)}};
  std::visit(
      [&](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        T::fields([&](const char* name, auto member) {
          json[json_key(name)] = value_to_json(name, fact.*member);
        });
      },
      event.fact);
  return json;
}

bool fact_from_json(const Json& json, Fact* fact, std::string* wrong) {
  const auto name = json.is_object() ? json.find("name") : json.end();
  if (name == json.end() || !name->is_string()) return *wrong = "name", false;
  return read_named(name->get_ref<const std::string&>(), json, fact, wrong);
}

Json event_summary_to_json(const Event& event) {
  Json json = {{"name", fact_name(event.fact)}};
  std::visit(
      [&](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        T::fields([&](const char* name, auto member) {
          const auto& value = fact.*member;
          using V = std::decay_t<decltype(value)>;
          Json& shown = json[json_key(name)];
          if constexpr (IsVector<V>::value) {
            shown = value.size();
          } else if constexpr (std::is_same_v<V, std::string>) {
            shown = is_raw_bytes(name) ? Json(value.size()) : Json(value);
          } else {
            shown = value_to_json(name, value);
          }
        });
      },
      event.fact);
  return json;
}

std::string dump_event(const Event& event) {
  std::string text = fact_name(event.fact);
  std::visit(
      [&](const auto& fact) {
        using T = std::decay_t<decltype(fact)>;
        T::fields([&](const char* name, auto member) {
          text += std::string(" ") + name + "=" + dump_value(name, fact.*member);
        });
      },
      event.fact);
  return text;
}

}  // namespace greenlens::facts
