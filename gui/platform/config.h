// Where this person's files of the app are, and the one with the keys.
#ifndef GREENLENS_GUI_PLATFORM_CONFIG_H_
#define GREENLENS_GUI_PLATFORM_CONFIG_H_

#include <filesystem>
#include <string>

#include "tracer/facts/fault.h"

namespace greenlens::gui {

// $XDG_CONFIG_HOME/greenlens, or else ~/.config/greenlens; it need not be there.
std::filesystem::path config_folder();

// How far this person has come in lessons (tracer/lessons/progress.h), in that folder. Empty where
// nothing is kept; a fault when it cannot be kept.
std::string read_progress();
facts::Fault write_progress(const std::string& text);

// The file in which a person binds keys (gui/bindings.h), in that folder. Empty where there is
// none; a fault when there is one that cannot be read, or that is far too large.
std::filesystem::path keys_path();
facts::Result<std::string> read_keys();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_CONFIG_H_
