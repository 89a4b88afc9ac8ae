// The way into the app.
#ifndef GREENLENS_CLI_WINDOW_H_
#define GREENLENS_CLI_WINDOW_H_

#include <memory>
#include <string>
#include <vector>

#include "cli/target.h"
#include "gui/app_options.h"
#include "tracer/session/session.h"

namespace greenlens::cli {

// Opens the window on a source, or on the scenario picker when it is null. Returns when it was
// closed: the status to leave with.
// With `arguments` and in this detail it can be started once more.
int open_window(std::unique_ptr<session::EventSource> source, const std::string& shown_name,
                const std::vector<std::string>& arguments = {}, const DetailOptions& detail = {},
                const gui::AppOptions::First& first = {});
// The same on a trace file: that opens at once, or in the window when it takes longer.
int open_window_on_file(const std::string& file, const gui::AppOptions::First& first);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_WINDOW_H_
