// What the app remembers from one start to the next, in a plain file. Pure functions that never
// fail: what cannot be read is as if it were not there.
#ifndef GREENLENS_GUI_SETTINGS_H_
#define GREENLENS_GUI_SETTINGS_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tracer/scene/theme.h"

namespace greenlens::gui {

// Which layout the person wants; where it has no room another one is taken (gui/layouts.h).
enum class LayoutChoice : uint8_t {
  everything,  // all views
  classroom,   // for a wall: few things, large
  diagram,     // one view over the whole window
};
inline constexpr std::array kLayoutChoices = {LayoutChoice::everything, LayoutChoice::classroom,
                                              LayoutChoice::diagram};
const char* layout_name(LayoutChoice layout);
std::optional<LayoutChoice> layout_from_name(std::string_view name);

struct Settings {
  scene::Theme theme = scene::Theme::light;
  float scale = 1;  // 1 to 3
  LayoutChoice layout = LayoutChoice::everything;
  float other_scale = 0;  // of the layouts that are not for a wall, while that one is chosen; or 0
  bool animate = true;
  bool times = false;  // when things were told is said
  float left = 0.27f;  // share of the width
  float right = 0.26f;
  float bottom = 0.26f;  // share of the height
  float output = 0.26f;  // share of the left column
  float tree = 0.40f;    // share of the right column
  bool operator==(const Settings&) const = default;
};

// Every number within its range.
Settings clamped(Settings settings);

// `key = value` lines; unknown keys and bad values are passed over, values out of range are
// clamped.
Settings parse_settings(std::string_view text);
std::string format_settings(const Settings& settings);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_SETTINGS_H_
