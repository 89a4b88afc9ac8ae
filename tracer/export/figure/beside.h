// Pictures of several steps beside each other, with what differs marked. Pure.
#ifndef GREENLENS_TRACER_EXPORT_FIGURE_BESIDE_H_
#define GREENLENS_TRACER_EXPORT_FIGURE_BESIDE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::exports {

struct Captioned {
  scene::Scene scene;
  std::string caption;  // above it
};

// From left to right; `title` is what all of it is about. In each but the first one a shape that
// the one before does not have, or has elsewhere or otherwise, has a ring (a rectangle) or a line
// below it (a text); what changed at the steps themselves has none, nor have sentences and source
// lines, which differ at every step. Ids have "1.", "2." before
// them.
enum class Marks : uint8_t { none, what_differs };
scene::Scene beside_each_other(const std::string& title, std::vector<Captioned> pictures,
                               Marks marks = Marks::what_differs);

}  // namespace greenlens::exports

#endif  // GREENLENS_TRACER_EXPORT_FIGURE_BESIDE_H_
