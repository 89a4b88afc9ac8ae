// A way along the part of a trace that is exported, for formats that tell of stays (stays.h); and
// what all of them say alike.
#ifndef GREENLENS_TRACER_EXPORT_WAY_H_
#define GREENLENS_TRACER_EXPORT_WAY_H_

#include <string>
#include <vector>

#include "tracer/export/exporter.h"
#include "tracer/export/pieces.h"
#include "tracer/export/stays.h"

namespace greenlens::exports {

// The steps behind `from` up to `to`: all, where nothing is said.
scene::Steps exported_steps(const store::Trace& trace, const ExportOptions& options);

// What times are in the file; and that in a sentence.
Clock clock_of(const ExportOptions& options);
std::string clock_text(const words::Messages& messages, Clock clock);

// Tells `hearer` of these steps, in order, until `pieces` takes no more; `state` is then the one at
// their end. A fault when nobody wants it any more. Contradictions of the first hundred events that
// have some are told.
facts::Fault go_along(const words::Messages& messages, const store::Trace& trace,
                      const ExportOptions& options, const Pieces& pieces, Hearer* hearer,
                      state::State* state);

// What has to be said of the whole, a sentence each, when one has gone along: that it is a part,
// that facts are missing, that its end is not there, what is wrong with the file; none when there
// is nothing. And for who does not tell of the last step: how the program ended.
std::vector<std::string> remarks(const words::Messages& messages, const store::Trace& trace,
                                 const state::State& end);
std::vector<std::string> remarks_with_end(const words::Messages& messages,
                                          const store::Trace& trace, const state::State& end);

// What a greenlet's lane is called: with its thread where there are several.
std::string lane_name(const words::Messages& messages, const state::State& state,
                      facts::GreenletId id, bool several_threads);
// Whether anything but the first thread tells anything up to that step.
bool has_several_threads(const state::State& end);

// "scenarios/hello.cc:14"; empty when it is not known.
std::string place_of(const facts::SourceLine& line);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_WAY_H_
