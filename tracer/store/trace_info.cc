#include "tracer/store/trace_info.h"

#include "tracer/facts/json_fields.h"
#include "tracer/store/allowance.h"

namespace greenlens::store {

std::string to_json(const TraceInfo& info) { return facts::json_text(facts::fields_to_json(info)); }

facts::Result<TraceInfo> from_json(const std::string& json) {
  if (is_outrageous(json)) return facts::Fault{facts::FaultKind::info_not_json, "", 0, 0, ""};
  const facts::Json parsed = facts::Json::parse(json, nullptr, /*allow_exceptions=*/false);
  TraceInfo info;
  std::string wrong;
  if (!parsed.is_discarded() && facts::fields_from_json(parsed, &info, &wrong)) return info;
  facts::Fault fault;
  fault.kind = wrong.empty() ? facts::FaultKind::info_not_json : facts::FaultKind::info_field;
  fault.details = wrong;
  return fault;
}

}  // namespace greenlens::store
