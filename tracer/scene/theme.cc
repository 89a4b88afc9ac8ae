// The colours. A test holds every text to a contrast on every fill that it may stand on, in both
// themes (WCAG's 4.5 on living bytes): who changes one by eye will hear of it.
#include "tracer/scene/theme.h"

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

// How much of its colour what is left of a greenlet keeps, in percent; the rest is paper. It still
// says whose it was, and cannot be mistaken for living bytes. On dark paper colours need a little
// more.
constexpr int kStaleOnLight = 24, kStaleOnDark = 28;
// And a line or a letter; the rest is ink.
constexpr int kLineOnLight = 62, kLineOnDark = 80;
constexpr int kFaintLine = 40;  // of muted, for the borders of what nobody is to look at

// Which of kFills a greenlet has; main (1) and none (0) have none of them.
bool fill_index(uint32_t greenlet, uint32_t* index) {
  if (greenlet < 2) return false;
  *index = (greenlet - 2) % kFillCount;
  return true;
}

Color greenlet_color(uint32_t greenlet) {
  uint32_t index = 0;
  return fill_index(greenlet, &index) ? kFills[index] : kGrey;
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

const Palette& palette(Theme theme) { return theme == Theme::light ? kLight : kDark; }

}  // namespace

const char* theme_name(Theme theme) {
  switch (theme) {
    case Theme::light:
      return "light";
    case Theme::dark:
      return "dark";
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
      return greenlet_color(style.greenlet);
    case Role::stale:
      return mix(greenlet_color(style.greenlet), p.paper,
                 theme == Theme::light ? kStaleOnLight : kStaleOnDark);
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
    const bool blue = fill_index(text.style.greenlet, &index) && index == kBlue;
    return blue ? Color{0xff, 0xff, 0xff} : Color{0, 0, 0};
  }
  return line_color(theme, text.style);
}

// Lines and letters in a greenlet's colour lean towards ink: yellow on white cannot be seen.
Color line_color(Theme theme, Style style) {
  const Palette& p = palette(theme);
  switch (style.role) {
    case Role::greenlet:
    case Role::stale:
      return mix(greenlet_color(style.greenlet), p.ink,
                 theme == Theme::light ? kLineOnLight : kLineOnDark);
    case Role::unused:
    case Role::panel:
      return mix(p.muted, p.paper, kFaintLine);
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

bool greenlet_is_patterned(uint32_t greenlet) { return greenlet > kFillCount + 1; }

}  // namespace greenlens::scene
