// Going from card to card by keys. Pure.
#ifndef GREENLENS_GUI_VIEWS_PICKER_MODEL_H_
#define GREENLENS_GUI_VIEWS_PICKER_MODEL_H_

#include <optional>
#include <string>
#include <vector>

#include "gui/app_options.h"

namespace greenlens::gui::picker {

// Where a key leads among so many cards in so many columns; -1: none is chosen yet.
int moved(int key, int chosen, int columns, int count);

// What counts as typed when these letters are typed after those: all of them while some scenario
// begins so, else the new ones alone.
std::string ahead_of(const std::vector<ScenarioEntry>& scenarios, const std::string& before,
                     const std::string& letters);
// The first one whose title or id begins so, in any case.
std::optional<int> beginning(const std::vector<ScenarioEntry>& scenarios, const std::string& typed);

}  // namespace greenlens::gui::picker

#endif  // GREENLENS_GUI_VIEWS_PICKER_MODEL_H_
