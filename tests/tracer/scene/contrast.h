// How well one colour is read on another: WCAG 2's contrast ratio, 1 to 21.
#ifndef GREENLENS_TESTS_TRACER_SCENE_CONTRAST_H_
#define GREENLENS_TESTS_TRACER_SCENE_CONTRAST_H_

#include <algorithm>
#include <cmath>

#include "tracer/scene/theme.h"

namespace greenlens::testing {

inline double luminance(scene::Color c) {
  const auto channel = [](uint8_t v) {
    const double s = v / 255.0;
    return s <= 0.03928 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b);
}
inline double contrast(scene::Color a, scene::Color b) {
  const double x = luminance(a), y = luminance(b);
  return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

}  // namespace greenlens::testing

#endif  // GREENLENS_TESTS_TRACER_SCENE_CONTRAST_H_
