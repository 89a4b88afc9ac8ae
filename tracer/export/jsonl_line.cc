#include "tracer/export/jsonl_line.h"

#include <algorithm>
#include <utility>

#include "tracer/facts/event_codec.h"
#include "tracer/facts/json_fields.h"

namespace greenlens::exports {
namespace {

using facts::Json;

// What a register has, in a frame or in the processor, and nothing else.
bool is_register(const Json& json) {
  if (!json.is_object() || !json.contains("name") || !json.contains("value")) return false;
  return json["value"].is_number() || json["value"].is_null()
             ? json.size() == 2 || (json.size() == 3 && json.contains("at"))
             : false;
}

// Numbers of 64 bits that stand for negative ones, as such.
void make_signed(Json* json) {
  if (!json->is_structured()) return;
  if (is_register(*json)) {
    Json& value = (*json)["value"];
    const auto number = value.get<uint64_t>();
    value = number == 0 ? Json(nullptr) : Json(static_cast<int64_t>(number));
    return;
  }
  for (auto& [key, part] : json->items()) {
    if (key == "fault_address") part = static_cast<int64_t>(part.get<uint64_t>());
    make_signed(&part);
  }
}

// And back; what is no such number is left for the reader to refuse.
void make_unsigned(Json* number) {
  if (number->is_number_integer() && !number->is_number_unsigned()) {
    *number = static_cast<uint64_t>(number->get<int64_t>());
  }
}
void take_signed(Json* json) {
  if (!json->is_structured()) return;
  if (is_register(*json)) {
    Json& value = (*json)["value"];
    if (value.is_null()) value = uint64_t{0};
    make_unsigned(&value);
    return;
  }
  for (auto& [key, part] : json->items()) {
    if (key == "fault_address") make_unsigned(&part);
    take_signed(&part);
  }
}

// From 1; 0: there is none.
size_t first_called(const std::vector<store::SourceText>& sources, const std::string& file) {
  const auto found = std::find_if(sources.begin(), sources.end(),
                                  [&](const auto& source) { return source.file == file; });
  return found == sources.end() ? 0 : static_cast<size_t>(found - sources.begin()) + 1;
}

bool read_engine(const Json& line, const std::vector<store::SourceText>& sources,
                 facts::Event* event, std::string* wrong) {
  const auto engine = line.find("engine");
  if (engine == line.end()) return true;
  *wrong = "engine";
  if (!engine->is_object()) return false;
  std::string inner;
  const auto number = engine->find("line"), file = engine->find("file"),
             source = engine->find("source");
  if (number == engine->end() ||
      !facts::value_from_json("", *number, &event->engine_line, &inner)) {
    return false;
  }
  if (source != engine->end()) {
    return facts::value_from_json("", *source, &event->engine_source, &inner);
  }
  if (file == engine->end() || !file->is_string()) return false;
  const size_t found = first_called(sources, file->get_ref<const std::string&>());
  event->engine_source = static_cast<uint16_t>(found);
  return found != 0 && found <= std::numeric_limits<uint16_t>::max();
}

template <typename T>
bool read_member(const Json& line, const char* key, T* value, std::string* wrong) {
  const auto found = line.find(key);
  *wrong = key;
  std::string inner;
  return found != line.end() && facts::value_from_json(key, *found, value, &inner);
}

}  // namespace

Json event_to_line(const facts::Event& event, const std::vector<store::SourceText>& sources,
                   Numbers numbers) {
  Json line = event_to_json(event);
  if (numbers == Numbers::relative) make_signed(&line);
  if (event.engine_source == 0 && event.engine_line == 0) return line;
  Json engine;
  const size_t source = event.engine_source;
  const bool is_there = source > 0 && source <= sources.size();
  if (is_there && first_called(sources, sources[source - 1].file) == source) {
    engine["file"] = sources[source - 1].file;
  } else {
    engine["source"] = source;
  }
  engine["line"] = event.engine_line;
  line["engine"] = std::move(engine);
  return line;
}

bool event_from_line(Json line, const std::vector<store::SourceText>& sources, Numbers numbers,
                     facts::Event* event, std::string* wrong) {
  if (numbers == Numbers::relative) take_signed(&line);
  return read_member(line, "thread", &event->thread, wrong) &&
         (!line.contains("time_ns") || read_member(line, "time_ns", &event->time_ns, wrong)) &&
         read_engine(line, sources, event, wrong) &&
         facts::fact_from_json(line, &event->fact, wrong);
}

Json state_to_line(const state::State& state, Numbers numbers) {
  Json line = facts::fields_to_json(state);
  if (numbers == Numbers::relative) make_signed(&line);
  return line;
}

bool state_from_line(Json line, Numbers numbers, state::State* state, std::string* wrong) {
  if (numbers == Numbers::relative) take_signed(&line);
  return facts::fields_from_json(line, state, wrong);
}

}  // namespace greenlens::exports
