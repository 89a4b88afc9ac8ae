// The colours. A test holds every text to a contrast on every fill that it may stand on, in each
// theme (WCAG's 4.5 on living bytes, and 7 for high contrast): who changes one by eye will hear of
// it.
#include "tracer/scene/theme.h"

#include <algorithm>
#include <cmath>

namespace greenlens::scene {
namespace {

// Okabe and Ito's colours, which people with any colour vision can tell apart. Blue comes last
// because it is the only one that needs white text.
constexpr Color kGrey{0x9a, 0xab, 0xb8};
constexpr Color kFills[] = {
    {0xe6, 0x9f, 0x00},  // orange
    {0x56, 0xb4, 0xe9},  // sky blue
    {0x1f, 0xb0, 0x87},  // bluish green, a little lighter than theirs: black text reads on it
    {0xf0, 0xe4, 0x42},  // yellow
    {0xcc, 0x79, 0xa7},  // reddish purple
    {0xe0, 0x6c, 0x1f},  // vermillion, a little lighter likewise
    {0x00, 0x72, 0xb2},  // blue
};
// A greenlet keeps its colour for life: it follows from its number, not from who else is there.
constexpr uint32_t kFillCount = sizeof(kFills) / sizeof(kFills[0]);
constexpr uint32_t kBlue = kFillCount - 1;

// The same hues, lighter or darker until black or white has 7:1 on them.
constexpr Color kContrastGrey{0xc2, 0xcc, 0xd4};
constexpr Color kContrastFills[kFillCount] = {
    {0xf2, 0xae, 0x1a}, {0x6c, 0xc4, 0xf5}, {0x3c, 0xc4, 0x9c}, {0xf7, 0xec, 0x52},
    {0xe0, 0x9a, 0xc2}, {0xf5, 0x8a, 0x5a}, {0x00, 0x4f, 0x86},
};

// Without colour: main is grey and plain, the others have textures on white, then on grey, and then
// on a darker one. Two tones at most lie between: a printer keeps them apart.
constexpr Color kMonoMain{0xc8, 0xc8, 0xc8};
constexpr Color kMonoPapers[] = {{0xff, 0xff, 0xff}, {0xe0, 0xe0, 0xe0}, {0xc0, 0xc0, 0xc0}};
constexpr uint32_t kMonoPaperCount = sizeof(kMonoPapers) / sizeof(kMonoPapers[0]);
constexpr Color kMonoStroke{0x3c, 0x3c, 0x3c}, kMonoStaleStroke{0xb0, 0xb0, 0xb0};
constexpr uint32_t kTextureCount = kTextures.size();
// In place of textures, where these have no room: none as main's grey, and as far from each other
// as so many can be. Later greenlets have darker ones, as their papers are.
constexpr uint8_t kMonoTones[] = {0xff, 0xe6, 0xaa, 0x90, 0x76, 0x5c, 0x42};
constexpr uint32_t kDarkerTone = 8;
constexpr float kLeastTextured = 9;  // high
static_assert(sizeof(kMonoTones) == kTextureCount);
static_assert(kTextureCount == kFillCount,
              "colours and textures begin anew with the same greenlet");

// How much of its colour what is left of a greenlet keeps, in percent; the rest is paper. It still
// says whose it was, and cannot be mistaken for living bytes. On dark paper colours need a little
// more.
constexpr int kStaleOnLight = 24, kStaleOnDark = 28, kStaleOnContrast = 22, kStaleOnMono = 40;
// And a line or a letter; the rest is ink.
constexpr int kLineOnLight = 62, kLineOnDark = 80, kLineOnContrast = 32;
constexpr int kFaintLine = 40;  // of muted, for the borders of what nobody is to look at

// Which of kFills a greenlet has; main (1) and none (0) have none of them.
bool fill_index(uint32_t greenlet, uint32_t* index) {
  if (greenlet < 2) return false;
  *index = (greenlet - 2) % kFillCount;
  return true;
}

Color greenlet_color(Theme theme, uint32_t greenlet) {
  uint32_t index = 0;
  const bool is_main = !fill_index(greenlet, &index);
  switch (theme) {
    case Theme::light:
    case Theme::dark:
      return is_main ? kGrey : kFills[index];
    case Theme::contrast:
      return is_main ? kContrastGrey : kContrastFills[index];
    case Theme::mono:
      return is_main ? kMonoMain : kMonoPapers[(greenlet - 2) / kTextureCount % kMonoPaperCount];
  }
  return kGrey;
}

// `part` of 100 of a, the rest of b.
Color mix(Color a, Color b, int part) {
  const auto channel = [part](uint8_t x, uint8_t y) {
    return static_cast<uint8_t>((x * part + y * (100 - part)) / 100);
  };
  return {channel(a.r, b.r), channel(a.g, b.g), channel(a.b, b.b), 255};
}

struct Palette {
  Color paper, panel, unused, ink, muted, accent, error, pointer;
};
constexpr Palette kLight{{0xff, 0xff, 0xff}, {0xf5, 0xf7, 0xf9}, {0xf0, 0xf2, 0xf4},
                         {0x1b, 0x1f, 0x24}, {0x56, 0x60, 0x6b}, {0x00, 0x66, 0xb3},
                         {0xb3, 0x1d, 0x1d}, {0xa8, 0x3c, 0x06}};
constexpr Palette kDark{{0x16, 0x1a, 0x1f}, {0x1d, 0x22, 0x29}, {0x23, 0x2a, 0x32},
                        {0xee, 0xf1, 0xf4}, {0xa9, 0xb4, 0xbf}, {0x7c, 0xc4, 0xff},
                        {0xff, 0x8f, 0x85}, {0xff, 0xa9, 0x75}};

constexpr Palette kContrast{{0xff, 0xff, 0xff}, {0xff, 0xff, 0xff}, {0xec, 0xec, 0xec},
                            {0x00, 0x00, 0x00}, {0x1a, 0x1a, 0x1a}, {0x00, 0x3a, 0x8c},
                            {0x8a, 0x00, 0x00}, {0x6e, 0x20, 0x00}};
constexpr Palette kMono{{0xff, 0xff, 0xff}, {0xf8, 0xf8, 0xf8}, {0xf0, 0xf0, 0xf0},
                        {0x00, 0x00, 0x00}, {0x44, 0x44, 0x44}, {0x00, 0x00, 0x00},
                        {0x00, 0x00, 0x00}, {0x00, 0x00, 0x00}};

const Palette& palette(Theme theme) {
  switch (theme) {
    case Theme::light:
      return kLight;
    case Theme::dark:
      return kDark;
    case Theme::contrast:
      return kContrast;
    case Theme::mono:
      return kMono;
  }
  return kLight;
}

int stale_part(Theme theme) {
  switch (theme) {
    case Theme::light:
      return kStaleOnLight;
    case Theme::dark:
      return kStaleOnDark;
    case Theme::contrast:
      return kStaleOnContrast;
    case Theme::mono:
      return kStaleOnMono;
  }
  return kStaleOnLight;
}

// Lines and letters in a greenlet's colour lean towards ink: yellow on white cannot be seen.
Color greenlet_line(Theme theme, Style style) {
  const Palette& p = palette(theme);
  switch (theme) {
    case Theme::light:
      return mix(greenlet_color(theme, style.greenlet), p.ink, kLineOnLight);
    case Theme::dark:
      return mix(greenlet_color(theme, style.greenlet), p.ink, kLineOnDark);
    case Theme::contrast:
      return mix(greenlet_color(theme, style.greenlet), p.ink, kLineOnContrast);
    case Theme::mono:
      return style.role == Role::stale ? p.muted : p.ink;
  }
  return p.ink;
}

// The borders of what nobody is to look at. Where nothing may be faint, they are as any.
Color faint_line(Theme theme) {
  const Palette& p = palette(theme);
  switch (theme) {
    case Theme::light:
    case Theme::dark:
      return mix(p.muted, p.paper, kFaintLine);
    case Theme::contrast:
    case Theme::mono:
      return p.muted;
  }
  return p.muted;
}

}  // namespace

const char* theme_name(Theme theme) {
  switch (theme) {
    case Theme::light:
      return "light";
    case Theme::dark:
      return "dark";
    case Theme::contrast:
      return "contrast";
    case Theme::mono:
      return "mono";
  }
  return "";
}

std::optional<Theme> theme_from_name(std::string_view name) {
  for (const Theme theme : kThemes) {
    if (name == theme_name(theme)) return theme;
  }
  return std::nullopt;
}

Color fill_color(Theme theme, Style style) {
  const Palette& p = palette(theme);
  switch (style.role) {
    case Role::greenlet:
      return greenlet_color(theme, style.greenlet);
    case Role::stale:
      return mix(greenlet_color(theme, style.greenlet), p.paper, stale_part(theme));
    case Role::unused:
      return p.unused;
    case Role::panel:
      return p.panel;
    case Role::ink:
      return p.ink;
    case Role::muted:
      return p.muted;
    case Role::accent:
      return p.accent;
    case Role::error:
      return p.error;
    case Role::pointer:
      return p.pointer;
  }
  return p.ink;
}

Color text_color(Theme theme, const Text& text) {
  if (text.on_greenlet) {
    uint32_t index = 0;
    const bool blue =
        theme != Theme::mono && fill_index(text.style.greenlet, &index) && index == kBlue;
    return blue ? Color{0xff, 0xff, 0xff} : Color{0, 0, 0};
  }
  return line_color(theme, text.style);
}

Color line_color(Theme theme, Style style) {
  const Palette& p = palette(theme);
  switch (style.role) {
    case Role::greenlet:
    case Role::stale:
      return greenlet_line(theme, style);
    case Role::unused:
    case Role::panel:
      return faint_line(theme);
    case Role::ink:
    case Role::muted:
    case Role::accent:
    case Role::error:
    case Role::pointer:
      return fill_color(theme, style);
  }
  return p.ink;
}

Color paper_color(Theme theme) { return palette(theme).paper; }

bool greenlet_is_patterned(Theme theme, uint32_t greenlet) {
  return (theme == Theme::light || theme == Theme::dark) && greenlet > kFillCount + 1;
}

Texture texture_of(Theme theme, Style style) {
  if (style.role != Role::greenlet && style.role != Role::stale) return Texture::plain;
  uint32_t index = 0;
  if (!fill_index(style.greenlet, &index)) return Texture::plain;
  switch (theme) {
    case Theme::light:
    case Theme::dark:
      return Texture::plain;
    case Theme::contrast: {
      // Plain for the first of each colour, and then all textures in turn.
      const uint32_t round = (style.greenlet - 2) / kFillCount % (kTextureCount + 1);
      return round == 0 ? Texture::plain : kTextures[round - 1];
    }
    case Theme::mono:
      return kTextures[index];
  }
  return Texture::plain;
}

Texture texture_in(Theme theme, Style style, const Box& box) {
  const bool is_too_low = theme == Theme::mono && box.h < kLeastTextured;
  return is_too_low ? Texture::plain : texture_of(theme, style);
}

Color fill_in(Theme theme, Style style, const Box& box) {
  if (texture_in(theme, style, box) == texture_of(theme, style)) return fill_color(theme, style);
  const uint32_t place = style.greenlet - 2;
  const auto tone = static_cast<uint8_t>(kMonoTones[place % kTextureCount] -
                                         kDarkerTone * (place / kTextureCount % kMonoPaperCount));
  const Color full{tone, tone, tone};
  return style.role == Role::stale ? mix(full, palette(theme).paper, kStaleOnMono) : full;
}

Color texture_color(Theme theme, Style style) {
  if (theme != Theme::mono) return line_color(theme, style);
  return style.role == Role::stale ? kMonoStaleStroke : kMonoStroke;
}

Style fill_below(const Text& text) {
  return {text.on_stale ? Role::stale : Role::greenlet, text.style.greenlet};
}

Color plate_color(Theme theme, const Text& text) {
  return text.over_edges ? paper_color(theme) : fill_color(theme, fill_below(text));
}

bool has_plate(Theme theme, const Text& text) {
  if (text.over_edges) return has_edges(theme);
  if (!text.on_greenlet && !text.on_stale) return false;
  return texture_of(theme, fill_below(text)) != Texture::plain ||
         greenlet_is_patterned(theme, text.style.greenlet);
}

Outline outline_of(Theme theme, const Rect& rect) {
  constexpr float kLeastSide = 5;  // a smaller one would be nothing but lines
  constexpr float kPlain = 1.5f, kQuiet = 1, kMostOfSide = 0.2f;
  const float side = std::min(rect.box.w, rect.box.h);
  const Role role = rect.fill.role;
  const bool dashed = rect.pattern == Pattern::dashed_outline;
  const bool needs_line =
      has_edges(theme) && side >= kLeastSide && (role == Role::greenlet || role == Role::stale);
  if (!dashed && !rect.outlined && !needs_line) return {};
  const bool quiet = role == Role::unused || role == Role::panel || role == Role::stale;
  const float width = stroke_width(theme, quiet && !dashed ? kQuiet : kPlain);
  return {quiet ? rect.fill : Style{Role::ink, 0}, std::min(width, side * kMostOfSide), dashed};
}

bool is_filled(Theme theme, const Ribbon& ribbon) {
  return texture_of(theme, ribbon.fill) == Texture::plain;
}

bool has_edges(Theme theme) { return theme == Theme::contrast || theme == Theme::mono; }

ArrowHead arrow_head(Theme theme, const Line& line) {
  constexpr float kLeastLength = 10, kLength = 3.4f;   // of the line's width
  constexpr float kMostOfLine = 0.65f, kWidth = 0.8f;  // of the line's length, of its own
  const float wanted = std::max(kLeastLength, kLength * stroke_width(theme, line.width));
  const Point from = line.points.front(), to = line.points.back();
  // From end to end, which no way is shorter than.
  const float way = line.points.size() == 2 ? std::hypot(to.x - from.x, to.y - from.y) : wanted * 2;
  const float length = std::min(wanted, way * kMostOfLine);
  return {length, length * kWidth};
}

float stroke_width(Theme theme, float width) {
  constexpr float kThick = 1.6f;
  return theme == Theme::contrast ? width * kThick : width;
}

}  // namespace greenlens::scene
