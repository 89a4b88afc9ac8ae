// Small arithmetic that all pictures share: making texts fit, and keeping labels apart.
#ifndef GREENLENS_TRACER_SCENE_LAYOUT_H_
#define GREENLENS_TRACER_SCENE_LAYOUT_H_

#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The baseline on which a text of this size stands in the middle of `middle`: half the height of a
// capital below it.
constexpr float baseline(float middle, float size) { return middle + size * 0.36f; }

// The text, or as much of it as fits into `width` pixels with "…" behind it; empty when not even
// one letter does.
std::string elide(const std::string& text, float size, Face face, float width);

// The first wording that fits; the last one when none does.
std::string longest_fitting(const std::vector<std::string>& wordings, float size, Face face,
                            float width);

// The last `parts` parts of a C++ name: with 1, "operator<<" of "a::B<c::D>::operator<<".
std::string last_parts(const std::string& name, int parts);

// The size, from `size` down to `least`, at which the text fits.
float fitting_size(const std::string& text, float size, float least, Face face, float width);

// Centers for labels of the given heights, as near to `wanted` (ascending) as they can be without
// touching each other or leaving [top, bottom]. The heights must fit in there together. (Isotonic
// regression: labels that would overlap move together, by the least squares of their distances.)
// A label of more weight gives way less; without weights all weigh the same.
std::vector<float> spread(const std::vector<float>& wanted, const std::vector<float>& heights,
                          float top, float bottom, const std::vector<float>& weights = {});

// Heights in proportion to `sizes`, none below its minimum, with the given sum; minimums shrink
// together when they alone are more than that.
struct Heights {
  std::vector<float> heights;
  bool in_proportion = true;  // no minimum was needed
};
Heights fill(const std::vector<double>& sizes, const std::vector<float>& minimums, float sum);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LAYOUT_H_
