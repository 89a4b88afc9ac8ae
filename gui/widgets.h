// Thin wrappers around ImGui's widgets: they say where each one stood, by label, so that a test can
// find and click it. All need an ImGui frame that is being drawn; nothing here fails.
#ifndef GREENLENS_GUI_WIDGETS_H_
#define GREENLENS_GUI_WIDGETS_H_

#include <imgui.h>

#include <map>
#include <string>

#include "gui/look.h"

namespace greenlens::gui {

// Where the widgets of the last frame stood, in screen pixels: low corner in x, y; high one in z,
// w. One for the process: ImGui draws one frame at a time.
std::map<std::string, ImVec4>& widget_places();

// The last ImGui item is the widget with this label.
void note_widget(const std::string& label);

// Each can have the keyboard's focus (gui/focus.h); for those who listen it is `called`, or as its
// label says.
enum class ButtonLook { plain, chosen, primary };
bool button(const std::string& label, ButtonLook look = ButtonLook::plain, bool enabled = true,
            ImVec2 size = {0, 0}, const std::string& called = "");
bool tab(const std::string& label, bool chosen);
// A small box with words beside it; whether it was clicked, which changes nothing by itself.
bool checkbox(const std::string& label, bool on);

// A panel with a quiet title; empty: none. Always to be ended.
void begin_panel(const Look& look, const char* id, Area area, const std::string& title);
void end_panel();

// Text in one of the app's faces. Nothing but these, the buttons above and painted scenes writes
// into the window: what a program named or printed is written as it may be shown
// (tracer/facts/shown.h), and is heard by those who listen instead of look.
void text(const Look& look, scene::Face face, float size, ImU32 color, const std::string& words);
void text_wrapped(const Look& look, scene::Face face, float size, ImU32 color,
                  const std::string& words);

// The same at a place that is not the cursor's, by its low corner; wrapped where it is wider than
// `wrap`, unless that is 0. Returns the width on the screen.
float write(const Look& look, scene::Face face, float size, ImVec2 at, ImU32 color,
            const std::string& words, float wrap = 0);
float width_of(const Look& look, scene::Face face, float size, const std::string& words);
// A line that can be chosen, as wide as there is room; whether it was clicked. `id` is its own
// among its neighbours, and `words` may be anything.
bool selectable(const Look& look, scene::Face face, float size, const std::string& id,
                const std::string& words, bool chosen);
// For those who listen, what is drawn in another window than the one that they listen to.
void say_aloud(const std::string& words);
// A line of text to be typed, as wide as there is room. `focus`: it takes the keyboard, and what is
// in it is chosen, so that typing replaces it. Whether it has changed.
bool field(const char* label, const std::string& hint, char* text, size_t size, bool focus);
// The same of many lines, so high: Enter is left to who asks, with Ctrl it begins a line.
bool field_of_lines(const char* label, const std::string& called, char* text, size_t size,
                    float height, bool focus);
// What is typed into a field so far becomes this, also while it has the keyboard; the field's id is
// field_id(), asked for where it is drawn.
ImGuiID field_id(const char* label);
void set_field(ImGuiID id, const std::string& words, char* text, size_t size);
// Whether a text field has been drawn in this frame that has the keyboard.
bool field_has_keyboard();
// What is said of the thing under the mouse.
void tooltip(const std::string& words);
// Whether anything is said of it, from now on.
void want_tooltips(bool wanted);

// A small square in a greenlet's colour; what comes next stands beside it.
void swatch(const Look& look, facts::GreenletId greenlet);
// One of any size, anywhere: as it is seen in every theme.
void paint_swatch(const Look& look, Area area, facts::GreenletId greenlet, float radius = 0);

// The colours of text and chrome in the theme in force.
struct Colors {
  ImU32 page, panel, border, ink, muted, accent, accent_faint, error, on_accent, good, faint;
};
Colors colors_of(scene::Theme theme);
// ImGui's own style, for a theme and scale.
void apply_style(scene::Theme theme, float scale);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_WIDGETS_H_
