// How an examination ended that did not come to its end: by a signal, by nobody coming back. Pure
// functions.
#ifndef GREENLENS_TRACER_PROBE_WAYS_H_
#define GREENLENS_TRACER_PROBE_WAYS_H_

#include <cstdint>
#include <string>

#include "tracer/probe/request.h"
#include "tracer/probe/workshop.h"
#include "tracer/words/messages.h"

namespace greenlens::probe {

// The register whose value this was in that context when it called; empty when it was none's.
std::string holder_of(const probe_report& report, uint64_t value, int context);

// The sentence's id, and the sentence.
std::string end_id(const probe_report& report, const Examination& examination);
std::string end_sentence(const words::Messages& messages, const Request& request,
                         const Examination& examination);

}  // namespace greenlens::probe

#endif  // GREENLENS_TRACER_PROBE_WAYS_H_
