#include "tracer/store/trace_info.h"

#include "tracer/facts/json_fields.h"
#include "tracer/words/messages.h"

namespace greenlens::store {

std::string to_json(const TraceInfo& info) { return facts::json_text(facts::fields_to_json(info)); }

bool from_json(const std::string& json, TraceInfo* info, std::string* error) {
  const words::Messages& messages = words::Messages::of("en");
  const facts::Json parsed = facts::Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) {
    *error = messages.text("error.info.not_json");
    return false;
  }
  std::string wrong;
  if (facts::fields_from_json(parsed, info, &wrong)) return true;
  *error = wrong.empty() ? messages.text("error.info.not_json")
                         : messages.text("error.info.field", {{"field", wrong}});
  return false;
}

}  // namespace greenlens::store
