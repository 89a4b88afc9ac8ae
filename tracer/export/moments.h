// A way along a part of a trace for formats that tell each of its steps.
#ifndef GREENLENS_TRACER_EXPORT_MOMENTS_H_
#define GREENLENS_TRACER_EXPORT_MOMENTS_H_

#include <functional>

#include "tracer/export/exporter.h"
#include "tracer/export/pieces.h"

namespace greenlens::exports {

// Tells of every step of the part, in order, until `pieces` takes no more. A fault when nobody
// wants it any more.
facts::Fault tell_moments(const store::Trace& trace, const ExportOptions& options,
                          const Pieces& pieces,
                          const std::function<void(const state::Moment&)>& tell);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_MOMENTS_H_
