// How meanings look: four themes, shared by the window and the exported pictures, so that gr1 has
// on a slide the colour that it had in class. Pure tables; every role has a colour in every theme.
#ifndef GREENLENS_TRACER_SCENE_THEME_H_
#define GREENLENS_TRACER_SCENE_THEME_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "tracer/scene/scene.h"
#include "tracer/scene/texture.h"

namespace greenlens::scene {

struct Color {
  uint8_t r = 0, g = 0, b = 0, a = 255;
  bool operator==(const Color&) const = default;
};

enum class Theme : uint8_t {
  light,
  dark,
  contrast,  // black on white, thick outlines: every text has 7:1 (WCAG's AAA)
  mono,      // no colour at all: greenlets differ by texture, and a bad printer keeps that
};
inline constexpr std::array kThemes = {Theme::light, Theme::dark, Theme::contrast, Theme::mono};
const char* theme_name(Theme theme);  // "light", "dark", "contrast", "mono"
// None for a word that names no theme.
std::optional<Theme> theme_from_name(std::string_view name);

// The inside of a rectangle. Greenlet 1 (main) is grey; the others take the Okabe–Ito colours in
// turn. From the 9th on the colours repeat with a pattern. Without colour the textures come in
// turn, and from the 9th on again upon darker paper.
Color fill_color(Theme theme, Style style);
// Black or white, whichever reads on the greenlet's fill, for a text that stands on one; else that
// of line_color().
Color text_color(Theme theme, const Text& text);
// Lines, outlines and letters on paper.
Color line_color(Theme theme, Style style);
Color paper_color(Theme theme);
// Whether its fill needs faint dots, because another greenlet has the same colour.
bool greenlet_is_patterned(Theme theme, uint32_t greenlet);
// What lies upon its fill in texture_color(): of a greenlet's bytes, where colour is not enough.
Texture texture_of(Theme theme, Style style);
Color texture_color(Theme theme, Style style);
// The same two in a rectangle. Without colour one that is so low that a texture would be a stroke
// or two is plain, in a tone of its greenlet's: tones are told apart where textures are not.
Color fill_in(Theme theme, Style style, const Box& box);
Texture texture_in(Theme theme, Style style, const Box& box);
// What a text lies on, where it is bytes of a greenlet's.
Style fill_below(const Text& text);
// What its plate is filled with: that, or paper.
Color plate_color(Theme theme, const Text& text);
// Whether it stands on a plate in that fill's colour: else it is not to be read on a texture.
bool has_plate(Theme theme, const Text& text);
// The line around a rectangle; some themes have one even where the picture asks for none: next to
// another fill it would not be seen where it ends. Never so wide that little of the fill is left.
struct Outline {
  Style style;
  float width = 0;  // 0: there is none
  bool dashed = false;
};
Outline outline_of(Theme theme, const Rect& rect);
// Whether it is a fill: a texture there would be one more pattern to tell from others. And whether
// it has lines at its edges: where the fill is not seen well, or is not there.
bool is_filled(Theme theme, const Ribbon& ribbon);
bool has_edges(Theme theme);
// The triangle at the end of an arrow: in proportion to the width of its line, and never most of a
// short one.
struct ArrowHead {
  float length = 0, width = 0;
};
ArrowHead arrow_head(Theme theme, const Line& line);
// So much of its length is beyond the end of the line, which would be seen beside the tip.
inline constexpr float kHeadBeyondLine = 0.7f;
// How wide a line is that has this width in the light theme.
float stroke_width(Theme theme, float width);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_THEME_H_
