// The bookmarks beside a recording: their file, and the list of them.
#ifndef GREENLENS_CLI_BOOKMARKS_H_
#define GREENLENS_CLI_BOOKMARKS_H_

#include <string>

#include "cli/trace.h"
#include "gui/app_options.h"
#include "tracer/session/bookmarks.h"

namespace greenlens::cli {

// None, where there is no such file. A fault when there is one that cannot be read.
facts::Result<session::Bookmarks> read_bookmarks(const std::string& recording);
// Takes the place of what is there; no file is left for none. What is no list of bookmarks stays.
facts::Fault write_bookmarks(const std::string& recording, const session::Bookmarks& bookmarks);
gui::BookmarkFiles bookmark_files();

// Prints all of those of a recording, each with what its step says; returns the status.
int list_bookmarks(const OpenedStep& at, const std::string& recording, bool json);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_BOOKMARKS_H_
