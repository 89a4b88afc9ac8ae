#include "tracer/what_if/offers_words.h"

#include "tracer/facts/fields.h"
#include "tracer/facts/shown.h"

namespace greenlens::what_if {

std::string deed_words(const words::Messages& messages, const std::string& who,
                       const store::WhatIf& deed) {
  std::string id = std::string("what_if.deed.") + facts::enum_name(deed.deed);
  if (!deed.value.empty()) id += ".with";
  return messages.text(id, {{"who", facts::shown(who)},
                            {"target", facts::shown(deed.greenlet)},
                            {"value", facts::shown(deed.value)}});
}

std::string place_words(const words::Messages& messages, const std::string& who, const Place& place,
                        bool is_alone) {
  return messages.text(is_alone ? "what_if.nothing" : "what_if.place",
                       {{"who", facts::shown(who)},
                        {"line", std::to_string(place.at.line)},
                        {"function", facts::shown(place.at.function)},
                        {"step", std::to_string(place.step)}});
}

}  // namespace greenlens::what_if
