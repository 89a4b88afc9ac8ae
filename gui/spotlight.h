// A spotlight: all of the window but a circle is dimmed. A value and pure functions.
#ifndef GREENLENS_GUI_SPOTLIGHT_H_
#define GREENLENS_GUI_SPOTLIGHT_H_

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace greenlens::gui {

struct Spotlight {
  bool on = false;
  float share = 0.16f;  // its radius, of the window's height

  static constexpr float kLeast = 0.04f, kMost = 0.6f, kStep = 1.15f;
  // So many steps larger; below 0: smaller.
  void resize(float steps) { share = std::clamp(share * std::pow(kStep, steps), kLeast, kMost); }
  // In pixels.
  float radius(ImVec2 window) const { return share * window.y; }
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SPOTLIGHT_H_
