// Where lines of a text end on the screen. ImGui wraps at blanks; texts without blanks between
// words are wrapped here (tracer/words/line_breaks.h). One thread; sizes are pixels on the screen.
#ifndef GREENLENS_GUI_LINE_WRAP_H_
#define GREENLENS_GUI_LINE_WRAP_H_

#include <imgui.h>

#include <string>

namespace greenlens::gui {

// Where the line that begins at `line` ends: behind at least one character, or at a line feed.
// `size` is what ImGui is asked to draw it with (Fonts::line()). Blanks there begin no line.
const char* line_end(const ImFont* font, float size, const char* line, const char* end, float wrap);

// The text with line feeds where its lines end, when ImGui would not wrap it so itself; else as it
// is. No wrapping for a `wrap` of 0.
std::string with_line_ends(const ImFont* font, float size, const std::string& text, float wrap);

// How high it is, wrapped.
float wrapped_height(const ImFont* font, float size, const std::string& text, float wrap);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_LINE_WRAP_H_
