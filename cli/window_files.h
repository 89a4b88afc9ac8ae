// The files that the window writes: the recording, and what the command line exports as well.
#ifndef GREENLENS_CLI_WINDOW_FILES_H_
#define GREENLENS_CLI_WINDOW_FILES_H_

#include <string>
#include <vector>

#include "gui/app_options.h"
#include "tracer/facts/fault.h"
#include "tracer/store/trace.h"

namespace greenlens::cli {

// Every picture in every format, as `greenlens export` has them.
std::vector<gui::ExportEntry> export_entries();

// The name of the file that was written; for AppOptions::write, which says the rest.
facts::Result<std::string> write_export(const store::Trace& trace, const gui::ExportOrder& order,
                                        const store::OnProgress& progress);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_WINDOW_FILES_H_
