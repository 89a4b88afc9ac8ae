// The views, one line each. A view draws itself into a rectangle of the screen; what it says comes
// from models.h.
#ifndef GREENLENS_GUI_VIEWS_VIEWS_H_
#define GREENLENS_GUI_VIEWS_VIEWS_H_

#include <imgui.h>

namespace greenlens::gui {

class App;

struct Area {
  ImVec2 at, size;
};

void draw_app(App& app);  // everything: the picker, or the panels, and what lies over them

void draw_picker(App& app, Area area);
void draw_transport(App& app, Area area);
void draw_slider(App& app, Area area);
void draw_sentence(App& app, Area area);
void draw_source(App& app, Area area);
void draw_output(App& app, Area area);
void draw_stack(App& app, Area area);
void draw_tree(App& app, Area area);
void draw_details(App& app, Area area);  // greenlet, frames, events
void draw_timeline(App& app, Area area);
void draw_overlay(App& app, Area area);  // palette, help, go to

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_VIEWS_VIEWS_H_
