#include "tracer/trace_info.h"

#include "tracer/json_fields.h"
#include "tracer/messages.h"

namespace greenlens::tracer {

std::string to_json(const TraceInfo& info) { return json_text(fields_to_json(info)); }

bool from_json(const std::string& json, TraceInfo* info, std::string* error) {
  const Messages& messages = Messages::of("en");
  const Json parsed = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  if (parsed.is_discarded()) {
    *error = messages.text("error.info.not_json");
    return false;
  }
  std::string wrong;
  if (fields_from_json(parsed, info, &wrong)) return true;
  *error = wrong.empty() ? messages.text("error.info.not_json")
                         : messages.text("error.info.field", {{"field", wrong}});
  return false;
}

}  // namespace greenlens::tracer
