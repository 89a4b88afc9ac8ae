#include "tracer/what_if/offers_json.h"

#include <nlohmann/json.hpp>

#include "tracer/facts/fields.h"

namespace greenlens::what_if {

facts::Json offers_json(const std::string& who, const Place& place,
                        const std::vector<store::WhatIf>& offers) {
  facts::Json json;
  json["greenlens"] = "what_if";
  json["version"] = kOffersVersion;
  json["step"] = place.step;
  json["line"] = place.at.line;
  json["function"] = place.at.function;
  json["runs"] = who;
  json["deeds"] = facts::Json::array();
  for (const store::WhatIf& one : offers) {
    facts::Json deed;
    deed["what_if"] = std::to_string(one.step) + ": " + deed_text(one);
    deed["deed"] = facts::enum_name(one.deed);
    deed["greenlet"] = one.greenlet;
    if (!one.value.empty()) deed["value"] = one.value;
    json["deeds"].push_back(std::move(deed));
  }
  return json;
}

}  // namespace greenlens::what_if
