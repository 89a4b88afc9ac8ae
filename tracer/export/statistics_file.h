// Statistics of a trace for other programs: docs/cli.md says what each field means.
#ifndef GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_
#define GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/store/statistics.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// Of the JSON; it grows when a field means something else or goes away. New ones come without.
inline constexpr int kStatisticsVersion = 1;

// Sums, copies by size, and these greenlets, in this order.
facts::Json statistics_to_json(const words::Messages& messages, const store::Numbers& counted,
                               const std::vector<store::GreenletNumbers>& greenlets);

// A line of titles and one for each greenlet, as RFC 4180 has it: fields with commas, quotes or
// line feeds in quotes, lines ended by CR LF. Names are written as they may be shown
// (tracer/facts/shown.h).
std::string statistics_to_csv(const words::Messages& messages,
                              const std::vector<store::GreenletNumbers>& greenlets);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_
