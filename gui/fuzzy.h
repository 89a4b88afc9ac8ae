// Finding a line by a few of its letters. Pure; capitals beyond ASCII are not folded.
#ifndef GREENLENS_GUI_FUZZY_H_
#define GREENLENS_GUI_FUZZY_H_

#include <optional>
#include <string_view>

namespace greenlens::gui {

// How well the line suits what was typed; more is better. None: some word of it is not there, not
// even with other letters in between. Letters that stand together, and at the beginnings of words,
// count most; words may come in any order. Nothing typed suits everything alike.
std::optional<int> suits(std::string_view line, std::string_view typed);

}  // namespace greenlens::gui

#endif  // GREENLENS_GUI_FUZZY_H_
