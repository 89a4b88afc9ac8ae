// Pictures of several steps beside each other, with what differs marked. Pure.
#ifndef GREENLENS_TRACER_SCENE_BESIDE_BESIDE_H_
#define GREENLENS_TRACER_SCENE_BESIDE_BESIDE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

struct Captioned {
  Scene scene;
  std::string caption;  // above it
};

// From left to right; `title` is what all of it is about. In each but the first one a shape that
// the one before does not have, or has elsewhere or otherwise, has a ring (a rectangle) or a line
// below it (a text); what changed at the steps themselves has none, nor have sentences and source
// lines, which differ at every step. Ids have "1.", "2." before
// them.
enum class Marks : uint8_t { none, what_differs };
// `said` stands above them, a line each, which a click leads to a step from.
struct Said {
  std::string line;
  uint64_t step = 0;
};
// What there is for each of two of them in so much room, below so many lines.
struct Room {
  float width = 0, height = 0;
};
Room room_beside(float width, float height, size_t lines);

Scene beside_each_other(const std::string& title, std::vector<Captioned> pictures,
                        Marks marks = Marks::what_differs, const std::vector<Said>& said = {});

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_BESIDE_BESIDE_H_
