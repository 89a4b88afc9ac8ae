// What a page says of strategies: the costs up to each of its steps, and what was measured, over
// which a slider goes. All of it is words that are made here; the script looks them up. Private to
// this folder.
#ifndef GREENLENS_TRACER_EXPORT_PAGE_STRATEGIES_H_
#define GREENLENS_TRACER_EXPORT_PAGE_STRATEGIES_H_

#include <string>
#include <vector>

#include "tracer/facts/json.h"
#include "tracer/store/trace.h"
#include "tracer/strategies/sweep.h"
#include "tracer/words/messages.h"

namespace greenlens::exports {

// {"at": [number of a table, for each step], "tables": [{"cells": [..], "said": sentence,
// "assumed": sentence}, ...], "measured": [{"of": "100 greenlets", "points": [{"at": "4 KiB each,
// 100 greenlets", "cells": [..], "said": sentence}, ...]}, ...]}: cells row by row, without the
// names of rows. `measured` is null for nothing. `steps` ascend.
facts::Json strategies_json(const words::Messages& messages, const store::Trace& trace,
                            const std::vector<uint64_t>& steps, const strategies::Sweep* measured);

// The pane that shows it, as HTML, with the tables' titles and empty cells.
std::string strategies_html(const words::Messages& messages, const strategies::Sweep* measured);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_PAGE_STRATEGIES_H_
