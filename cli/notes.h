// The notes beside a recording: their file, and the list of them.
#ifndef GREENLENS_CLI_NOTES_H_
#define GREENLENS_CLI_NOTES_H_

#include <string>

#include "cli/trace.h"
#include "gui/app_options.h"
#include "tracer/words/notes_file.h"

namespace greenlens::cli {

// None, where there is no such file; where there is only one of bookmarks, as former versions wrote
// it, what is in that. A fault when there is one that cannot be read.
facts::Result<words::ReadNotes> read_notes(const std::string& recording);
// What is in that very file; a fault when there is none.
facts::Result<words::ReadNotes> read_notes_file(const std::string& file);
// Takes the place of what is there; no file is left for none. What is no file of notes stays.
facts::Fault write_notes(const std::string& recording, const words::Notes& notes);
gui::NoteFiles note_files();

// Those of a recording, as far as they can be read: what cannot is said on stderr, and the rest of
// a command goes on without.
words::Notes notes_beside(const std::string& recording);

// Prints all of those of a recording, each with what its step says; returns the status.
int list_notes(const OpenedStep& at, const std::string& recording, bool json);

}  // namespace greenlens::cli

#endif  // GREENLENS_CLI_NOTES_H_
