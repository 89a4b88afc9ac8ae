// Who is parked where, as a table for terminals and as JSON. Pure functions.
#ifndef GREENLENS_TRACER_FINDINGS_PARKED_TEXT_H_
#define GREENLENS_TRACER_FINDINGS_PARKED_TEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/findings/parked.h"
#include "tracer/words/messages.h"

namespace greenlens::findings {

// A row for each group and, of each group, for at most so many greenlets. `now_ns`: when the
// state's step was told.
std::string parked_text(const words::Messages& messages, const state::State& state,
                        const std::vector<Group>& groups, uint64_t now_ns, size_t most_of_group);
facts::Json parked_to_json(const state::State& state, const std::vector<Group>& groups);

// What all of a group wait for, if that is the same; "" when it is not known.
std::string waits_of(const words::Messages& messages, const state::State& state,
                     const Group& group);

}  // namespace greenlens::findings

#endif  // GREENLENS_TRACER_FINDINGS_PARKED_TEXT_H_
