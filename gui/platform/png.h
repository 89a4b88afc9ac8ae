// Pictures of what OpenGL has drawn.
#ifndef GREENLENS_GUI_PLATFORM_PNG_H_
#define GREENLENS_GUI_PLATFORM_PNG_H_

#include <string>

#include "gui/pixels.h"

namespace greenlens::gui {

// What is in the current framebuffer, as it will be shown.
Pixels read_pixels(int width, int height);
// The bytes of a PNG file; empty: there is no memory for it. In any thread.
std::string png_of(const Pixels& pixels);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PLATFORM_PNG_H_
