// Where the app's faces are on this machine.
#ifndef GREENLENS_GUI_PLATFORM_FONT_FILES_H_
#define GREENLENS_GUI_PLATFORM_FONT_FILES_H_

#include "gui/fonts.h"

namespace greenlens::gui {

// Inter and JetBrains Mono, or what fontconfig thinks is nearest; empty paths when it knows
// nothing.
FontFiles find_fonts();

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_FONT_FILES_H_
