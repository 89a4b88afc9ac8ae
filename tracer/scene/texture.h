// What tells greenlets apart where no colour may: lines and spots on a fill.
//
// A texture is a list of strokes, so the window and the exported pictures draw the same one. None
// of them is slanted lines in one direction only: these mean a partial copy (Pattern::hatched).
// Pure functions; lengths are pixels at 100 %.
#ifndef GREENLENS_TRACER_SCENE_TEXTURE_H_
#define GREENLENS_TRACER_SCENE_TEXTURE_H_

#include <array>
#include <cstdint>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

enum class Texture : uint8_t {
  plain,
  across,   // level lines
  upright,  // upright lines
  dots,
  grid,     // across and upright
  lattice,  // slanted both ways
  dashes,   // level lines with gaps, as bricks lie
  pluses,
};
inline constexpr std::array kTextures = {Texture::across, Texture::upright, Texture::dots,
                                         Texture::grid,   Texture::lattice, Texture::dashes,
                                         Texture::pluses};

inline constexpr float kTextureWidth = 1.25f, kDotWidth = 2.5f;
// How wide the strokes of one are.
float width_of_strokes(Texture texture);

struct Stroke {
  Point from, to;
  bool operator==(const Stroke& other) const {
    return from.x == other.from.x && from.y == other.from.y && to.x == other.to.x &&
           to.y == other.to.y;
  }
};
// All within the box; none for a plain one. In a box too small for it, at least one stroke that
// says which one it is, unless the box has no inside at all.
std::vector<Stroke> strokes_of(Texture texture, const Box& box);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TEXTURE_H_
