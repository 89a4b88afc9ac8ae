// Draws a scene through ImDrawList. Knows shapes and colours, not what they mean. Pure but for the
// list; nothing here fails.
#ifndef GREENLENS_GUI_DRAW_SCENE_H_
#define GREENLENS_GUI_DRAW_SCENE_H_

#include <imgui.h>

#include "gui/fonts.h"
#include "tracer/scene/scene.h"
#include "tracer/scene/theme.h"

namespace greenlens::gui {

ImU32 to_im(scene::Color color, float opacity = 1);

// Paints it with its top left corner at `origin` (screen pixels), scaled by fonts.scale().
void paint_scene(ImDrawList* list, const scene::Scene& scene, ImVec2 origin, const Fonts& fonts,
                 scene::Theme theme);

// A rectangle (screen pixels) that means a greenlet, as pictures show it in this theme.
void paint_greenlet(ImDrawList* list, ImVec2 low, ImVec2 high, scene::Theme theme,
                    scene::Style style, float scale, float radius = 0, float opacity = 1);

// The uppermost item under a screen point that has a tooltip or can be clicked; null when there is
// none. Lives as long as the scene.
const scene::Item* item_at(const scene::Scene& scene, ImVec2 origin, float scale, ImVec2 point);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_SCENE_H_
