// Where the app's faces are on this machine.
#ifndef GREENLENS_GUI_PLATFORM_FONT_FILES_H_
#define GREENLENS_GUI_PLATFORM_FONT_FILES_H_

#include <string_view>

#include "gui/fonts.h"

namespace greenlens::gui {

// Inter and JetBrains Mono, or what fontconfig thinks is nearest; and for the letters of Chinese
// Noto Sans CJK, in the forms that readers of this language (by its id) are used to, or another
// face that has them. Empty paths when there is none.
FontFiles find_fonts(std::string_view language = {});

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_FONT_FILES_H_
