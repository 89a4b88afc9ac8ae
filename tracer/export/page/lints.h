// The lints that fire in a page's recording: a list with a page for each. Private to tracer/export.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_LINTS_H_
#define GREENLENS_TRACER_EXPORT_PAGE_LINTS_H_

#include <optional>
#include <string>
#include <vector>

#include "tracer/lints/fired.h"
#include "tracer/store/progress.h"
#include "tracer/store/trace.h"
#include "tracer/words/messages.h"
#include "tracer/words/notes.h"

namespace greenlens::exports {

// Those that point to a step from `first` to `last`, without what the notes silence (null: there
// are none). None when `progress` said not to go on.
std::optional<std::vector<lints::Fired>> lints_of(const store::Trace& trace, uint64_t first,
                                                  uint64_t last, const words::Notes* notes,
                                                  const store::OnProgress& progress);

// As HTML; each leads to its step. Empty where none fires.
std::string lints_html(const words::Messages& messages, const std::vector<lints::Fired>& all);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_LINTS_H_
