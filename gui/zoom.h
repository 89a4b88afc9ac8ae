// The whole window larger, as a presenter's magnifier has it: values, and what it does to a frame.
//
// Where one points stays where it is: what is under the mouse is the same with and without it, so
// every click and every tooltip is as ever, and who moves the mouse to an edge sees that edge.
// What the keyboard's focus is on is brought to the middle instead, as large as there is room.
#ifndef GREENLENS_GUI_ZOOM_H_
#define GREENLENS_GUI_ZOOM_H_

#include <imgui.h>

namespace greenlens::gui {

// A point p of the window is seen at fixed + (p - fixed) * factor.
struct Magnified {
  float factor = 1;  // 1: as it is
  ImVec2 fixed = {0, 0};

  ImVec2 seen(ImVec2 point) const {
    return {fixed.x + (point.x - fixed.x) * factor, fixed.y + (point.y - fixed.y) * factor};
  }
};

// Around the mouse, which stays where it is.
Magnified around(ImVec2 mouse, float factor);
// What stands there fills the window as far as kMostZoom goes, and nothing beside the window is
// seen.
Magnified filling(ImVec2 low, ImVec2 high, ImVec2 window);

inline constexpr float kLeastZoom = 1.25f, kMostZoom = 6, kZoomStep = 1.15f;
inline constexpr float kZoomSeconds = 0.25f;

class Zoom {
 public:
  bool is_on() const { return on_; }
  void turn(bool on) { on_ = on; }
  float factor() const { return factor_; }  // around the mouse
  void resize(float steps);

  // A frame later: towards what is wanted, in kZoomSeconds from when something else was wanted, or
  // at once where nothing is animated. What only follows the mouse is there at once.
  void go_on(const Magnified& wanted, bool follows_mouse, float seconds, bool animate);
  const Magnified& now() const { return now_; }
  bool is_moving() const { return left_ > 0; }

 private:
  bool on_ = false;
  float factor_ = 2;
  Magnified now_, goal_;
  float left_ = 0;  // seconds
};

// What is drawn of a frame, that large: between ImGui::Render() and whoever draws it.
void magnify(ImDrawData* drawn, const Magnified& magnified);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_ZOOM_H_
