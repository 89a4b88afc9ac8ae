// How wide texts are, without a font at hand: pictures are laid out where there is none (on the
// command line, in tests), and must be the same everywhere.
#ifndef GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_
#define GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_

#include <string>

#include "tracer/scene/scene.h"

namespace greenlens::scene {

// The width of a text (UTF-8, one line) in pixels, in proportion to `size`, from a table of the
// faces' advance widths. A letter that is not in it counts as a capital: a text that is shortened
// early can be read, two that lie upon each other cannot. Of a text that is longer than can be
// shown (facts::kMostShown) only that much counts. Never fails; bytes that are no UTF-8 count as
// letters.
float text_width(const std::string& text, float size, Face face);
// Where its letters are: from the top of capitals to a little below the baseline.
Box letters(const Text& text);
// How many bytes of the text, whole characters from its beginning, are with `behind` at most so
// wide. Looks at no more than that.
size_t bytes_that_fit(const std::string& text, const std::string& behind, float size, Face face,
                      float width);

}  // namespace greenlens::scene

#endif  // GREENLENS_TRACER_SCENE_TEXT_WIDTH_H_
