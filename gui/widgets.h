// Thin wrappers around ImGui's widgets: they say where each one stood, by label, so that a test can
// find and click it.
#ifndef GREENLENS_GUI_WIDGETS_H_
#define GREENLENS_GUI_WIDGETS_H_

#include <imgui.h>

#include <map>
#include <string>

#include "gui/app_state.h"

namespace greenlens::gui {

// Where the widgets of the last frame stood, in screen pixels: low corner in x, y; high one in z,
// w.
std::map<std::string, ImVec4>& widget_places();

// The last ImGui item is the widget with this label.
void note_widget(const std::string& label);

enum class Look { plain, chosen, primary };
bool button(const std::string& label, Look look = Look::plain, bool enabled = true,
            ImVec2 size = {0, 0});
bool tab(const std::string& label, bool chosen);

// A panel with a quiet title; true when its inside is to be drawn. Always to be ended.
void begin_panel(App& app, const char* id, ImVec2 at, ImVec2 size, const std::string& title);
void end_panel();

// Text in one of the app's faces.
void text(const App& app, scene::Face face, float size, ImU32 color, const std::string& words);
void text_wrapped(const App& app, scene::Face face, float size, ImU32 color,
                  const std::string& words);

// The colours of text and chrome in the theme in force.
struct Palette {
  ImU32 page, panel, border, ink, muted, accent, accent_faint, error, on_accent, good;
};
Palette palette(scene::Theme theme);
// ImGui's own style, for a theme and scale.
void apply_style(scene::Theme theme, float scale);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WIDGETS_H_
