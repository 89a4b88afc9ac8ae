// The banner, at the right of the sentence.
#ifndef GREENLENS_GUI_DRAW_BANNER_H_
#define GREENLENS_GUI_DRAW_BANNER_H_

#include "gui/banner.h"

namespace greenlens::gui {

// How much of the sentence's width is left to the sentence.
float beside_banner(const Look& look, Area sentence);
// How high it is beside a sentence of that width; 0: there is none. Panels give way to it.
float height_of_banner(const Look& look, float sentence_width);
// In a window of its own, as high as it has to be: nothing of it is cut.
Requests draw_banner(const Look& look, const Banner& banner, Area sentence);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_DRAW_BANNER_H_
