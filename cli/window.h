// The way into the app.
#ifndef GREENLENS_CLI_WINDOW_H_
#define GREENLENS_CLI_WINDOW_H_

#include <functional>
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
// The same on a trace file: that opens at once, or in the window when it takes longer. Of several,
// which are of one run, the first one is shown.
int open_window_on_files(const std::vector<std::string>& files,
                         const gui::AppOptions::First& first);

// The scenarios, as the window has them.
std::vector<gui::ScenarioEntry> scenario_entries();
// How it starts a program; with `detail`, as far as an order does not say it.
std::function<gui::Opened(const gui::StartOrder&)> starts(const DetailOptions& detail);

// What is in a folder, for who looks there (gui/files.h).
facts::Result<std::vector<gui::FileEntry>> list_folder(const std::string& folder);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_WINDOW_H_
