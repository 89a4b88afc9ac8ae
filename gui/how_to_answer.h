// How a question is answered in the window: by a click, by keys, by what is typed. Pure.
#ifndef GREENLENS_GUI_HOW_TO_ANSWER_H_
#define GREENLENS_GUI_HOW_TO_ANSWER_H_

#include <string>

#include "gui/look.h"

namespace greenlens::gui {

// In two sentences: what to do, and which keys give it.
std::string how_to_answer(const Look& look, const greenlens::questions::Question& question);

// The sign before a choice, as it is shown: "1", "A".
std::string sign_of(const greenlens::questions::Question& question, size_t choice);

// Whether it can be typed, and whether a part of a stack can be drawn for it.
bool takes_text(const greenlens::questions::Question& question);
bool takes_range(const greenlens::questions::Question& question);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_HOW_TO_ANSWER_H_
