// Small arithmetic that all pictures share: making texts fit, keeping labels apart, sharing out a
// height. Pure functions of numbers and texts; they know nothing of greenlets. Lengths are pixels
// at 100 %, text sizes likewise; texts are UTF-8 on one line.
#ifndef GREENLENS_TRACER_SCENE_LAYOUT_H_
#define GREENLENS_TRACER_SCENE_LAYOUT_H_

#include <string>
#include <vector>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The text, or as much of it as fits into `width` pixels with "…" behind it; empty when not even
// one letter does, and for a negative width. Never half a character, and no blank before the "…".
std::string elide(const std::string& text, float size, Face face, float width);

// The first wording that fits: the longest stands first. The last one when none does, which is then
// still too wide; none for an empty list.
std::string longest_fitting(const std::vector<std::string>& wordings, float size, Face face,
                            float width);

// The largest size from `size` down to `least` at which the text fits; `least` when none does.
float fitting_size(const std::string& text, float size, float least, Face face, float width);

// A text in lines that fit, which end where they may (tracer/words/line_breaks.h); the last of so
// many takes the rest, which may then be too wide. None of no text.
std::vector<std::string> in_lines(const std::string& text, float size, Face face, float width,
                                  size_t most);

// Where a hatched rectangle has its pattern: a band at the left edge, beside its texts.
Box hatched_band(const Box& box);
// The line of the ring around a box that has changed, and its width: near to it, since what lies
// beside it has words, too.
inline constexpr float kRingGap = 2, kRingWidth = 3;
Box ring_of(const Box& box);

// What lies below a text that is `width` wide, so that it can be read on a texture.
Box plate_of(const Text& text, float width);

// Centers for labels of the given heights, as near to `wanted` (ascending) as they can be without
// touching each other or leaving [top, bottom]. The heights must fit in there together: when they
// do not, they hang from `top` and go beyond `bottom`. A label of more weight gives way less;
// without weights all weigh the same. (Isotonic regression by pooling adjacent violators: labels
// that would overlap move together, by the least squares of their distances. Linear in their
// number.)
std::vector<float> spread(const std::vector<float>& wanted, const std::vector<float>& heights,
                          float top, float bottom, const std::vector<float>& weights = {});

// Heights in proportion to `sizes` (positive), none below its minimum, with the given sum; minimums
// shrink together when they alone are more than that.
struct Heights {
  std::vector<float> heights;
  bool in_proportion = true;  // no minimum was needed
};
Heights fill(const std::vector<double>& sizes, const std::vector<float>& minimums, float sum);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_LAYOUT_H_
