// The keyboard's focus: which of the widgets has it, and where Tab leads.
//
// ImGui's own way through widgets is not used: it knows neither the order in which the window is
// read nor the app's queue of keys. Each widget says as it is drawn that it can have the focus; the
// App moves it between the widgets of the last frame. Needs an ImGui frame that is being drawn,
// but for the pure functions. One thread.
#ifndef GREENLENS_GUI_FOCUS_H_
#define GREENLENS_GUI_FOCUS_H_

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gui/chord.h"
#include "gui/look.h"

namespace greenlens::gui {

// What it makes of keys beside Enter and Space.
enum class FocusKind : uint8_t {
  plain,
  field,      // of text: it has the keyboard, too
  sideways,   // the arrows to the left and to the right are its own
  upright,    // those up and down
  scrolling,  // likewise, and the keys for pages and for both ends
};
// Only the uppermost one that has anything can have the focus.
enum class Layer : uint8_t { window, overlay, popup };

struct FocusStop {
  ImGuiID id = 0;
  std::string label;  // as in widget_places()
  std::string words;  // for those who listen
  FocusKind kind = FocusKind::plain;
  Layer layer = Layer::window;
  int part = 0;         // of the window, as it is read
  std::string view;     // in which it stands; may be empty
  bool active = false;  // it is a field that is typed into
};

// What the App tells those who draw, and what they tell it. One for the process: ImGui draws one
// frame at a time.
struct FocusFrame {
  // Told in advance.
  ImGuiID id = 0;             // who has it; 0: nobody
  bool pressed = false;       // Enter or Space was pressed there
  bool moved = false;         // it has just come there, and has to come into sight
  std::vector<Chord> arrows;  // were pressed there, if it makes something of them
  std::string words;          // what it is, for those who listen
  // Of what is being drawn.
  Layer layer = Layer::window;
  int part = 0;
  std::string view;
  Layer least = Layer::window;  // that lies over others, though it may have nobody to be focused
  // Told as it is drawn.
  std::vector<FocusStop> stops;
  std::optional<ImVec4> ring;  // around whom, as far as it is seen: low corner, high corner
};
FocusFrame& focus_frame();

// The last ImGui item can have the focus, unless it is disabled. True once when Enter or Space was
// pressed there: it is to do what a click does. `words` say what it is; empty: the label does.
bool focus_stop(const std::string& label, const std::string& words = "",
                FocusKind kind = FocusKind::plain);
// Something else that stands there can have it.
bool focus_stop_at(ImVec4 box, const std::string& label, const std::string& words, FocusKind kind);
// The arrows that were pressed for it; none when it has not the focus. Behind focus_stop(label).
std::vector<Chord> focus_arrows(const std::string& label);
// Whether the field of this id is to take the keyboard.
bool focus_comes_to(ImGuiID id);
// Around who has it, over all that was drawn.
void draw_focus_ring(const Look& look);

// Those of the uppermost layer, as they are read.
std::vector<FocusStop> reading_order(std::vector<FocusStop> stops, Layer least = Layer::window);
// The place in the order after, or before, one of it; around its ends. Without one (`from` is past
// the end): the first or the last. Nothing for an empty order.
std::optional<size_t> next_stop(const std::vector<FocusStop>& order, size_t from, int by);
size_t place_in(const std::vector<FocusStop>& order, ImGuiID id);  // its size when it is not there

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FOCUS_H_
