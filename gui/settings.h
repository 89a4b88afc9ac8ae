// What the app remembers from one start to the next, in a plain file. Pure functions that never
// fail: what cannot be read is as if it were not there.
#ifndef GREENLENS_GUI_SETTINGS_H_
#define GREENLENS_GUI_SETTINGS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/slot.h"
#include "tracer/facts/grain.h"
#include "tracer/scene/theme.h"
#include "tracer/scene/timeline/axis.h"
#include "tracer/words/levels.h"

namespace greenlens::gui {

// Which layout the person wants; where it has no room another one is taken (gui/layouts.h).
enum class LayoutChoice : uint8_t {
  everything,  // all views
  classroom,   // for a wall: few things, large
  diagram,     // one view over the whole window
  step,        // to step through the switch: its code, registers and words, large
  own,         // all views, where the person has put them (gui/moved.h)
  programs,    // somebody's program: who is parked where and what looks wrong, beside its picture
};
inline constexpr std::array kLayoutChoices = {LayoutChoice::everything, LayoutChoice::classroom,
                                              LayoutChoice::diagram,    LayoutChoice::step,
                                              LayoutChoice::programs,   LayoutChoice::own};
const char* layout_name(LayoutChoice layout);
std::optional<LayoutChoice> layout_from_name(std::string_view name);

struct Settings {
  scene::Theme theme = scene::Theme::light;
  float scale = 1;  // 1 to 3
  LayoutChoice layout = LayoutChoice::everything;
  float other_scale = 0;  // of the layouts that are not for a wall, while that one is chosen; or 0
  std::string language;   // which was chosen in the window, by its id; empty: none
  words::Level level = words::Level::mechanism;  // how deep it tells of steps
  bool animate = true;                           // false: reduced motion, nothing moves by itself
  bool times = false;                            // when things were told is said
  scene::Axis axis = scene::Axis::steps;  // what the timeline and the slider are divided into
  float left = 0.27f;                     // share of the width
  float right = 0.26f;
  float bottom = 0.26f;  // share of the height
  float output = 0.26f;  // share of the left column
  float tree = 0.40f;    // share of the right column
  facts::Grain grain = facts::Grain::phase;
  float speed = 1;  // 0.1 to 10: steps a second
  // The window's place on the screen and its size, in the system's units; no width: not known yet.
  struct Place {
    int x = 0, y = 0, width = 0, height = 0;
    bool operator==(const Place&) const = default;
  } window;
  std::vector<std::string> recent;  // files, newest first
  // Views that stand elsewhere in the layout of one's own; names of no view are kept.
  struct Moved {
    std::string view;
    Slot to = Slot::middle;
    bool operator==(const Moved&) const = default;
  };
  std::vector<Moved> moved;
  bool operator==(const Settings&) const = default;
};

// Every number within its range.
Settings clamped(Settings settings);

// Of somebody who has not chosen one: how large everything is on a screen with `content` times as
// many pixels as letters of the usual size need, as its system says, and so many pixels. A system
// that says nothing of a screen with very many is not believed.
float first_scale(float content, int width, int height);
// Whether somebody who has not chosen yet wants reduced motion: `variable` is what the environment
// has for GREENLENS_REDUCED_MOTION (null: nothing), `gtk` the text of the desktop's settings.ini
// for GTK, in which "gtk-enable-animations" is off. The variable is the one that counts where both
// are.
bool wants_reduced_motion(const char* variable, std::string_view gtk);
// Where the window goes on a screen: as it was remembered while that is to be seen there, else in
// its middle, large enough for this scale.
struct Screen {
  int x = 0, y = 0, width = 0, height = 0;
};
Settings::Place place_on(const Screen& screen, const Settings::Place& remembered, float scale);

// `key = value` lines; unknown keys and bad values are passed over, values out of range are
// clamped.
Settings parse_settings(std::string_view text);
std::string format_settings(const Settings& settings);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SETTINGS_H_
