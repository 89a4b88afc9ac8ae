// How meanings look: colours for light and dark, shared by the window and the exported pictures, so
// that gr1 has on a slide the colour that it had in class. Pure tables; every role has a colour in
// every theme.
#ifndef GREENLENS_TRACER_SCENE_THEME_H_
#define GREENLENS_TRACER_SCENE_THEME_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

struct Color {
  uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};

enum class Theme : uint8_t { light, dark };
inline constexpr std::array<Theme, 2> kThemes = {Theme::light, Theme::dark};
const char* theme_name(Theme theme);  // "light", "dark"
// None for a word that names no theme.
std::optional<Theme> theme_from_name(std::string_view name);

// The inside of a rectangle. Greenlet 1 (main) is grey; the others take the Okabe–Ito colours in
// turn. From the 9th on the colours repeat with a pattern.
Color fill_color(Theme theme, Style style);
// Black or white, whichever reads on the greenlet's fill, for a text that stands on one; else that
// of line_color().
Color text_color(Theme theme, const Text& text);
// Lines, outlines and letters on paper.
Color line_color(Theme theme, Style style);
Color paper_color(Theme theme);
// Whether its fill needs dots, because another greenlet has the same colour.
bool greenlet_is_patterned(uint32_t greenlet);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_THEME_H_
