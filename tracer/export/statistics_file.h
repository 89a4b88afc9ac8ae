// Statistics of a trace as files, for people and other programs: docs/cli.md says what each field
// means.
#ifndef GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_
#define GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_

#include <string>
#include <string_view>
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

// Numbers as a file: the command line and the window offer these.
struct StatisticsFormat {
  const char* name;    // as on the command line: "csv"
  const char* id;      // "export.<id>" says what it is
  const char* ending;  // of the file's name: ".csv"
  // The whole file, with these greenlets, in this order.
  std::string (*make)(const words::Messages& messages, const store::Numbers& counted,
                      const std::vector<store::GreenletNumbers>& greenlets);
};
// The first one is what a person gets who says nothing.
const std::vector<StatisticsFormat>& statistics_formats();
// By its id; by its name, which formats of pictures have as well. Null when there is none.
const StatisticsFormat* find_statistics_format(std::string_view id);
const StatisticsFormat* statistics_format_called(std::string_view name);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_STATISTICS_FILE_H_
