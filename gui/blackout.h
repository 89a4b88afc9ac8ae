// The window is covered, so that the room looks at who speaks. A value.
#ifndef GREENLENS_GUI_BLACKOUT_H_
#define GREENLENS_GUI_BLACKOUT_H_

#include <cstdint>

namespace greenlens::gui {

// White is for a board that is written on, or a room that is to stay bright.
enum class Blackout : uint8_t { none, black, white };

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_BLACKOUT_H_
