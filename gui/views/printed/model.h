// The latest lines that were printed, as many as have room beside each other: what the view says.
#ifndef GREENLENS_GUI_VIEWS_PRINTED_MODEL_H_
#define GREENLENS_GUI_VIEWS_PRINTED_MODEL_H_

#include <cstdint>
#include <vector>

namespace greenlens::gui::printed {

// More are not asked for: none of them is narrower than its swatch.
inline constexpr uint64_t kMostLatest = 24;

// How many of these have room, counted from the last one on, which always has. Widths of the lines
// with what is before them, in the order in which they were printed. Where not all have, `more` of
// the room is for saying so.
size_t latest_that_fit(const std::vector<float>& widths, float room, float more);

}  // namespace greenlens::gui::printed

#endif  // GREENLENS_GUI_VIEWS_PRINTED_MODEL_H_
