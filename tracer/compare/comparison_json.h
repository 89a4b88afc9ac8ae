// A comparison, and the hashes of a recording, for programs: docs/cli.md says what each field
// means.
#ifndef GREENLENS_TRACER_COMPARE_COMPARISON_JSON_H_
#define GREENLENS_TRACER_COMPARE_COMPARISON_JSON_H_

#include "tracer/compare/comparison.h"
#include "tracer/facts/json.h"
#include "tracer/words/messages.h"

namespace greenlens::compare {

// They grow when a field means something else or goes away. New ones come without.
inline constexpr int kComparisonVersion = 1;
inline constexpr int kDigestVersion = 1;

facts::Json comparison_to_json(const words::Messages& messages, const Comparison& comparison);
facts::Json digest_to_json(const Digest& digest, Per per);

}  // namespace greenlens::compare

#endif  // GREENLENS_TRACER_COMPARE_COMPARISON_JSON_H_
