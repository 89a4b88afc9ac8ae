// What in a recording cannot be so, as JSON.
#ifndef GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_
#define GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_

#include "tracer/facts/json.h"
#include "tracer/state/moment.h"

namespace greenlens::exports {

// [{"field", "told", "expected"}]: the fields of the moment's fact that contradict the rules, each
// as the fact's own JSON has it; null where no value would be right. An empty list when all is
// well. The field "order" has the names of facts.
facts::Json contradictions_to_json(const state::Moment& moment);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_
