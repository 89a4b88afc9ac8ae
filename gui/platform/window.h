// The app in a window of this machine's.
#ifndef GREENLENS_GUI_PLATFORM_WINDOW_H_
#define GREENLENS_GUI_PLATFORM_WINDOW_H_

#include "gui/app_options.h"

namespace greenlens::gui {

// Opens the window; returns when it was closed. A fault when there is no display to open it on. To
// be called on the main thread, once.
facts::Fault run_app(AppOptions options);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_WINDOW_H_
