// A pen: what is drawn over the picture by hand.
//
// A stroke stands on the window, not on what lies below it: where another step, layout or size puts
// other things below it, it is not shown, and there it is again when one comes back. A value.
#ifndef GREENLENS_GUI_PEN_H_
#define GREENLENS_GUI_PEN_H_

#include <imgui.h>

#include <array>
#include <cstdint>
#include <vector>

#include "gui/settings.h"

namespace greenlens::gui {

// None of them is a greenlet's colour. Each has an edge in the page's colour, so that it is seen on
// every fill, in light and in dark.
enum class Ink : uint8_t { plain, magenta, green, violet };
inline constexpr std::array kInks = {Ink::plain, Ink::magenta, Ink::green, Ink::violet};
const char* ink_name(Ink ink);  // of its message, ui.pen.<name>
Ink next_ink(Ink ink);

// What strokes lie over.
struct StrokePlace {
  uint64_t step = 0;
  LayoutChoice layout = LayoutChoice::everything;
  float scale = 1;
  float width = 0, height = 0;  // of the window, in pixels
  bool operator==(const StrokePlace&) const = default;
};

struct Stroke {
  StrokePlace place;
  Ink ink = Ink::plain;
  float thick = 4;             // pixels at 100 %
  std::vector<ImVec2> points;  // on the screen; never none
};

class Pen {
 public:
  bool is_taken() const { return taken_; }
  void take(bool taken);  // what was being drawn ends
  Ink ink() const { return ink_; }
  void dip(Ink ink) { ink_ = ink; }
  float thick() const { return thick_; }  // pixels at 100 %
  void resize(float steps);

  void begin(const StrokePlace& place, ImVec2 at);
  // Without a stroke that was begun at this place nothing happens; nor where it has not moved.
  void go_on(const StrokePlace& place, ImVec2 at);
  void end() { draws_ = false; }
  // The last stroke at this place, and all of them there.
  void undo(const StrokePlace& place);
  void clear(const StrokePlace& place);
  void forget();  // all of them, wherever they are
  bool has_strokes(const StrokePlace& place) const;

  // The oldest first. Of those that were drawn long ago some may be gone: kMostPoints in all.
  const std::vector<Stroke>& strokes() const { return strokes_; }
  static constexpr size_t kMostPoints = 100'000;

 private:
  bool taken_ = false, draws_ = false;
  Ink ink_ = Ink::magenta;
  float thick_ = 4;
  std::vector<Stroke> strokes_;
  size_t points_ = 0;
};

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_PEN_H_
