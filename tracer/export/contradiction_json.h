// What in a recording cannot be so, as JSON.
#ifndef GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_
#define GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_

#include <cstddef>
#include <cstdint>

#include "tracer/facts/json.h"
#include "tracer/state/moment.h"

namespace greenlens::exports {

// [{"field", "told", "expected"}]: the fields of the moment's fact that contradict the rules, each
// as the fact's own JSON has it; null where no value would be right. An empty list when all is
// well. The field "order" has the names of facts. Of more than `most` the first ones, and behind
// them {"more"}: how many are left out.
facts::Json contradictions_to_json(const state::Moment& moment, size_t most = SIZE_MAX);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_CONTRADICTION_JSON_H_
