// The run that a page's recording is of: its processes as one picture. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_PROCESSES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_PROCESSES_H_

#include <optional>
#include <string>

#include "tracer/export/svg_writer.h"
#include "tracer/processes/family.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// As HTML: the picture, and in words what happened between the processes. The page is of one of
// them; of the others it has this alone, and says so. Empty where there are no others.
std::string processes_html(const words::Messages& messages, const processes::Together* together,
                           std::optional<size_t> process, SvgWriter* writer);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_PROCESSES_H_
