// The same for programs: docs/cli.md says what each field means.
#ifndef GREENLENS_TRACER_WHAT_IF_OFFERS_JSON_H_
#define GREENLENS_TRACER_WHAT_IF_OFFERS_JSON_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/store/what_if.h"
#include "tracer/what_if/place.h"

namespace greenlens::what_if {

// It grows when a field means something else or goes away.
inline constexpr int kOffersVersion = 1;

facts::Json offers_json(const std::string& who, const Place& place,
                        const std::vector<store::WhatIf>& offers);

}  // namespace greenlens::what_if

#endif  // GREENLENS_TRACER_WHAT_IF_OFFERS_JSON_H_
