// Of somebody's program: what looks wrong in its recording, and who is parked where at the end of
// the page's steps. Private to this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_PROGRAM_H_
#define GREENLENS_TRACER_EXPORT_PAGE_PROGRAM_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/lints/fired.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// As HTML; each finding leads to its step. Empty where nothing looks wrong and no interpreter's
// frames are known. `first` and `last`: the page's steps; what a lint says already is left out.
// None when `progress` said not to go on.
std::optional<std::string> program_html(const words::Messages& messages, const store::Trace& trace,
                                        uint64_t first, uint64_t last,
                                        const std::vector<lints::Fired>& lints,
                                        const store::OnProgress& progress);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_PROGRAM_H_
