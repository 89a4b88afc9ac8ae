// The picture of a step as it is asked for: one, several beside each other, or a form. For all
// formats that write pictures.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_FIGURE_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_FIGURE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/export/exporter.h"
#include "tracer/facts/grain.h"
#include "tracer/scene/scene.h"

namespace greenlens::exports {

// What speaks against the picture, in sentences: none of a form. And the picture without them.
// Pure.
std::vector<std::string> doubts_of(const words::Messages& messages, const store::Trace& trace,
                                   const ExportOptions& options, uint64_t step);
scene::Scene undoubted_figure(const words::Messages& messages, const store::Trace& trace,
                              const ExportOptions& options, uint64_t step);
// The picture, with what speaks against it below.
scene::Scene figure(const words::Messages& messages, const store::Trace& trace,
                    const ExportOptions& options, uint64_t step);

// What is written at a step, and the room for it; of a form the room alone.
scene::SheetNotes notes_of(const words::Messages& messages, const store::Trace& trace,
                           const ExportOptions& options, uint64_t step);
// The same options, with room in each of many pictures for what any of them has to say.
ExportOptions with_room_for_notes(ExportOptions options, const std::vector<uint64_t>& steps);

// Each stop of the grain from one step to another, both included where they are stops.
std::vector<uint64_t> stops_in(const store::Trace& trace, facts::Grain grain, scene::Steps steps);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_FIGURE_H_
