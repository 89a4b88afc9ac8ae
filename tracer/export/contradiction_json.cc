#include "tracer/export/contradiction_json.h"

#include "tracer/facts/event.h"
#include "tracer/facts/json_fields.h"
#include "tracer/rules/check.h"

namespace greenlens::exports {
namespace {

facts::Json to_json(const rules::Value& value) {
  return std::visit(
      facts::Overloaded{[](std::monostate) { return facts::Json(nullptr); },
                        [](rules::FactName fact) { return facts::Json(fact.name); },
                        [](const auto& plain) { return facts::value_to_json("", plain); }},
      value);
}

}  // namespace

facts::Json contradictions_to_json(const state::Moment& moment, size_t most) {
  facts::Json list = facts::Json::array();
  if (moment.event == nullptr) return list;
  const std::vector<rules::Contradiction> all =
      rules::check(moment.before, moment.event->fact, moment.event->thread);
  for (const rules::Contradiction& one : all) {
    if (list.size() == most) {
      list.push_back({{"more", all.size() - most}});
      break;
    }
    list.push_back(
        {{"field", one.field}, {"told", to_json(one.told)}, {"expected", to_json(one.expected)}});
  }
  return list;
}

}  // namespace greenlens::exports
