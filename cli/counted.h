// Counting a recording, or looking through it, with how far it has come for who watches.
#ifndef GREENLENS_CLI_COUNTED_H_
#define GREENLENS_CLI_COUNTED_H_

#include <optional>
#include <vector>

#include "tracer/findings/findings.h"
#include "tracer/lints/find_all.h"
#include "tracer/store/statistics.h"

namespace greenlens::cli {

// Of steps (from, to]. None: Ctrl-C has ended it.
std::optional<store::Numbers> count_shown(const store::Trace& trace, uint64_t from, uint64_t to);
// What looks wrong in all of it; a run is long from so many ns on. Likewise.
std::optional<std::vector<findings::Finding>> find_shown(const store::Trace& trace,
                                                         uint64_t long_run_ns);

// What the lints say of all of it. Likewise.
std::optional<std::vector<lints::Fired>> lint_shown(const store::Trace& trace);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_COUNTED_H_
